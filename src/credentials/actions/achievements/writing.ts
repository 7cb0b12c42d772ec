/** Beginning, saving, publishing and retiring what can be earned. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { findCourse } from '../../../catalogue/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  coursesToAward,
  deleteAchievement,
  findPublishedAchievement,
  insertAchievement,
  publishVersion,
  setState,
  updateAchievement,
} from '../../queries/achievements.js';
import type { AchievementFaults, AchievementTexts } from '../../rules/achievement-fields.js';
import { faultsBeforePublishing, readAchievementForm, textsOfAchievement } from '../../rules/achievement-form/index.js';
import { faultOfColours } from '../../rules/art/index.js';
import { isNamedSkill } from '../../rules/skills.js';
import { draftOfCourse } from '../../rules/starting.js';
import { type Achievement, AchievementDraft, type AchievementSources, type Awarder } from '../../schema/achievement.js';
import { AchievementError, ownAchievement, requireAwarder } from './desk.js';
import { skillFinder } from './skills.js';

/** Where and when. `origin`: the public address of the site. */
export type Writing = { db: Db; origin: string; now: Date };

/** The form says something that cannot be kept or published. */
export class FaultyAchievementError extends Error {
  override readonly name = 'FaultyAchievementError';
  readonly status = 422;
  constructor(readonly faults: AchievementFaults) {
    super('Something needs changing before this can be kept.');
  }
}

/** Somebody else saved it after this form was opened. `saves`: as it is now. */
export class AchievementChangedError extends Error {
  override readonly name = 'AchievementChangedError';
  readonly status = 409;
  constructor(readonly saves: number) {
    super(
      'Somebody else changed this while you were writing. Yours is still in the form; sending it again replaces theirs.',
    );
  }
}

const MOST_COURSES = 2000;

/** A new draft; from a course of the organisation where one is named. Returns its id. */
export function beginAchievement(
  { db, origin, now }: Writing,
  actor: Actor,
  asked: { organisation: string; course: string | null },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const awarder = await requireAwarder(trx, actor, asked.organisation, 'editor');
    const course = asked.course === null ? null : await courseOf(trx, awarder, asked.course);
    const { draft, sources } = course
      ? draftOfCourse(course, origin)
      : { draft: AchievementDraft.parse({}), sources: {} };
    const id = newId();
    const kept = course && { id: course.id, edition: course.edition.number };
    await insertAchievement(trx, { id, organisationId: awarder.id, course: kept, content: draft, sources, now });
    await record(trx, actor, 'achievement-begun', { id, awarder }, now);
    return id;
  });
}

/** A course that the organisation offers or awards. @throws FaultyAchievementError */
async function courseOf(db: Db, awarder: Awarder, id: string) {
  const courses = await coursesToAward(db, awarder.id, MOST_COURSES);
  const course = courses.some((one) => one.id === id) ? await findCourse(db, id) : null;
  if (!course) throw new FaultyAchievementError({ course: 'Choose one of your courses, or none.' });
  return course;
}

export type SavedForm = { organisation: string; id: string; saves: number; texts: AchievementTexts };

/**
 * Keeps the form, and publishes it as a new version where asked. What is published already stays as it was.
 * @throws FaultyAchievementError, AchievementChangedError, AchievementError, AchievementUnknownError
 */
export function saveAchievement(
  { db, origin, now }: Writing,
  actor: Actor,
  { organisation, id, saves, texts, publish }: SavedForm & { publish: boolean },
): Promise<{ version: number | null }> {
  return db.transaction().execute(async (trx) => {
    const awarder = await requireAwarder(trx, actor, organisation, 'editor');
    const before = await ownAchievement(trx, awarder, id);
    const { draft, faults } = await readForm(trx, { origin, texts, before });
    const unready = publish ? faultsBeforePublishing(draft, faultOfColours(draft.art)) : {};
    if (Object.keys({ ...unready, ...faults }).length > 0) throw new FaultyAchievementError({ ...unready, ...faults });
    const course = await chosenCourse(trx, awarder, before, texts.course ?? '');
    const sources = keptSources(before, draft);
    const isKept = await updateAchievement(trx, { id, course, content: draft, sources, now, saves });
    if (!isKept) throw new AchievementChangedError((await ownAchievement(trx, awarder, id)).saves);
    const version = publish ? await publishNext(trx, awarder, id, now) : null;
    await record(trx, actor, publish ? 'achievement-published' : 'achievement-saved', { id, awarder }, now);
    return { version };
  });
}

