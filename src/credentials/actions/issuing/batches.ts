/** Issuing a batch, chunk after chunk. A chunk is one transaction: whoever is killed in it has done nothing of it. */
import { recordAct } from '../../../accounts/index.js';
import { emit } from '../../../platform/jobs/index.js';
import { findPublishedAchievement } from '../../queries/achievements.js';
import { advanceBatch, deleteAwards, lockBatch, nextAwards, noteFault } from '../../queries/issuing/batches.js';
import { type Batch, credentialsIssued } from '../../schema/issuing.js';
import { issueAwards } from './issue.js';
import { issuerFor } from './issuers.js';
import { type Issuing, IssuingError } from './parts.js';

/** What a kill undoes at most; large enough that signing in two threads pays. */
const CHUNK = 500;

export type Progress = Pick<Batch, 'done' | 'total' | 'state'>;

/**
 * Issues what is left of a batch. Two that do this at once wait for each other and share the work. @returns how it stands: `done`,
 * or as it was where it was not confirmed or `signal` ended it.
 */
export async function runBatch(
  issuing: Issuing,
  batchId: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?(progress: Progress): void } = {},
): Promise<Progress | null> {
  for (;;) {
    const progress = await tellFaults(issuing, batchId, () => issueChunk(issuing, batchId));
    if (progress) onProgress?.(progress);
    if (!progress || !['waiting', 'running'].includes(progress.state) || signal?.aborted) return progress;
  }
}

/** What stands in the way is kept for whoever looks at the batch; it goes on by itself when that is away. */
async function tellFaults<T>(issuing: Issuing, batchId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isOurs = error instanceof IssuingError;
    const message = isOurs
      ? error.message
      : 'Something of the site is not working at this moment. It goes on by itself.';
    // The database itself may be what is lost: then there is nowhere to write it.
    await noteFault(issuing.db, batchId, message, isOurs && error.status !== 503).catch(() => {});
    throw error;
  }
}

async function issueChunk(issuing: Issuing, batchId: string): Promise<Progress | null> {
  return issuing.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, batchId);
    if (!batch || !['waiting', 'running'].includes(batch.state)) return batch;
    const achievement = await findPublishedAchievement(trx, batch.achievementId, batch.achievementVersion);
    if (!achievement) throw new IssuingError(409, 'The achievement of this batch is gone.');
    const awards = await nextAwards(trx, batch.id, batch.done, CHUNK);
    const issuer = await issuerFor(trx, issuing, batch.organisationId);
    await issueAwards(trx, issuing, { issuer, achievement, awards, batchId: batch.id, terms: batch.terms });
    const done = Math.min(batch.done + CHUNK, batch.total);
    await advanceBatch(trx, batch.id, done, issuing.clock.now());
    const isDone = done >= batch.total;
    if (isDone) await endBatch(issuing, trx, batch);
    return { done, total: batch.total, state: isDone ? 'done' : 'running' };
  });
}

async function endBatch(issuing: Issuing, trx: Issuing['db'], batch: Batch): Promise<void> {
  await deleteAwards(trx, batch.id);
  const { organisationId, achievementId } = batch;
  await emit(trx, credentialsIssued, {
    organisation: organisationId,
    achievement: achievementId,
    batch: batch.id,
    credential: null,
  });
  const detail = { awards: batch.total };
  const act = { act: 'credentials.batch-issued', subject: `batch:${batch.id}`, detail };
  await recordAct(trx, { kind: 'system' }, act, issuing.clock.now());
}
