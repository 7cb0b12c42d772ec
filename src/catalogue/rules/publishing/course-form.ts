/**
 * A course as somebody writes it: words, under names that are the same in the form and in the columns of a table. What the
 * words mean is said in `fields.ts` and `runs.ts`, once for both.
 */
import { z } from 'zod';

export const COURSE_FIELDS = [
  'title', 'subtitle', 'url', 'code', 'summary', 'description', 'outcomes', 'syllabus', 'subjects', 'skills', 'kind', 'cpd_type',
  'level', 'credit', 'cpd_hours', 'duration', 'effort', 'total_hours', 'mode', 'pace', 'language', 'captions', 'prerequisites',
  'assessment', 'earns', 'award', 'awarding_body', 'recognised_by', 'price',
] as const; // biome-ignore format: a table of names
export type CourseField = (typeof COURSE_FIELDS)[number];

export const RUN_FIELDS = [
  'run_id', 'start', 'end', 'enrol_from', 'enrol_until', 'run_mode', 'run_pace', 'venue', 'town', 'run_country', 'places',
  'run_price', 'run_url', 'cancelled',
] as const; // biome-ignore format: a table of names
export type RunField = (typeof RUN_FIELDS)[number];

/** Fields that hold several entries, a line each. */
export const LIST_FIELDS: ReadonlySet<CourseField | RunField> = new Set<CourseField | RunField>([
  'outcomes', 'syllabus', 'subjects', 'skills', 'credit', 'language', 'captions', 'earns', 'awarding_body', 'recognised_by',
  'price', 'run_price',
]); // biome-ignore format: a table of names

/** More characters than any field holds: what is cut here is found too long by the field's own rule. */
const LONGEST = 250_000;
export const MOST_RUNS = 200;

const words = z
  .string()
  .transform((text) => text.slice(0, LONGEST))
  .default('');
const shapeOf = <Name extends string>(names: readonly Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, words])) as Record<Name, typeof words>);

export const RunForm = shapeOf(RUN_FIELDS);
export type RunForm = z.infer<typeof RunForm>;
export const CourseForm = shapeOf(COURSE_FIELDS).extend({ runs: z.array(RunForm).max(MOST_RUNS).default([]) });
export type CourseForm = z.infer<typeof CourseForm>;

export function emptyForm(): CourseForm {
  return CourseForm.parse({});
}

export function emptyRun(): RunForm {
  return RunForm.parse({});
}

/** Whether nothing was written of a run. A run that was only numbered is none. */
export function isEmptyRun(run: RunForm): boolean {
  return RUN_FIELDS.every((name) => name === 'run_id' || run[name].trim() === '');
}

/** What to change, by field: `price`, `runs.2.start`. */
export type Faults = Record<string, string>;

/** The names of fields as people read them. */
export const FIELD_LABELS: Readonly<Record<CourseField | RunField, string>> = {
  title: 'Title',
  subtitle: 'Subtitle',
  url: 'Address of its page',
  code: 'Course code',
  summary: 'In a sentence or two',
  description: 'Description',
  outcomes: 'What learners will be able to do',
  syllabus: 'Syllabus',
  subjects: 'Subjects',
  skills: 'Skills it teaches',
  kind: 'Kind',
  cpd_type: 'Type of CPD',
  level: 'Level',
  credit: 'Academic credit',
  cpd_hours: 'CPD hours',
  duration: 'Length',
  effort: 'Hours a week',
  total_hours: 'Hours in all',
  mode: 'How it is taught',
  pace: 'Pace',
  language: 'Taught in',
  captions: 'Captions in',
  prerequisites: 'What learners need before they start',
  assessment: 'How it is assessed',
  earns: 'What learners earn',
  award: 'Name on the certificate',
  awarding_body: 'Awarding body',
  recognised_by: 'Recognised by',
  price: 'Price',
  run_id: 'Your number for it',
  start: 'Starts',
  end: 'Ends',
  enrol_from: 'Enrolment opens',
  enrol_until: 'Enrol by',
  run_mode: 'How it is taught',
  run_pace: 'Pace',
  venue: 'Place',
  town: 'Town',
  run_country: 'Country',
  places: 'Places',
  run_price: 'Price of this run',
  run_url: 'Address to enrol',
  cancelled: 'Cancelled',
};

const RECORD_FIELDS: Partial<Record<CourseField, string>> = {
  cpd_type: 'cpdType',
  cpd_hours: 'cpdHours',
  duration: 'workload',
  effort: 'workload',
  total_hours: 'workload',
  language: 'languages',
  award: 'awardName',
  awarding_body: 'awardingBodies',
  recognised_by: 'recognition',
  price: 'prices',
};

/** The field of a record that holds what this field of the form says. */
export function recordFieldOf(field: CourseField): string {
  return RECORD_FIELDS[field] ?? field;
}
