/** Beginning a course, and writing its draft: whole (a folder) or a part at a time (a page). */
import { type Actor, NotAllowedError } from '../../../accounts/index.js';
import { slugOf } from '../../../catalogue/index.js';
import { findPublishedAchievement } from '../../../credentials/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { enqueue } from '../../../platform/jobs/index.js';
import {
  countHosted,
  coursesToTeach,
  deleteHosted,
  insertHosted,
  updateDraft,
  updateLinks,
} from '../../queries/authoring/courses.js';
import type { HostedCourse } from '../../queries/courses.js';
import { giveToCompleted } from '../../queries/player/completions.js';
import { DraftContent } from '../../schema/draft.js';
import { LearningError } from '../../schema/index.js';
import { awardAgain } from '../../schema/progress.js';
import type { Learning } from '../parts.js';
import { ownHosted, type Provider, recordTeaching, refuseRetired, requireProvider } from './desk.js';

export type Writing = Pick<Learning, 'db' | 'clock'>;

const MOST_COURSES = 500;
const MOST_DRAFT_BYTES = 4_000_000;

/**
 * A new course with an empty draft. `slug` is made from the title where it is left out; `catalogueCourse` is the id of a course that
 * the organisation offers or awards.
 * @throws LearningError 409 where the slug is taken or there are too many, 422 where something does not hold
 */
export function beginCourse(
  { db, clock }: Writing,
  actor: Actor,
  asked: { organisation: string; title: string; slug?: string; catalogueCourse?: string | null },
): Promise<{ id: string; slug: string }> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const provider = await requireProvider(trx, actor, asked.organisation, 'author');
    const catalogueCourseId = await courseToTeach(trx, provider, asked.catalogueCourse ?? null);
    if ((await countHosted(trx, provider.id)) >= MOST_COURSES)
      throw new LearningError(
        409,
        `${provider.name} has ${MOST_COURSES} courses here already. Throw a draft away first.`,
      );
    const id = newId();
    const draft = readDraft({ title: asked.title });
    const wanted = { id, organisationId: provider.id, catalogueCourseId, draft, now };
    const slug = await insertUnder(trx, wanted, asked.slug ?? null);
    await recordTeaching(trx, actor, 'course-begun', { provider, hosted: id }, now);
    return { id, slug };
  });
}

/** Under the slug that was given, or the first one of its title that is free. */
async function insertUnder(
  trx: Db,
  wanted: Omit<Parameters<typeof insertHosted>[1], 'slug'>,
  given: string | null,
): Promise<string> {
  if (given !== null) {
    if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(given))
      throw new LearningError(422, 'A short name is 1 to 64 small letters, digits and hyphens.', 'slug');
    if (await insertHosted(trx, { ...wanted, slug: given })) return given;
    throw new LearningError(409, `There is a course called “${given}” already. Open it, or choose another.`, 'slug');
  }
  const stem = slugOf(wanted.draft.title).slice(0, 58).replace(/-+$/, '') || 'course';
  for (let number = 1; number <= MOST_COURSES + 1; number++) {
    const slug = number === 1 ? stem : `${stem}-${number}`;
    if (await insertHosted(trx, { ...wanted, slug })) return slug;
  }
  throw new LearningError(409, 'Courses with this title are too many. Choose another title.', 'title');
}

/** @throws LearningError 422 */
async function courseToTeach(db: Db, provider: Provider, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const courses = await coursesToTeach(db, provider.id);
  if (!courses.some((course) => course.id === id))
    throw new LearningError(422, 'Choose one of your courses in the catalogue, or none.', 'course');
  return id;
}

/** Somebody else saved after this was opened. `theirs` is what stands now; nothing of either is lost. */
export class CourseChangedError extends Error {
  override readonly name = 'CourseChangedError';
  readonly status = 409;
  constructor(readonly theirs: { saves: number; draft: DraftContent }) {
    super('Somebody else changed this while you were writing. Yours is still here; saving it again replaces theirs.');
  }
}

/**
 * Puts a whole draft in the place of the one that was opened at `saves`. What is published stays as it is. Returns the new `saves`,
 * which is the old one where nothing changed.
 * @throws CourseChangedError, LearningError 404, 409, 422
 */
export function saveDraft(
  learning: Writing,
  actor: Actor,
  asked: { organisation: string; hosted: string; saves: number; content: unknown },
): Promise<number> {
  const change = (before: DraftContent, saves: number): DraftContent => {
    if (saves !== asked.saves) throw new CourseChangedError({ saves, draft: before });
    return readDraft(asked.content);
  };
  return changeDraft(learning, actor, { ...asked, change });
}

