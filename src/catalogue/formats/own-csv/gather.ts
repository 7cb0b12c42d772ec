/** Rows into courses: further rows of one identifier are further runs. Pure. */
import {
  COURSE_FIELDS,
  type CourseForm,
  emptyForm,
  emptyRun,
  isEmptyRun,
  MOST_RUNS,
  RUN_FIELDS,
  type RunForm,
} from '../../rules/publishing/index.js';
import { clip, tidy, titleKey } from '../../rules/text.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { OrganisationRef } from '../../schema.js';
import { fromCell, ID, type NumberedRow, type TableFault } from './columns.js';

export type GatheredCourse = {
  row: number;
  id: string;
  /** Whether the table says the identifier, rather than it being made of other cells. */
  isNamed: boolean;
  provider: string;
  form: CourseForm;
  /** The row of each run of the form. */
  runRows: number[];
  faults: TableFault[];
};

export function gatherCourses(rows: readonly NumberedRow[], provider: OrganisationRef): GatheredCourse[] {
  const courses: GatheredCourse[] = [];
  const byId = new Map<string, GatheredCourse>();
  for (const numbered of rows) {
    const last = courses.at(-1);
    const course = courseOf(numbered, provider);
    const same = course.isNamed || course.form.title ? byId.get(course.id) : last;
    if (same && (continues(course, same) || !course.form.title)) addRun(same, course);
    else if (same) courses.push(withFault(course, clash(course, same)));
    else {
      courses.push(course);
      byId.set(course.id, course);
    }
  }
  return courses;
}

function courseOf({ row, cells }: NumberedRow, provider: OrganisationRef): GatheredCourse {
  const form = emptyForm();
  for (const field of COURSE_FIELDS) form[field] = fromCell(field, cells[field] ?? '');
  form.price = priceOf(form.price, cells);
  const run = runOf(cells);
  const hasRun = !isEmptyRun(run);
  if (hasRun) form.runs = [run];
  const named = clip(tidy(cells[ID] ?? ''), 500);
  return {
    row,
    id: named || madeId(form, provider),
    isNamed: named !== '',
    provider: tidy(cells.provider ?? ''),
    form,
    runRows: hasRun ? [row] : [],
    faults: [],
  };
}

function runOf(cells: NumberedRow['cells']): RunForm {
  const run = emptyRun();
  for (const field of RUN_FIELDS) run[field] = fromCell(field, cells[field] ?? '');
  return run;
}

/** `currency` tells what a bare number means; `certificate_price` is a price of its own. */
function priceOf(price: string, cells: NumberedRow['cells']): string {
  const currency = tidy(cells.currency ?? '').toUpperCase();
  const whole = (words: string) => (/^\d[\d.,]*$/.test(words) && currency ? `${words} ${currency}` : words);
  const prices = price.split('\n').map((one) => whole(one.trim()));
  const certificate = tidy(cells.certificate_price ?? '');
  if (certificate)
    prices.push(/^\d/.test(certificate) ? `certificate ${whole(certificate)}` : `${certificate} certificate`);
  return prices.filter(Boolean).join('\n');
}

/** The page, the code, else the title: stable while that is not changed. */
function madeId(form: CourseForm, provider: OrganisationRef): string {
  const page = canonicalUrl(form.url);
  const isPage = page !== null && !/^https?:\/\/[^/]+(?:\?|$)/.test(page);
  if (isPage) return clip(page, 500);
  const code = tidy(form.code);
  if (code) return clip(code, 500);
  const title = tidy(form.title);
  return `${clip(titleKey(title) || title, 300)} | ${clip(titleKey(provider.name), 150)}`;
}

/** Whether a row says nothing else of the course than the row before it did. */
function continues(row: GatheredCourse, course: GatheredCourse): boolean {
  return (
    (row.isNamed || row.form.title === course.form.title) &&
    COURSE_FIELDS.every((field) => row.form[field] === '' || row.form[field] === course.form[field])
  );
}

function addRun(course: GatheredCourse, row: GatheredCourse): void {
  for (const field of COURSE_FIELDS) {
    if (row.form[field] === '' || row.form[field] === course.form[field]) continue;
    const message = `Row ${course.row} says something else of this course. Leave the cell empty, or make both the same.`;
    course.faults.push({ row: row.row, column: field, message });
  }
  if (row.form.runs.length === 0) {
    const message = `This row says nothing that row ${course.row} does not. Take it out, or give it a run.`;
    course.faults.push({ row: row.row, column: 'start', message });
  } else if (course.form.runs.length >= MOST_RUNS) {
    course.faults.push({ row: row.row, column: 'start', message: `A course has at most ${MOST_RUNS} runs here.` });
  } else {
    course.form.runs.push(...row.form.runs);
    course.runRows.push(row.row);
  }
}

function clash(course: GatheredCourse, same: GatheredCourse): TableFault {
  const message = course.isNamed
    ? `Row ${same.row} has the same id and says something else. Give each course an id of its own.`
    : `Row ${same.row} has the same address or code. Give each course an id of its own.`;
  return { row: course.row, column: ID, message };
}

function withFault(course: GatheredCourse, fault: TableFault): GatheredCourse {
  return { ...course, faults: [...course.faults, fault] };
}
