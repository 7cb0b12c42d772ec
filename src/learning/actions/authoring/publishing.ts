/** From draft to edition: an author asks, an editor publishes or gives it back with words. What is published never changes. */
import type { Actor } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertEdition, updateRetired, updateReview } from '../../queries/authoring/courses.js';
import { listMedia } from '../../queries/authoring/media.js';
import type { HostedCourse } from '../../queries/courses.js';
import { faultsOfDraft } from '../../rules/authoring/draft-faults.js';
import { digestsOf, type Fault, hoursDesigned } from '../../rules/content/index.js';
import { CourseContent, LearningError } from '../../schema/index.js';
import { getEdition } from '../editions.js';
import { ownHosted, recordTeaching, refuseRetired, requireProvider } from './desk.js';
import { CourseChangedError, draftOf, type Writing } from './writing.js';

type Asked = { organisation: string; hosted: string };

/** The draft has faults, so nobody can publish it. */
class CourseFaultyError extends Error {
  override readonly name = 'CourseFaultyError';
  readonly status = 422;
  constructor(readonly faults: readonly Fault[]) {
    super(
      `${faults.length === 1 ? 'One thing stops' : `${faults.length} things stop`} this from being published. ${faults
        .slice(0, 3)
        .map(({ at, message }) => `${at}: ${message}`)
        .join(' ')}`,
    );
  }
}

/** An author has written, and an editor is to look. @throws LearningError 404, 409 */
export function askReview(writing: Writing, actor: Actor, asked: Asked): Promise<void> {
  return act(writing, actor, { ...asked, role: 'author', name: 'review-asked' }, async (trx, hosted, now) => {
    refuseRetired(hosted);
    if (hosted.review === 'asked') throw new LearningError(409, 'An editor has been asked already.');
    await updateReview(trx, hosted.id, { state: 'asked', words: null }, now);
  });
}

/** Gives a draft back, saying what is to change. @throws LearningError 404, 409, 422 */
export function returnDraft(writing: Writing, actor: Actor, asked: Asked & { words: string }): Promise<void> {
  return act(writing, actor, { ...asked, role: 'editor', name: 'draft-returned' }, async (trx, hosted, now) => {
    const words = asked.words.trim();
    if (hosted.review !== 'asked') throw new LearningError(409, 'Nobody asked for this draft to be looked at.');
    if (words === '' || words.length > 2000)
      throw new LearningError(422, 'Say in 1 to 2,000 characters what is to change.', 'words');
    await updateReview(trx, hosted.id, { state: 'returned', words }, now);
  });
}

/**
 * Publishes the draft as it was looked at (`saves`) as the next edition, and returns its number. Who is enrolled stays with theirs until
 * they agree to go over. A draft that is as the newest edition is not published again.
 * @throws CourseChangedError where it was saved since, CourseFaultyError, LearningError 404, 409
 */
export async function publishEdition(
  writing: Writing,
  actor: Actor,
  asked: Asked & { saves: number },
): Promise<number> {
  let number = 0;
  await act(writing, actor, { ...asked, role: 'editor', name: 'edition-published' }, async (trx, hosted, now) => {
    refuseRetired(hosted);
    await refuseUnproved(writing, actor, asked.organisation);
    const draft = draftOf(hosted);
    if (hosted.saves !== asked.saves) throw new CourseChangedError({ saves: hosted.saves, draft });
    const faults = faultsOfDraft(draft, { media: (await listMedia(trx, hosted.id)).map(({ name }) => name) });
    if (faults.length > 0) throw new CourseFaultyError(faults);
    const content = CourseContent.parse(draft);
    if (hosted.edition > 0) await refuseSame(trx, hosted, content);
    const digests = digestsOf(content);
    number = await insertEdition(trx, { courseId: hosted.id, content, digests, minutes: hoursDesigned(content), now });
  });
  return number;
}

async function refuseSame(trx: Db, hosted: HostedCourse, content: CourseContent): Promise<void> {
  const newest = await getEdition(trx, hosted.id, hosted.edition);
  if (JSON.stringify(newest.content) === JSON.stringify(content))
    throw new LearningError(
      409,
      `Nothing has changed since edition ${hosted.edition}, so there is nothing to publish.`,
    );
}

async function refuseUnproved({ db }: Writing, actor: Actor, organisation: string): Promise<void> {
  const { name, verified } = await requireProvider(db, actor, organisation, 'editor');
  if (!verified)
    throw new LearningError(
      409,
      `Who speaks for ${name} is not proved yet. Once it is, you can publish. Your draft is kept.`,
    );
}

/** Nobody can begin it any more; who is enrolled goes on. @throws LearningError 404, 409 */
export function retireCourse(writing: Writing, actor: Actor, asked: Asked): Promise<void> {
  return act(writing, actor, { ...asked, role: 'editor', name: 'course-retired' }, async (trx, hosted, now) => {
    if (hosted.edition === 0) throw new LearningError(409, 'It was never published. Throw the draft away instead.');
    refuseRetired(hosted);
    await updateRetired(trx, hosted.id, now, now);
  });
}

/** Takes a retired course up again. @throws LearningError 404, 409 */
export function takeUpCourse(writing: Writing, actor: Actor, asked: Asked): Promise<void> {
  return act(writing, actor, { ...asked, role: 'editor', name: 'course-taken-up' }, async (trx, hosted, now) => {
    if (!hosted.retired) throw new LearningError(409, 'It is not retired.');
    await updateRetired(trx, hosted.id, null, now);
  });
}

/** One act on a course by whoever has the role, written into the log with it. */
async function act(
  { db, clock }: Writing,
  actor: Actor,
  asked: Asked & { role: 'author' | 'editor'; name: string },
  change: (trx: Db, hosted: HostedCourse, now: Date) => Promise<void>,
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const provider = await requireProvider(trx, actor, asked.organisation, asked.role);
    const hosted = await ownHosted(trx, provider, asked.hosted, { hold: true });
    await change(trx, hosted, now);
    await recordTeaching(trx, actor, asked.name, { provider, hosted: hosted.id }, now);
  });
}
