/** What organisations hold about a person: memberships, claims, invitations. */
import { type ErasureNote, type ExportPart, type Personal, provedAddresses } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { heldAbout, ownedAlone, removePerson } from '../queries/personal.js';

export const personal: Personal = {
  feature: 'organisations',
  tables: [
    'organisations.claim',
    'organisations.hand_over',
    'organisations.invitation',
    'organisations.member',
    'organisations.name_request',
  ],
  exportPerson,
  objections,
  erasePerson,
};

const ABOUT = {
  memberships: 'The organisations that you belong to, and as what.',
  claims: 'Organisations that you claimed to speak for, how, and what came of it.',
  invitations: 'Invitations that were sent to your addresses.',
  invited: 'Invitations that you sent. The addresses are other people’s, so they are not here.',
  handOvers: 'Ownership that you offered or were offered.',
  names: 'Names that you asked for on behalf of an organisation.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldAbout(db, personId, await provedAddresses(db, personId));
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `organisations/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

/** Colleagues must not be left without anybody who decides. Whoever is alone in an organisation may go: staff find an owner. */
async function objections(db: Db, personId: string): Promise<string[]> {
  const owned = (await ownedAlone(db, personId)).filter(({ otherMembers }) => otherMembers > 0);
  return owned.map(
    ({ name }) => `You are the only owner of ${name}, which has other members. Hand its ownership over first.`,
  );
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const alone = await ownedAlone(trx, personId);
  await removePerson(trx, personId, await provedAddresses(trx, personId), new Date());
  return [
    { kept: false, what: 'Your memberships, claims and invitations are gone.' },
    ...alone.map(({ name }) => ({
      kept: true,
      what: `${name} stays as it is, without an owner.`,
      why: 'Its courses and credentials are others’ too. Staff of the site find a new owner.',
    })),
  ];
}
