/** Erasing a person: every feature removes what is theirs, in one transaction, and nothing is left that names them. */
import type { Db } from '../../platform/db/index.js';
import { erasureLetter } from '../mails.js';
import { lockPerson } from '../queries/addresses.js';
import { findPerson } from '../queries/people.js';
import { deletePerson } from '../queries/personal.js';
import type { ErasureNote, PersonActor, Personal } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';
import { LinkError, makeLink, spendLink } from './links.js';

export type Erasing = Accounts & { features: readonly Personal[] };

const LINK_HOURS = 1;

/** Something must be settled first: an organisation would be left without an owner. */
export class ErasureObjectionError extends Error {
  override readonly name = 'ErasureObjectionError';
  readonly status = 409;
}

export type ErasurePreview = { notes: ErasureNote[]; objections: string[] };

/** What erasure would do, by doing it and taking it back: the page says what the code does. */
export async function previewErasure(
  db: Db,
  features: readonly Personal[],
  { id }: PersonActor,
): Promise<ErasurePreview> {
  const trx = await db.startTransaction().execute();
  try {
    const objections = await objectionsTo(trx, features, id);
    return { objections, notes: objections.length > 0 ? [] : await eraseEverywhere(trx, features, id) };
  } finally {
    await trx.rollback().execute();
  }
}

/** Erases the actor's account. Whoever calls has just asked for the password again. @throws ErasureObjectionError */
export async function eraseAccount({ db, features }: Erasing, { id }: PersonActor, now: Date): Promise<void> {
  await db.transaction().execute((trx) => erase(trx, features, id, now));
}

/** Sends a link that erases, for who has no password or does not know it. */
export async function askToErase({ db, post, origin }: Accounts, { id, email }: PersonActor, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const token = await makeLink(trx, { purpose: 'erasure', personId: id, email, hours: LINK_HOURS, now });
    await post.send(trx, erasureLetter(email, `${origin}/account/data/erasure/${token}`));
    await recordAct(
      trx,
      { kind: 'person', id },
      { act: 'accounts.erasure-asked', subject: await personKey(trx, id) },
      now,
    );
  });
}

/** Erases the account that a link stands for. @throws LinkError, ErasureObjectionError */
export async function eraseByLink({ db, features }: Erasing, token: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { personId } = await spendLink(trx, 'erasure', token, now);
    if (personId === null || !(await findPerson(trx, personId))) throw new LinkError('This account is erased already.');
    await erase(trx, features, personId, now);
  });
}

async function erase(trx: Db, features: readonly Personal[], personId: string, now: Date): Promise<void> {
  await lockPerson(trx, personId);
  const objections = await objectionsTo(trx, features, personId);
  if (objections.length > 0) throw new ErasureObjectionError(objections.join(' '));
  const subject = await personKey(trx, personId);
  await eraseEverywhere(trx, features, personId);
  // Before the very last statement: the entry needs the key that goes with the person.
  await recordAct(trx, { kind: 'person', id: personId }, { act: 'accounts.erased', subject }, now);
  await deletePerson(trx, personId);
}

async function objectionsTo(trx: Db, features: readonly Personal[], personId: string): Promise<string[]> {
  const objections: string[] = [];
  for (const feature of features) objections.push(...((await feature.objections?.(trx, personId)) ?? []));
  return objections;
}

async function eraseEverywhere(trx: Db, features: readonly Personal[], personId: string): Promise<ErasureNote[]> {
  const notes: ErasureNote[] = [];
  for (const feature of features) notes.push(...(await feature.erasePerson(trx, personId)));
  return notes;
}
