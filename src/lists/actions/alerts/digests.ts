/** Letters of alerts: one a person and day or week, written in the transaction in which what it tells is marked as told. */
import { type Letters, type NotificationTopic, sendToPerson } from '../../../accounts/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import { digestLetter } from '../../mails.js';
import { holdWaiting, insertLetter, markTold, type Waiting, whoWaits } from '../../queries/alerts.js';
import { digestOf, isDigestDue } from '../../rules/digests.js';
import { type AlertRow, DEFAULT_CHOICE } from '../../schema/alerts.js';
import { showAlerts } from './showing.js';

export const ALERTS: NotificationTopic = {
  id: 'lists.alerts',
  label: 'News of what you keep and follow',
  about: 'New courses for your searches, prices, dates and changes: one letter a day or a week, as you choose.',
  default: true,
};

export type Digesting = { db: Db; clock: Clock; letters: Letters };

const PAGE = 200;

/** Writes every letter that is due. Asked again on the same day, it writes what is left. Returns how many were written. */
export async function writeDigests(parts: Digesting, signal?: AbortSignal): Promise<number> {
  const today = parts.clock.today();
  let written = 0;
  for (let after: string | null = null; !signal?.aborted; ) {
    const waiting: Waiting[] = await whoWaits(parts.db, { after, limit: PAGE });
    for (const one of waiting) {
      if (signal?.aborted) break;
      if (await writeDigest(parts, one, today).catch(ifSecond)) written += 1;
    }
    if (waiting.length < PAGE) break;
    after = waiting.at(-1)?.personId ?? null;
  }
  return written;
}

/** Whether a letter was written. Who wants none finds what would stand in it in the product and in their feed. */
function writeDigest(
  { db, letters }: Digesting,
  { personId, since, every, lastLetter }: Waiting,
  today: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const wanted = every ?? DEFAULT_CHOICE.every;
    if (wanted !== 'never' && !isDigestDue(wanted, { today, waitingSince: since, lastLetter })) return false;
    const rows = await holdWaiting(trx, personId);
    const ids = rows.map(({ id }) => id);
    const digest = digestOf(await showAlerts(trx, rows.filter(isTimely(today)), today));
    await markTold(trx, ids, today);
    if (wanted === 'never' || digest.lines === 0) return false;
    const sent = await sendToPerson(trx, letters, personId, ALERTS, digestLetter(digest, letters.origin));
    if (!sent) return false;
    if (!(await insertLetter(trx, personId, today, digest.lines))) throw new SecondLetterError(today);
    return true;
  });
}

/** Two letters to one person on one day: another worker was quicker, and this transaction is undone. */
class SecondLetterError extends Error {
  override readonly name = 'SecondLetterError';
  constructor(day: string) {
    super(`A letter of ${day} was written already; this one is not.`);
  }
}

function ifSecond(error: unknown): false {
  if (error instanceof SecondLetterError) return false;
  throw error;
}

/** A day that has passed is no news. */
const isTimely =
  (today: string) =>
  (row: AlertRow): boolean =>
    (row.kind !== 'start' && row.kind !== 'closing') || row.facts.day >= today;
