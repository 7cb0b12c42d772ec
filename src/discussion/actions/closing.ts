/** What becomes of a discussion when the thing that it is about is deleted. */
import type { Db } from '../../platform/db/index.js';
import { removeSubject } from '../queries/posts.js';
import { closeReports, dropAppeals } from '../queries/reports.js';
import type { Subject } from '../schema.js';

/** Removes the words of all posts on a subject for good, and ends their reports and appeals. Call it in the act's transaction. */
export async function closeDiscussion(trx: Db, subject: Subject, now: Date): Promise<void> {
  for (const id of await removeSubject(trx, subject, now)) {
    await closeReports(trx, id, null, now);
    await dropAppeals(trx, id, now);
  }
}
