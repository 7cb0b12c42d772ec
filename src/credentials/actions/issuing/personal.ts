/** What issuing holds about a person: what was issued to them, and what they did for an organisation. */
import { type ErasureNote, type ExportPart, provedAddresses } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { issuingAbout, unlinkFromIssuing } from '../../queries/issuing/personal.js';

/** Tables of issuing that name a person. */
export const issuingTables = [
  'credentials.api_key',
  'credentials.award',
  'credentials.batch',
  'credentials.recipient',
] as const;

const ABOUT = {
  issuedToYou: 'Credentials that were issued here to your addresses, as they were signed, and how they stand.',
  awardsThatWait: 'Awards to your addresses that an organisation has prepared and not issued yet.',
  batchesYouMade:
    'Credentials that you issued together for an organisation. Whom they are for is theirs, so it is not here.',
  keysYouMade: 'Keys for programs that you made for an organisation, without the keys themselves.',
};

export async function exportIssuing(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await issuingAbout(db, personId, await provedAddresses(db, personId));
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `credentials/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

/** The signed files stay with their issuers: they hold hashes, and whoever checks one must go on getting an answer. */
export async function eraseIssuing(trx: Db, personId: string): Promise<ErasureNote[]> {
  const count = await unlinkFromIssuing(trx, personId, await provedAddresses(trx, personId));
  const gone = {
    kept: false,
    what: 'Whom credentials were issued to: your addresses and names in the lists of issuers are gone.',
  };
  if (count === 0) return [gone];
  return [
    gone,
    {
      kept: true,
      what: 'The credentials themselves, as they were signed, without your name or address.',
      why: 'Whoever you gave one to can go on checking it. It holds only hashes, which tell nobody who you are.',
    },
  ];
}
