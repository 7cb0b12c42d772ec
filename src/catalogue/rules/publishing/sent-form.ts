/** A form as a browser sends it, and what its buttons ask. Pure. */
import {
  COURSE_FIELDS,
  CourseForm,
  emptyRun,
  isEmptyRun,
  LIST_FIELDS,
  MOST_RUNS,
  RUN_FIELDS,
  type RunField,
  type RunForm,
} from './course-form.js';

export type SentBody = Readonly<Record<string, string | readonly string[]>>;

/** Several values of one name are entries of its list: ticks, selects and the lines beside them. */
export function formOfBody(body: SentBody): CourseForm {
  const fields = Object.fromEntries(
    COURSE_FIELDS.map((field) => [field, wordsOf(body[field], LIST_FIELDS.has(field))]),
  );
  return CourseForm.parse({ ...fields, runs: runsOf(body) });
}

function wordsOf(value: string | readonly string[] | undefined, isList: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n');
  const all = value.map((one) => one.replaceAll('\r\n', '\n').trim()).filter(Boolean);
  return isList ? [...new Set(all.join('\n').split('\n'))].join('\n') : (all[0] ?? '');
}

function runsOf(body: SentBody): RunForm[] {
  const runs = new Map<number, RunForm>();
  for (const [name, value] of Object.entries(body)) {
    const [, at, field] = /^runs\.(\d{1,3})\.([a-z_]{1,20})$/.exec(name) ?? [];
    if (!field || !isRunField(field) || Number(at) >= MOST_RUNS) continue;
    const run = runs.get(Number(at)) ?? emptyRun();
    run[field] = wordsOf(value, LIST_FIELDS.has(field));
    runs.set(Number(at), run);
  }
  return [...runs].sort(([a], [b]) => a - b).map(([, run]) => run);
}

function isRunField(name: string): name is RunField {
  return (RUN_FIELDS as readonly string[]).includes(name);
}

/** Every name and value of a form, to be sent again by a page that does not show its fields. */
export function bodyOfForm(form: CourseForm): [name: string, value: string][] {
  const fields = COURSE_FIELDS.map((field): [string, string] => [field, form[field]]);
  const runs = form.runs.flatMap((run, at) =>
    RUN_FIELDS.map((field): [string, string] => [`runs.${at}.${field}`, run[field]]),
  );
  return [...fields, ...runs].filter(([, value]) => value !== '');
}

/** The form with one more run, which begins as the last one is taught. */
export function withRun(form: CourseForm): CourseForm {
  if (form.runs.length >= MOST_RUNS) return form;
  const last = form.runs.at(-1);
  const fresh = { ...emptyRun(), ...(last && { run_mode: last.run_mode, run_pace: last.run_pace }) };
  return { ...form, runs: [...form.runs, fresh] };
}

export function withoutRun(form: CourseForm, at: number): CourseForm {
  return { ...form, runs: form.runs.filter((_run, place) => place !== at) };
}

/** Without the runs in which nothing was written. */
export function withoutEmptyRuns(form: CourseForm): CourseForm {
  return { ...form, runs: form.runs.filter((run) => !isEmptyRun(run)) };
}
