/** What a form opens with: the organisation's own words, a draft, or what others state, to start from. */
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { draftOfCourse, findCourse, findDraft } from '../../queries/index.js';
import { valueInWords } from '../../rules/in-words.js';
import {
  type CourseField,
  CourseForm,
  emptyForm,
  formOfRecord,
  recordFieldOf,
  treeSubject,
} from '../../rules/publishing/index.js';
import { type Course, type CourseRecord, NO_LISTS, type SubjectRef } from '../../schema.js';
import { DraftUnknownError } from './drafts.js';
import type { Publisher } from './publisher.js';
import { ownCourse } from './withdrawing.js';
import { type FormFor, versionOf } from './writing.js';

/** `whose`: for a field, what is shown now and from where, in place of the provider's own word. */
export type OpenForm = FormFor & {
  form: CourseForm;
  whose: Partial<Record<CourseField, string>>;
  /** The course as it is shown; null: there is none yet. */
  shown: { title: string; slug: string; state: Course['state']; edition: number; sources: string[] } | null;
  /** Whether the organisation states it itself already. */
  isStated: boolean;
  draftId: string | null;
};

/** A form for a new course. `from`: a copy of that course of the same organisation, without its runs. */
export async function openNewForm(db: Db, publisher: Publisher, from: string | null): Promise<OpenForm> {
  const key = newId();
  const { version } = await versionOf(db, publisher, key);
  const about = { organisation: publisher.slug, key, course: null, version };
  const base = { ...about, whose: {}, shown: null, isStated: false, draftId: null };
  if (from === null) return { ...base, form: emptyForm() };
  const source = await openCourseForm(db, publisher, from);
  const form = { ...source.form, title: `Copy of ${source.form.title}`, url: '', code: '', runs: [] };
  return { ...base, form };
}

/** The form of a course that the organisation offers, with its draft where there is one. @throws NotOwnCourseError */
export async function openCourseForm(db: Db, publisher: Publisher, courseId: string): Promise<OpenForm> {
  const { known, listing } = await ownCourse(db, publisher, courseId);
  const draft = await draftOfCourse(db, publisher.id, known.id);
  const key = draft?.externalId ?? listing?.externalId ?? `course:${known.id}`;
  const { version } = await versionOf(db, publisher, key);
  const course = (await findCourse(db, known.id)) as Course;
  const isStated = listing !== null;
  const form = draft
    ? CourseForm.parse(draft.form)
    : formOfRecord(
        listing ? { ...NO_LISTS, ...listing.record } : statedByOthers(course, known.facts.statedSkills ?? []),
        {
          own: isStated,
        },
      );
  return {
    organisation: publisher.slug,
    key,
    course: known.id,
    version,
    form,
    whose: whoseWords(course, publisher, form),
    shown: shownOf(course),
    isStated,
    draftId: draft?.id ?? null,
  };
}

/** @throws DraftUnknownError */
export async function openDraft(db: Db, publisher: Publisher, draftId: string): Promise<OpenForm> {
  const draft = await findDraft(db, publisher.id, draftId);
  if (!draft) throw new DraftUnknownError();
  if (draft.courseId !== null) return openCourseForm(db, publisher, draft.courseId);
  const { version } = await versionOf(db, publisher, draft.externalId);
  return {
    organisation: publisher.slug,
    key: draft.externalId,
    course: null,
    version,
    form: CourseForm.parse(draft.form),
    whose: {},
    shown: null,
    isStated: false,
    draftId: draft.id,
  };
}

/** A form that was sent, with what stands around it. */
export async function reopenForm(db: Db, publisher: Publisher, about: FormFor, form: CourseForm): Promise<OpenForm> {
  const { listing, version } = await versionOf(db, publisher, about.key);
  const courseId = listing?.courseId ?? about.course;
  const around = {
    ...about,
    organisation: publisher.slug,
    form,
    whose: {},
    shown: null,
    isStated: false,
    draftId: null,
  };
  if (courseId === null) return around;
  const opened = await openCourseForm(db, publisher, courseId);
  // A changed version is told by whoever finds it; here the form keeps the one that it was opened with.
  return { ...opened, key: about.key, form, version: about.version || version };
}

function shownOf({ title, slug, state, edition, sources }: Course): OpenForm['shown'] {
  return { title, slug, state, edition: edition.number, sources: [...new Set(sources.map(({ name }) => name))] };
}

/** What others say of a course, as one record to start from. */
function statedByOthers(course: Course, statedSkills: readonly string[]): CourseRecord {
  const { provider, awardingBodies, recognition, offerings, skills: _links, browse, ...facts } = course;
  return {
    ...NO_LISTS,
    ...facts,
    externalId: '',
    provider: { name: provider.name },
    awardingBodies: awardingBodies.map(({ name }) => ({ name })),
    recognition: recognition.map(({ body, words }) => ({ body: { name: body.name }, ...(words ? { words } : {}) })),
    subjects: leavesOf(browse),
    skills: statedSkills.map((label) => ({ label, relation: 'taught' as const })),
    offerings,
    raw: {},
  };
}

/** The finest subjects of the tree that the course stands under. */
function leavesOf(browse: Course['browse']): SubjectRef[] {
  return browse
    .filter(({ code }) => !browse.some((other) => other.code !== code && other.code.startsWith(code)))
    .flatMap(({ code }) => {
      const subject = treeSubject(code);
      return subject ? [{ scheme: 'cah' as const, code, label: subject.label }] : [];
    });
}

function whoseWords(course: Course, { sourceKey }: Publisher, form: CourseForm): OpenForm['whose'] {
  const whose: OpenForm['whose'] = {};
  for (const field of Object.keys(form) as (CourseField | 'runs')[]) {
    if (field === 'runs') continue;
    const name = recordFieldOf(field);
    const from = course.provenance[name];
    if (!from || from.source === sourceKey) continue;
    const value = SHOWN_WHOLE.has(name) ? valueInWords(name, course[name as keyof Course]) : null;
    whose[field] = value
      ? `Shown now: ${value}, from ${from.sourceName}`
      : `Shown now in the words of ${from.sourceName}`;
  }
  return whose;
}

/** Short enough to be quoted beside the field. */
const SHOWN_WHOLE = new Set([
  'level',
  'credit',
  'cpdHours',
  'workload',
  'languages',
  'mode',
  'pace',
  'prices',
  'code',
  'kind',
]);
