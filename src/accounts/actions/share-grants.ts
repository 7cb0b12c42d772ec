/** Showing one thing to whoever holds a link: made, opened, counted, withdrawn at once. */
import { hashPasscode, isPasscode, newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { shareOpenedLetter } from '../mails.js';
import {
  countGrants,
  countTry,
  findGrant,
  forgetTries,
  type GrantRow,
  insertGrant,
  insertViewing,
  listGrants,
  listViewings,
  waitUntil,
  withdrawGrant,
} from '../queries/share-grants.js';
import { endOf, minutesToWait, shareToken } from '../rules/sharing.js';
import type { Actor, PersonActor, Shareable, ShareGrant, Subject, Viewing } from '../schema/index.js';
import { recordAct } from './audit.js';
import { hasConsent, NAMED_VIEWS } from './consent.js';
import { NotAllowedError } from './guard.js';
import { type Letters, SHARE_OPENED, sendToPerson } from './notifications.js';

export type NewShare = {
  subject: Subject;
  label: string;
  expiresAt: Date | null;
  /** In clear; kept hashed. Null: the link is enough. */
  passcode: string | null;
};

/** Makes a link for one thing; its token opens `/shared/TOKEN`. The caller has checked that the thing is the actor's to share. */
export async function grantShare(
  { db, secret }: { db: Db; secret: string },
  actor: PersonActor,
  { subject, label, expiresAt, passcode }: NewShare,
  now: Date,
): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = shareToken(secret, id);
  const hashed = passcode === null ? null : await hashPasscode(passcode);
  const given = { id, personId: actor.id, subject, label, expiresAt, created: now };
  await db.transaction().execute(async (trx) => {
    if ((await countGrants(trx, actor.id, new Date(now.getTime() - DAY_MS))) >= MOST_A_DAY)
      throw new TooManySharesError();
    await insertGrant(trx, { ...given, tokenHash: sha256(token), passcode: hashed });
    await recordAct(trx, actor, { act: 'accounts.share-granted', subject: `share:${id}` }, now);
  });
  return { id, token };
}

const DAY_MS = 86_400_000;
/** Nobody shares so much; a program might, and every link stays on its owner's list. */
const MOST_A_DAY = 100;

/** Too many links in a day. */
export class TooManySharesError extends Error {
  override readonly name = 'TooManySharesError';
  readonly status = 429;
  constructor() {
    super(`You have made ${MOST_A_DAY} links since yesterday, which is as many as a day allows. Try again tomorrow.`);
  }
}

/** So many looks at each thing are listed; all are counted. */
const MOST_LOOKS = 50;

export type SharesOfPerson = (ShareGrant & { link: string; end: 'withdrawn' | 'expired' | null; views: Viewing[] })[];

/** All that a person shares or shared, with the links and the looks, newest first. */
export async function sharesOf(
  { db, secret, origin }: { db: Db; secret: string; origin: string },
  { id }: PersonActor,
  now: Date,
): Promise<SharesOfPerson> {
  const views = Map.groupBy(await listViewings(db, id, MOST_LOOKS), ({ grantId }) => grantId);
  return (await listGrants(db, id)).map((grant) => ({
    ...grant,
    link: `${origin}/shared/${shareToken(secret, grant.id)}`,
    end: endOf(grant, now),
    views: views.get(grant.id) ?? [],
  }));
}

/** Ends a link at once. @throws NotAllowedError where it is not the actor's. Withdrawing twice is no error. */
export async function withdrawShare(db: Db, actor: PersonActor, id: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const own = (await listGrants(trx, actor.id)).find((grant) => grant.id === id);
    if (!own) throw new NotAllowedError('This link is not yours.');
    if (await withdrawGrant(trx, id, actor.id, now))
      await recordAct(trx, actor, { act: 'accounts.share-withdrawn', subject: `share:${id}` }, now);
  });
}

export type Opened =
  | { state: 'open'; grant: ShareGrant }
  /** A passcode is asked for; `wrong`: the one given was not right. */
  | { state: 'passcode'; wrong: boolean }
  /** Too many wrong ones: none is looked at before. */
  | { state: 'wait'; until: Date }
  | { state: 'withdrawn' | 'expired' | 'unknown' };

/** What a link shows at this moment. Nothing is written unless a passcode is tried. */
export async function openShare(db: Db, token: string, passcode: string | null, now: Date): Promise<Opened> {
  const grant = await findGrant(db, sha256(token));
  if (!grant) return { state: 'unknown' };
  const end = endOf(grant, now);
  if (end !== null) return { state: end };
  if (grant.passcode === null) return { state: 'open', grant };
  if (passcode === null) return { state: 'passcode', wrong: false };
  return tryPasscode(db, grant, grant.passcode, passcode, now);
}

async function tryPasscode(db: Db, grant: GrantRow, hashed: string, passcode: string, now: Date): Promise<Opened> {
  const failures = await countTry(db, grant.id, now);
  if (failures === null) return { state: 'wait', until: grant.waitUntil ?? now };
  const minutes = minutesToWait(failures);
  const until = new Date(now.getTime() + minutes * 60_000);
  // Set before the passcode is looked at: tries that are made all at once must not all be looked at.
  if (minutes > 0) await waitUntil(db, grant.id, until);
  if (await isPasscode(passcode, hashed)) {
    await forgetTries(db, grant.id);
    return { state: 'open', grant };
  }
  return minutes > 0 ? { state: 'wait', until } : { state: 'passcode', wrong: true };
}

/**
 * Writes into the owner's list that their thing was looked at: with a name only where the viewer agreed to that, and not
 * at all where the owner looks. The first look sends a letter to owners who want one. The feature whose thing it is may keep
 * who looked, where they are signed in.
 */
export async function recordViewing(
  db: Db,
  letters: Letters,
  { grant, viewer, shareable }: { grant: ShareGrant; viewer: Actor; shareable: Shareable },
  now: Date,
): Promise<void> {
  if (viewer.kind === 'person' && viewer.id === grant.personId) return;
  await db.transaction().execute(async (trx) => {
    const isNamed = viewer.kind === 'person' && (await hasConsent(trx, viewer.id, NAMED_VIEWS));
    const viewerId = isNamed ? viewer.id : null;
    if (viewer.kind === 'person')
      await shareable.opened?.(trx, { subject: grant.subject, grantId: grant.id, viewer, now });
    const isFirst = await insertViewing(trx, { id: newId(), grantId: grant.id, viewerId, at: now });
    if (isFirst)
      await sendToPerson(trx, letters, grant.personId, SHARE_OPENED, shareOpenedLetter(grant.label, letters.origin));
  });
}