/** What the form says, without keeping it. */
export async function readForm(
  db: Db,
  { origin, texts, before }: { origin: string; texts: AchievementTexts; before: Achievement },
) {
  const find = await skillFinder(db, texts.skills ?? '', origin);
  // A skill that came with a course stays, also where no vocabulary names it any more.
  const known = before.content.alignments.filter(isNamedSkill);
  const skillOf: typeof find = (name) => find(name) ?? known.find((skill) => skill.name === name) ?? null;
  return readAchievementForm(texts, { skillOf, picture: before.content.art.picture });
}

async function chosenCourse(
  trx: Db,
  awarder: Awarder,
  before: Achievement,
  id: string,
): Promise<{ id: string; edition: number | null } | null> {
  if (id === '') return null;
  if (id === before.course?.id) return { id, edition: before.course.edition };
  const course = await courseOf(trx, awarder, id);
  return { id: course.id, edition: course.edition.number };
}

/** A field that was changed is no longer its source's word. */
function keptSources(before: Achievement, draft: AchievementDraft): AchievementSources {
  const [was, is] = [before.content, draft].map((content) => textsOfAchievement(content, null, isNamedSkill));
  const same = Object.entries(before.sources).filter(([field]) => was?.[field] === is?.[field]);
  return Object.fromEntries(same);
}

async function publishNext(trx: Db, awarder: Awarder, id: string, now: Date): Promise<number> {
  if (!awarder.verified)
    throw new AchievementError(
      `Who speaks for ${awarder.name} is not proved yet. Once it is, you can publish. Your words are kept where you save them.`,
    );
  const [after, published] = [await ownAchievement(trx, awarder, id), await findPublishedAchievement(trx, id)];
  const isSame =
    published !== null &&
    JSON.stringify(published.content) === JSON.stringify(after.content) &&
    published.course?.id === after.course?.id;
  if (!isSame) return publishVersion(trx, id, now);
  await setState(trx, id, 'published', now);
  return published.version;
}

/** Nobody can earn it any more; what was issued stands. */
export async function retireAchievement(
  { db, now }: Writing,
  actor: Actor,
  asked: { organisation: string; id: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const awarder = await requireAwarder(trx, actor, asked.organisation, 'editor');
    const { state } = await ownAchievement(trx, awarder, asked.id);
    if (state !== 'published') throw new AchievementError('Only what is published can be retired.');
    await setState(trx, asked.id, 'retired', now);
    await record(trx, actor, 'achievement-retired', { id: asked.id, awarder }, now);
  });
}

/** A draft that was never published goes without a trace. */
export async function dropAchievement(
  { db, now }: Writing,
  actor: Actor,
  asked: { organisation: string; id: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const awarder = await requireAwarder(trx, actor, asked.organisation, 'editor');
    const { version } = await ownAchievement(trx, awarder, asked.id);
    if (version > 0) throw new AchievementError('It was published, so it can only be retired.');
    await deleteAchievement(trx, asked.id);
    await record(trx, actor, 'achievement-dropped', { id: asked.id, awarder }, now);
  });
}

export async function record(
  trx: Db,
  actor: Actor,
  act: string,
  { id, awarder }: { id: string; awarder: Awarder },
  now: Date,
): Promise<void> {
  const detail = { organisation: awarder.id };
  await recordAct(trx, actor, { act: `credentials.${act}`, subject: `achievement:${id}`, detail }, now);
}
