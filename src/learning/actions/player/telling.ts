/** What learners do is told to the store of statements: kept with the act, stored in batches. */
import type { Db } from '../../../platform/db/index.js';
import { recordStatements } from '../../../statements/index.js';
import { type ToTell, takeUntold } from '../../queries/player/untold.js';
import { statementOf } from '../../rules/player/statements.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';

const AT_ONCE = 500;

/** All that is not told yet, each once: what is taken and what is stored are one transaction. Returns how many. */
export async function tellStatements(parts: Pick<Learning, 'db' | 'clock' | 'origin'>): Promise<number> {
  let told = 0;
  for (let some = AT_ONCE; some === AT_ONCE; told += some)
    some = await parts.db.transaction().execute((trx) => tellSome(trx, parts));
  return told;
}

async function tellSome(trx: Db, { clock, origin }: Pick<Learning, 'clock' | 'origin'>): Promise<number> {
  const taken = await takeUntold(trx, AT_ONCE);
  for (const [organisationId, theirs] of Map.groupBy(taken, (one) => one.organisationId)) {
    const statements = [];
    for (const one of theirs) statements.push(await inWords(trx, one, origin));
    const authority = { account: { homePage: origin, name: 'cairn' } };
    await recordStatements(trx, statements, { organisationId, authority, now: clock.now() });
  }
  return taken.length;
}

async function inWords(trx: Db, one: ToTell, origin: string): Promise<ReturnType<typeof statementOf>> {
  const { id, enrolmentId, courseId, actorKey, verb, score, at } = one;
  const edition = await getEdition(trx, courseId, one.edition);
  const step = one.step === null ? undefined : edition.steps.find((each) => each.step.key === one.step)?.step;
  return {
    id,
    ...statementOf({
      origin,
      place: { enrolment: { id: enrolmentId, actorKey, courseId }, edition },
      verb,
      now: at,
      ...(step && { step }),
      ...(score !== null && { score }),
    }),
  };
}
