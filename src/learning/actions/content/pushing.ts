/** A course from a folder into its draft, and published where asked; and back into a folder. Done again, it changes nothing. */
import type { Actor } from '../../../accounts/index.js';
import { slugOf } from '../../../catalogue/index.js';
import { courseFolderOf, readCourseFolder } from '../../formats/folder/index.js';
import { findHostedBySlug } from '../../queries/authoring/courses.js';
import { listMedia } from '../../queries/authoring/media.js';
import type { HostedCourse } from '../../queries/courses.js';
import { faultsOfDraft } from '../../rules/authoring/draft-faults.js';
import { withMediaNames } from '../../rules/authoring/media-names.js';
import { compareEditions, type Fault, hoursDesigned, mediaUsed, type StepChange } from '../../rules/content/index.js';
import { DraftContent } from '../../schema/draft.js';
import { LearningError } from '../../schema/index.js';
import { ownHosted, type Provider, requireProvider } from '../authoring/desk.js';
import { keepMedia } from '../authoring/media.js';
import { pathOf } from '../authoring/media-store.js';
import { publishEdition } from '../authoring/publishing.js';
import { beginCourse, draftOf, saveDraft } from '../authoring/writing.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { type FolderOnDisk, readFolder, writeFolder } from './folder.js';

export type Pushing = Pick<Learning, 'db' | 'clock' | 'dataFolder'>;
export type Pushed = {
  slug: string;
  /** Null: it would be begun. */
  hosted: string | null;
  isNew: boolean;
  /** Against the draft as it was. */
  steps: StepChange[];
  /** Whether the draft is another than before. */
  changed: boolean;
  /** Files that the course did not have. */
  media: string[];
  /** In `media/`, and named nowhere. */
  unused: string[];
  minutes: number;
  /** What stops it from being published. */
  faults: Fault[];
  /** The edition that was published by this; null: none. */
  edition: number | null;
};

type Asked = { organisation: string; folder: string; publish: boolean; dryRun: boolean };

/** What has faults is kept as a draft, and not published. @throws FolderError, MediaError, LearningError */
export async function pushCourse(pushing: Pushing, actor: Actor, asked: Asked): Promise<Pushed> {
  const folder = await readFolder(asked.folder);
  const read = readCourseFolder(folder.texts);
  const slug = read.slug ?? slugOf(read.content.title).slice(0, 60).replace(/-+$/, '');
  const provider = await requireProvider(pushing.db, actor, asked.organisation, 'author');
  const known = await findHostedBySlug(pushing.db, provider.id, slug);
  const used = mediaUsed(read.content);
  const named = folder.media.filter(({ name }) => used.includes(name));
  const told = {
    slug,
    isNew: known === null,
    unused: folder.media.filter(({ name }) => !used.includes(name)).map(({ name }) => name),
    minutes: hoursDesigned(read.content),
  };
  if (asked.dryRun) return { ...told, ...(await rehearse(pushing, known, read.content, named)) };
  const hosted = known ?? (await begin(pushing, actor, provider, { title: read.content.title, slug }));
  const kept = await keepAll(pushing, actor, provider, hosted.id, named);
  const content = withMediaNames(read.content, kept.names);
  const about = { organisation: provider.slug, hosted: hosted.id };
  const saves = await saveDraft(pushing, actor, { ...about, saves: hosted.saves, content });
  const files = (await listMedia(pushing.db, hosted.id)).map(({ name }) => name);
  const faults = faultsOfDraft(content, { media: files });
  const edition = asked.publish && faults.length === 0 ? await publishOnce(pushing, actor, about) : null;
  return {
    ...told,
    hosted: hosted.id,
    steps: compareEditions(draftOf(hosted), content),
    changed: saves !== hosted.saves,
    media: kept.added,
    faults,
    edition,
  };
}

/** What pushing would come to; nothing is kept. */
async function rehearse(
  { db }: Pushing,
  known: HostedCourse | null,
  content: DraftContent,
  named: FolderOnDisk['media'],
): Promise<Pick<Pushed, 'hosted' | 'steps' | 'changed' | 'media' | 'faults' | 'edition'>> {
  const had = known ? (await listMedia(db, known.id)).map(({ name }) => name) : [];
  const before = known ? draftOf(known) : DraftContent.parse({ title: content.title });
  return {
    hosted: known?.id ?? null,
    steps: compareEditions(before, content),
    changed: JSON.stringify(before) !== JSON.stringify(content),
    media: named.map(({ name }) => name).filter((name) => !had.includes(name)),
    faults: faultsOfDraft(content, { media: [...had, ...named.map(({ name }) => name)] }),
    edition: null,
  };
}

async function begin(
  pushing: Pushing,
  actor: Actor,
  provider: Provider,
  { title, slug }: { title: string; slug: string },
): Promise<HostedCourse> {
  const { id } = await beginCourse(pushing, actor, { organisation: provider.slug, title, slug });
  return ownHosted(pushing.db, provider, id);
}

/** `names`: under which the course knows each file of the folder. */
async function keepAll(
  pushing: Pushing,
  actor: Actor,
  { slug: organisation }: Provider,
  hosted: string,
  named: FolderOnDisk['media'],
): Promise<{ names: Map<string, string>; added: string[] }> {
  const names = new Map<string, string>();
  const added: string[] = [];
  for (const { name, open } of named) {
    const { media, isNew } = await keepMedia(pushing, actor, { organisation, hosted, called: name, content: open() });
    names.set(name, media.name);
    if (isNew) added.push(media.name);
  }
  return { names, added };
}

/** Null: the newest edition says the same already. */
async function publishOnce(
  pushing: Pushing,
  actor: Actor,
  { organisation, hosted: id }: { organisation: string; hosted: string },
): Promise<number | null> {
  const provider = await requireProvider(pushing.db, actor, organisation, 'editor');
  const hosted = await ownHosted(pushing.db, provider, id);
  if (hosted.edition > 0) {
    const { content } = await getEdition(pushing.db, id, hosted.edition);
    if (JSON.stringify(DraftContent.parse(content)) === JSON.stringify(draftOf(hosted))) return null;
  }
  return publishEdition(pushing, actor, { organisation, hosted: id, saves: hosted.saves });
}

/** Writes the draft of a course into a new folder, with the files that it uses. @throws FolderError, LearningError 404 */
export async function pullCourse(
  { db, dataFolder }: Pushing,
  actor: Actor,
  asked: { organisation: string; slug: string; folder: string },
): Promise<{ files: string[] }> {
  const provider = await requireProvider(db, actor, asked.organisation, 'author');
  const hosted = await findHostedBySlug(db, provider.id, asked.slug);
  if (!hosted) throw new LearningError(404, `${provider.name} has no course called “${asked.slug}” here.`);
  const draft = draftOf(hosted);
  const used = mediaUsed(draft);
  const media = (await listMedia(db, hosted.id))
    .filter(({ name }) => used.includes(name))
    .map(({ name, sha256 }) => ({ name, from: pathOf(dataFolder, sha256) }));
  const texts = courseFolderOf(draft, { slug: hosted.slug });
  await writeFolder(asked.folder, texts, media);
  return { files: [...texts.keys(), ...media.map(({ name }) => `media/${name}`)] };
}
