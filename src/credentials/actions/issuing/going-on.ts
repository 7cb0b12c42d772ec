/** Having a batch that stands still go on. */
import { recordAct, requirePerson } from '../../../accounts/index.js';
import { enqueue } from '../../../platform/jobs/index.js';
import { findBatch, resumeBatch } from '../../queries/issuing/batches.js';
import { issueBatchTask } from '../../schema/issuing.js';
import { type Issuance, requireIssuer } from './issuing.js';
import { type Issuing, IssuingError } from './parts.js';

/** Nothing happens to one that goes on already. @throws IssuingError where there is none */
export function goOn(issuing: Issuing, who: Issuance, id: string): Promise<void> {
  return issuing.db.transaction().execute(async (trx) => {
    const organisation = await requireIssuer(trx, issuing, who);
    const batch = await findBatch(trx, organisation.id, id);
    if (!batch) throw new IssuingError(404, 'There is no such batch.');
    if (batch.state !== 'failed') return;
    await resumeBatch(trx, batch.id);
    await enqueue(trx, issueBatchTask, { batch: batch.id }, { key: `batch ${batch.id}` });
    const actor = 'actor' in who ? requirePerson(who.actor) : ({ kind: 'system' } as const);
    await recordAct(
      trx,
      actor,
      { act: 'credentials.batch-resumed', subject: `batch:${batch.id}` },
      issuing.clock.now(),
    );
  });
}
