/** The draft of a course as a ZIP of Markdown files and of the files that it uses, and back. */
import { readFile } from 'node:fs/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Actor } from '../../../accounts/index.js';
import { courseFolderOf, FolderError, faultInWords, readCourseFolder } from '../../formats/folder/index.js';
import { unpack, ZipError, type ZipPart, zipParts } from '../../formats/zip.js';
import { listMedia } from '../../queries/authoring/media.js';
import { withMediaNames } from '../../rules/authoring/media-names.js';
import { mediaUsed } from '../../rules/content/index.js';
import { LearningError, MediaRef } from '../../schema/index.js';
import type { Learning } from '../parts.js';
import { ownHosted, requireProvider } from './desk.js';
import { keepMedia } from './media.js';
import { pathOf } from './media-store.js';
import { draftOf, saveDraft } from './writing.js';

type Packing = Pick<Learning, 'db' | 'clock' | 'dataFolder'>;
type Asked = { organisation: string; hosted: string };

export const MOST_ZIP_BYTES = 60 * 1_048_576;
const MOST_UNPACKED = 120 * 1_048_576;
const MOST_FILES = 3000;
/** With folders, and with what some programs add. */
const MOST_PARTS = 20_000;
const MEDIA = 'media/';

/** A file at a time, so that not all of them are in memory. @throws LearningError 404 */
export async function* packCourse(
  { db, clock, dataFolder }: Packing,
  actor: Actor,
  { organisation, hosted: id }: Asked,
): AsyncGenerator<Uint8Array> {
  const provider = await requireProvider(db, actor, organisation, 'author');
  const hosted = await ownHosted(db, provider, id);
  const draft = draftOf(hosted);
  const used = new Set(mediaUsed(draft));
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  const add = (entry: ZipDeflate | ZipPassThrough, bytes: Uint8Array): void => {
    entry.mtime = clock.now();
    zip.add(entry);
    entry.push(bytes, true);
  };
  for (const [path, text] of courseFolderOf(draft, { slug: hosted.slug })) {
    add(new ZipDeflate(path), Buffer.from(text));
    yield* made.splice(0);
  }
  for (const { name, sha256 } of await listMedia(db, id)) {
    if (!used.has(name)) continue;
    add(new ZipPassThrough(`${MEDIA}${name}`), await readFile(pathOf(dataFolder, sha256)));
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

/**
 * Puts the folder in a ZIP in the place of the draft, as it stood at `saves`. What is published stays.
 * @throws LearningError 404, 409, 413, 422; MediaError 422
 */
export async function unpackCourse(
  packing: Packing,
  actor: Actor,
  { organisation, hosted, saves, zip }: Asked & { saves: number; zip: Uint8Array },
): Promise<void> {
  const files = await unpacked(zip);
  const read = readTexts(files);
  const used = new Set(mediaUsed(read));
  const names = new Map<string, string>();
  for (const [path, bytes] of files) {
    const name = path.slice(MEDIA.length);
    if (!path.startsWith(MEDIA) || !used.has(name) || !MediaRef.safeParse(`media:${name}`).success) continue;
    const { media } = await keepMedia(packing, actor, { organisation, hosted, called: name, content: whole(bytes) });
    names.set(name, media.name);
  }
  await saveDraft(packing, actor, { organisation, hosted, saves, content: withMediaNames(read, names) });
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function readTexts(files: ReadonlyMap<string, Uint8Array>) {
  try {
    return readCourseFolder(new Map([...files].filter(([path]) => !path.startsWith(MEDIA)))).content;
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    const [first, ...rest] = error.faults.map(faultInWords);
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    throw new LearningError(422, `The folder cannot be read. ${first}${more}`, 'folder');
  }
}

/** By their paths below the folder that holds course.md. @throws LearningError 413, 422 */
async function unpacked(zip: Uint8Array): Promise<Map<string, Uint8Array>> {
  const parts = partsOf(zip).filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX|\.)/.test(name));
  if (parts.length > MOST_FILES || parts.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED)
    throw new LearningError(413, 'The folder is too large to come as a ZIP. Use cairn course push.', 'folder');
  const found = new Map<string, Uint8Array>();
  for (const part of parts) found.set(part.name, await unpack(part).catch(refused));
  return belowCourse(found);
}

function partsOf(zip: Uint8Array): ZipPart[] {
  try {
    return zipParts(zip, { most: MOST_PARTS });
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): never {
  if (!(error instanceof ZipError)) throw error;
  throw new LearningError(422, `This is no ZIP that can be read. ${error.message} Make it again.`, 'folder');
}

/** Many programs put the folder itself into the ZIP. */
function belowCourse(found: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const course = [...found.keys()].find((path) => /^([^/]+\/)?course\.md$/.test(path));
  const folder = course?.slice(0, -'course.md'.length) ?? '';
  const below = [...found].filter(([path]) => path.startsWith(folder));
  return new Map(below.map(([path, bytes]) => [path.slice(folder.length), bytes]));
}
