/** Writing the audit log and checking its chain. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { insertEntry, lastEntry, listEntries, lockAudit } from '../queries/audit.js';
import { pseudonymOf } from '../queries/people.js';
import { FIRST, firstBreak, hashOf } from '../rules/audit.js';
import type { Acting, RecordedAct } from '../schema/index.js';

/**
 * Writes an act into the log, in the transaction of the act and as its last statement: from here to the commit nobody
 * else can write, because each entry carries the hash of the one before. The person is named by a key alone.
 */
export async function recordAct(
  trx: Db,
  actor: Acting,
  { act, subject, detail = {} }: RecordedAct,
  at: Date = new Date(),
): Promise<void> {
  const who = actor.kind === 'person' ? await personKey(trx, actor.id) : actor.kind;
  await lockAudit(trx);
  const last = await lastEntry(trx);
  const entry = { seq: (last?.seq ?? 0) + 1, at, actor: who, act, subject, detail, previous: last?.hash ?? FIRST };
  await insertEntry(trx, { ...entry, hash: hashOf(entry) });
}

/** `person:` and the key that stands for a person in logs. The mapping is destroyed when the person is erased. */
export async function personKey(trx: Db, personId: string): Promise<string> {
  return `person:${await pseudonymOf(trx, personId, newId())}`;
}

const AT_ONCE = 5_000;

/** Reads the whole log. `fault` says what is wrong with the first entry that does not fit; null: the chain holds. */
export async function checkAudit(db: Db): Promise<{ entries: number; fault: string | null }> {
  let last = { seq: 0, hash: FIRST };
  for (;;) {
    const entries = await listEntries(db, last.seq, AT_ONCE);
    const fault = firstBreak(entries, last);
    if (fault !== null) return { entries: last.seq + entries.length, fault };
    const end = entries.at(-1);
    if (end === undefined) return { entries: last.seq, fault: null };
    last = end;
  }
}
