/** What bodies say, signed, of a credential that was issued here. Beside it, never inside: it can be taken back on its own. */
import { amountInWords, endorsementsOf, findCredential, findPublishedAchievement } from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';
import { formatLongDay } from '../../ui/index.js';
import type { Recognised, WholeHolding } from '../schema.js';

/** On a day (ISO): of the achievement, and of the course that it ends. */
export async function recognisedOf(
  db: Db,
  { credentialId }: Pick<WholeHolding, 'credentialId'>,
  today: string,
): Promise<Recognised[]> {
  const issued = credentialId === null ? null : await findCredential(db, credentialId);
  if (!issued) return [];
  const achievement = await findPublishedAchievement(db, issued.achievementId, issued.achievementVersion);
  const courseIds = achievement?.course ? [achievement.course.id] : [];
  const found = await endorsementsOf(db, { achievementIds: [issued.achievementId], courseIds }, today);
  return found.map(({ id, body, counts, until, subject, isDemonstration }) => ({
    body: body.name,
    words: `${counts ? `counts for ${amountInWords(counts)}` : 'recognised'}${subject.kind === 'course' ? ', as a course,' : ''} until ${formatLongDay(until)}`,
    tone: isDemonstration ? 'caution' : 'good',
    href: `/endorsements/${id}`,
  }));
}