/**
 * Changes the draft as it stands now; `change` is pure, and throws where the part that it changes is not as its author opened it.
 * @throws LearningError 404, 409, 413
 */
export function changeDraft(
  { db, clock }: Writing,
  actor: Actor,
  asked: { organisation: string; hosted: string; change: (draft: DraftContent, saves: number) => DraftContent },
): Promise<number> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const provider = await requireProvider(trx, actor, asked.organisation, 'author');
    const hosted = await ownHosted(trx, provider, asked.hosted, { hold: true });
    refuseRetired(hosted);
    const before = draftOf(hosted);
    const after = readDraft(asked.change(before, hosted.saves));
    if (JSON.stringify(after) === JSON.stringify(before)) return hosted.saves;
    refuseTooLarge(after);
    const saves = await updateDraft(trx, hosted.id, after, now);
    await recordTeaching(trx, actor, 'draft-saved', { provider, hosted: hosted.id, detail: { saves } }, now);
    return saves;
  });
}

/** The draft of a course as it stands. */
export function draftOf({ draft }: HostedCourse): DraftContent {
  return DraftContent.parse(draft);
}

/** @throws LearningError 422 naming the first thing that cannot be kept, and where. */
function readDraft(content: unknown): DraftContent {
  const read = DraftContent.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = issue?.path.join('.') ?? '';
  throw new LearningError(422, `${at === '' ? '' : `${at}: `}${issue?.message ?? 'This cannot be kept.'}`, at);
}

function refuseTooLarge(draft: DraftContent): void {
  if (Buffer.byteLength(JSON.stringify(draft)) > MOST_DRAFT_BYTES)
    throw new LearningError(413, 'The course is larger than 4 MB of words and questions. Divide it into two.');
}

/**
 * What the course belongs to: where it is found, and what it ends in. Either may be null; left out: as it is. Whoever completed the course
 * before it ended in anything is awarded too.
 * @throws LearningError 404, 409, 422
 */
export async function linkCourse(
  { db, clock }: Writing,
  actor: Actor,
  asked: { organisation: string; hosted: string; catalogueCourse?: string | null; achievement?: string | null },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const provider = await requireProvider(trx, actor, asked.organisation, 'author');
    const hosted = await ownHosted(trx, provider, asked.hosted, { hold: true });
    refuseRetired(hosted);
    const links = {
      catalogueCourseId:
        asked.catalogueCourse === undefined || asked.catalogueCourse === hosted.catalogueCourseId
          ? hosted.catalogueCourseId
          : await courseToTeach(trx, provider, asked.catalogueCourse),
      achievementId:
        asked.achievement === undefined || asked.achievement === hosted.achievementId
          ? hosted.achievementId
          : await achievementOf(trx, provider, asked.achievement),
    };
    // An edition was looked at by an editor, and so is what its learners get.
    if (links.achievementId !== hosted.achievementId && hosted.edition > 0)
      await requireEditor(trx, actor, asked.organisation);
    if (links.catalogueCourseId === hosted.catalogueCourseId && links.achievementId === hosted.achievementId) return;
    await updateLinks(trx, hosted.id, links, now);
    if (links.achievementId !== null && (await giveToCompleted(trx, hosted.id, links.achievementId)))
      await enqueue(trx, awardAgain, { course: hosted.id });
    await recordTeaching(trx, actor, 'course-linked', { provider, hosted: hosted.id }, now);
  });
}

/** @throws LearningError 422, at the field */
async function requireEditor(db: Db, actor: Actor, organisation: string): Promise<void> {
  const refused = 'This course is published, so an editor chooses what is issued for it. Ask one of them.';
  await requireProvider(db, actor, organisation, 'editor').catch((error: unknown) => {
    throw error instanceof NotAllowedError ? new LearningError(422, refused, 'achievement') : error;
  });
}

/** @throws LearningError 422 */
async function achievementOf(db: Db, provider: Provider, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const found = await findPublishedAchievement(db, id);
  if (found?.organisation.id !== provider.id || found.state !== 'published')
    throw new LearningError(422, 'Choose one of your published achievements, or none.', 'achievement');
  return id;
}

/** A course that was never published goes with its draft and its files. @throws LearningError 404, 409 */
export async function dropCourse(
  { db, clock }: Writing,
  actor: Actor,
  asked: { organisation: string; hosted: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const provider = await requireProvider(trx, actor, asked.organisation, 'editor');
    const hosted = await ownHosted(trx, provider, asked.hosted, { hold: true });
    if (hosted.edition > 0) throw new LearningError(409, 'It was published, so it can only be retired.');
    await deleteHosted(trx, hosted.id);
    await recordTeaching(trx, actor, 'course-dropped', { provider, hosted: hosted.id }, now);
  });
}
