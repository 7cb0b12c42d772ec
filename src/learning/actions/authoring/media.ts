/** Files of a course: taken in, found for whoever may see them, taken away. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import { rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  deleteMedia,
  editionsOfPerson,
  findMedia,
  holdMedia,
  insertMedia,
  isPublishedMedia,
  keptBytes,
  listMedia,
  mediaBytesOf,
} from '../../queries/authoring/media.js';
import { findHostedCourse } from '../../queries/courses.js';
import { mediaNameFor, numberedName } from '../../rules/authoring/media-names.js';
import { mediaUsed } from '../../rules/content/index.js';
import { LearningError } from '../../schema/index.js';
import { type Media, MOST_BYTES_OF_ORGANISATION, MOST_FILES_OF_COURSE } from '../../schema/media.js';
import { type Edition, getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { ownHosted, type Provider, recordTeaching, refuseRetired, requireProvider } from './desk.js';
import { type Draft, isDraft, lyingSince, pathOf, putInPlace, removeKept, takeIn, throwAway } from './media-store.js';

type Keeping = Pick<Learning, 'db' | 'clock' | 'dataFolder'>;
type Asked = { organisation: string; hosted: string };

/** Where a file of a course is read, by whoever is enrolled in it or a member of its organisation. */
export function mediaUrl(courseId: string, name: string): string {
  return `/learn/media/${courseId}/${encodeURIComponent(name)}`;
}

/** `isNew` false: the course had these bytes under this name already. */
export type Kept = { media: Media; isNew: boolean };

/**
 * Takes a file in, as it comes. A name never comes to mean other bytes: where it is taken, the next free one is (`plan-2.png`), and the
 * content must say `media:plan-2.png` (`withMediaNames`).
 * @throws LearningError 404, 409, 413; MediaError 422
 */
export async function keepMedia(
  { db, clock, dataFolder }: Keeping,
  actor: Actor,
  { organisation, hosted, called, content }: Asked & { called: string; content: AsyncIterable<Uint8Array> },
): Promise<Kept> {
  await openForFiles(db, actor, { organisation, hosted });
  const draft = await takeIn(dataFolder, content);
  try {
    return await db.transaction().execute(async (trx) => {
      const now = clock.now();
      const provider = await openForFiles(trx, actor, { organisation, hosted, hold: true });
      const kept = await nameFor(trx, hosted, mediaNameFor(called, draft.type), draft);
      if ('media' in kept) return { media: kept.media, isNew: false };
      await refuseTooMuch(trx, provider, hosted, draft);
      await holdMedia(trx, { shared: true });
      await putInPlace(dataFolder, draft);
      const { sha256, type, bytes } = draft;
      const media: Media = { courseId: hosted, name: kept.name, sha256, type, bytes, added: now };
      await insertMedia(trx, { ...media, addedBy: actor.kind === 'person' ? actor.id : null });
      await recordTeaching(trx, actor, 'media-added', { provider, hosted, detail: { name: kept.name, bytes } }, now);
      return { media, isNew: true };
    });
  } finally {
    await throwAway(draft);
  }
}

async function openForFiles(db: Db, actor: Actor, { organisation, hosted, hold = false }: Asked & { hold?: boolean }) {
  const provider = await requireProvider(db, actor, organisation, 'author');
  refuseRetired(await ownHosted(db, provider, hosted, { hold }));
  return provider;
}

/** The first name that is free, or the one under which the course has these bytes. */
async function nameFor(
  trx: Db,
  courseId: string,
  wanted: string,
  draft: Draft,
): Promise<{ media: Media } | { name: string }> {
  for (let number = 1; number <= MOST_FILES_OF_COURSE + 1; number++) {
    const name = number === 1 ? wanted : numberedName(wanted, number);
    const media = await findMedia(trx, courseId, name);
    if (media === null) return { name };
    if (media.sha256 === draft.sha256) return { media };
  }
  throw new LearningError(409, 'Files of this name are too many. Give it another name.');
}

async function refuseTooMuch(trx: Db, provider: Provider, courseId: string, { bytes }: Draft): Promise<void> {
  if ((await listMedia(trx, courseId)).length >= MOST_FILES_OF_COURSE)
    throw new LearningError(409, `A course has ${MOST_FILES_OF_COURSE} files at most. Take away what it does not use.`);
  if ((await mediaBytesOf(trx, provider.id)) + bytes > MOST_BYTES_OF_ORGANISATION)
    throw new LearningError(
      413,
      `The files of ${provider.name} would be more than ${MOST_BYTES_OF_ORGANISATION / 2 ** 30} GB. Take away what no course uses.`,
    );
}

/** A file that no edition uses goes. @throws LearningError 404, 409 */
export async function dropMedia(
  { db, clock }: Keeping,
  actor: Actor,
  { organisation, hosted, name }: Asked & { name: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const provider = await openForFiles(trx, actor, { organisation, hosted, hold: true });
    if (await isPublishedMedia(trx, hosted, name))
      throw new LearningError(409, `${name} is part of a published edition, so it stays.`);
    if (!(await deleteMedia(trx, hosted, name))) throw unknown();
    await recordTeaching(trx, actor, 'media-removed', { provider, hosted, detail: { name } }, now);
  });
}

/** Files of a course, for its members. @throws LearningError 404 */
export async function mediaOf(db: Db, actor: Actor, { organisation, hosted }: Asked): Promise<Media[]> {
  const provider = await requireProvider(db, actor, organisation, 'viewer');
  return listMedia(db, (await ownHosted(db, provider, hosted)).id);
}

/**
 * A file for whoever may see it: members of the organisation each one, whoever is or was enrolled those of their edition.
 * @throws SignInNeededError, LearningError 404
 */
export async function openMedia(
  { db, dataFolder }: Pick<Keeping, 'db' | 'dataFolder'>,
  actor: Actor,
  { hosted, name }: { hosted: string; name: string },
): Promise<Media & { path: string }> {
  const person = requirePerson(actor);
  const media = await findMedia(db, hosted, name);
  if (!media || !(await maySee(db, person.id, media))) throw unknown();
  return { ...media, path: pathOf(dataFolder, media.sha256) };
}

async function maySee(db: Db, personId: string, { courseId, name }: Media): Promise<boolean> {
  for (const number of await editionsOfPerson(db, courseId, personId))
    if (usedIn(await getEdition(db, courseId, number)).has(name)) return true;
  const course = await findHostedCourse(db, courseId);
  return course !== null && (await rolesOf(db, course.organisationId, personId)).length > 0;
}

/** Asked for each picture of each page, so it is remembered for as long as the edition is. */
const used = new WeakMap<Edition, ReadonlySet<string>>();

function usedIn(edition: Edition): ReadonlySet<string> {
  const names = used.get(edition) ?? new Set(mediaUsed(edition.content));
  used.set(edition, names);
  return names;
}

function unknown(): LearningError {
  return new LearningError(404, 'There is no such file, or it is not yours to see.');
}

const DAY_MS = 86_400_000;

/** Files that no course has any more, and what broke off while it came in, a day later. Returns how many went. */
export async function sweepMedia({ db, clock, dataFolder }: Keeping): Promise<number> {
  const old = await lyingSince(dataFolder, new Date(clock.now().getTime() - DAY_MS));
  if (old.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    await holdMedia(trx, { shared: false });
    const kept = await keptBytes(trx, old);
    const gone = old.filter((name) => isDraft(name) || (/^[0-9a-f]{64}$/.test(name) && !kept.has(name)));
    for (const name of gone) await removeKept(dataFolder, name);
    return gone.length;
  });
}
