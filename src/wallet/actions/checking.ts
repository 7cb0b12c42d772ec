/** Checking anew what people hold: weekly by itself, at once when its holder asks, soon after its issuer changed something. */
import { type Letters, provedAddresses, sendToPerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { CREDENTIAL_CHANGED, changeLetter } from '../mails.js';
import { findHolding, saveFindings, saveRecipient } from '../queries/holdings.js';
import { dueHoldings, putOff, unansweredOf } from '../queries/upkeep.js';
import { changeBetween, keptFindings } from '../rules/checking.js';
import { holdingChanged, type WholeHolding } from '../schema.js';
import { type Asking, dueAfter, type Found, findOut } from './parts.js';

export type Checking = Asking & { db: Db; letters: Letters };

const AT_ONCE = 50;
const DAY_MS = 86_400_000;

/**
 * Checks what is due, one after the other, until nothing is or the job has to end; returns how many. What fails is put off
 * by a day before it is tried, so that one that brings the process down stops no other.
 */
export async function checkDue(parts: Checking, now: () => Date, signal: AbortSignal): Promise<number> {
  let checked = 0;
  for (;;) {
    const due = await dueHoldings(parts.db, { now: now(), most: AT_ONCE });
    if (due.length === 0) return checked;
    for (const id of due) {
      if (signal.aborted) return checked;
      await putOff(parts.db, id, new Date(now().getTime() + DAY_MS));
      await checkHolding(parts, id, now());
      checked += 1;
    }
  }
}

/** Checks one holding, keeps what was found, and tells its holder by letter where it became something else. */
export async function checkHolding(parts: Checking, id: string, now: Date): Promise<void> {
  const held = await findHolding(parts.db, id);
  if (!held) return;
  const { personId } = held;
  const addresses = personId === null ? [] : await provedAddresses(parts.db, personId);
  const found = await findOut(parts, { content: held.content, name: held.fileName, addresses });
  await parts.db.transaction().execute((trx) => keep(trx, parts, { held, found, now }));
}

async function keep(
  trx: Db,
  { letters }: Checking,
  { held, found, now }: { held: WholeHolding; found: Found; now: Date },
): Promise<void> {
  const kept = keptFindings(held, found);
  const before = await unansweredOf(trx, held.id);
  if (before === null) return;
  await saveFindings(trx, held.id, { ...kept, ...dueAfter(held.id, found, { now, before }), now });
  // By the letter it came to them, whatever addresses they have now.
  if (held.recipient !== 'letter' && held.personId !== null) await saveRecipient(trx, held.id, found.recipient);
  const isOther = JSON.stringify(held.verdict) !== JSON.stringify(kept.verdict) || held.recipient !== found.recipient;
  if (isOther) await emit(trx, holdingChanged, { holding: held.id });
  const change = changeBetween(held, kept);
  // Of what was issued here, its issuer's own letter tells.
  if (change === null || held.personId === null || held.source === 'issued') return;
  await sendToPerson(trx, letters, held.personId, CREDENTIAL_CHANGED, changeLetter(held, change, letters.origin));
}
