/** What ends: statements whose source keeps them for a time, and files that belong to none any more. */
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { lendTerms, missedTargets } from '../queries/recording.js';
import { endingSources, forgetLooseAttachments, forgetStatements } from '../queries/sources.js';

const AT_ONCE = 5000;

/** Takes away what is older than its source keeps it, a piece at a time. Ids stay taken. @returns how many went. */
export async function endStatements({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  let sum = 0;
  for (const { id, before } of await endingSources(db, clock.now())) {
    let gone = AT_ONCE;
    while (gone === AT_ONCE) {
      gone = await db.transaction().execute((trx) => forgetStatements(trx, { sourceId: id, before, most: AT_ONCE }));
      sum += gone;
    }
  }
  await db.transaction().execute((trx) => forgetLooseAttachments(trx));
  return sum;
}

/** Statements about others that arrived at the very same moment find each other here. */
export async function joinMissed(db: Db): Promise<void> {
  for (const { organisationId, id } of await missedTargets(db, AT_ONCE))
    await db.transaction().execute((trx) => lendTerms(trx, organisationId, [id]));
}
