/** A provider's own courses as a table that can be read back. RFC 4180, UTF-8 with a byte order mark, which spreadsheets need. */
import { COURSE_FIELDS, type CourseForm, emptyRun, formOfRecord, RUN_FIELDS } from '../../rules/publishing/index.js';
import type { CourseRecord } from '../../schema.js';
import { COLUMNS, neutralised, toCell } from './columns.js';

export function writeOwnTable(records: readonly CourseRecord[]): string {
  return writeForms(records.map((record) => ({ id: record.externalId, form: formOfRecord(record, { own: true }) })));
}

/** One row a course, with its first run; each further run has a row of its own under the same identifier. */
export function writeForms(courses: readonly { id: string; form: CourseForm }[]): string {
  const rows = courses.flatMap(({ id, form }) => {
    const [first = emptyRun(), ...further] = form.runs;
    const runCells = (run: typeof first) => RUN_FIELDS.map((field) => toCell(field, run[field]));
    return [
      [id, ...COURSE_FIELDS.map((field) => toCell(field, form[field])), ...runCells(first)],
      ...further.map((run) => [id, ...COURSE_FIELDS.map(() => ''), ...runCells(run)]),
    ];
  });
  return csvTable([COLUMNS, ...rows]);
}

/** Any table of words, in the same form. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(words: string): string {
  const safe = neutralised(words);
  return /[",;\t|\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
