/** From the words of a form, or of a row of a table, to what their provider states; and back. Pure. */
import { CourseRecord, type CourseRecordInput, type OrganisationRef } from '../../schema.js';
import { tidyLines } from '../text.js';
import { COURSE_FIELDS, type CourseField, type CourseForm, emptyForm, type Faults } from './course-form.js';
import { FIELD_RULES, type RecordDraft } from './fields.js';
import { readRuns, writeRun } from './runs.js';
import { readWorkload, writeWorkload } from './workload-words.js';

export type RecordRead = { record: CourseRecord } | { faults: Faults };

/** @param whose the identifier of the course in its provider's own source, and the provider. */
export function recordOfForm(form: CourseForm, whose: { externalId: string; provider: OrganisationRef }): RecordRead {
  const clean = cleaned(form);
  const draft: RecordDraft = { externalId: whose.externalId, provider: whose.provider };
  const faults: Faults = {};
  for (const field of COURSE_FIELDS) {
    if (!hasRule(field) || clean[field] === '') continue;
    const fault = FIELD_RULES[field].read(clean[field], draft);
    if (fault !== undefined) faults[field] = fault;
  }
  if (!draft.title && faults.title === undefined) faults.title = 'Give the course a title.';
  Object.assign(faults, readWorkload(clean, draft));
  const { runs, faults: runFaults } = readRuns(clean.runs);
  Object.assign(faults, runFaults);
  if (Object.keys(faults).length > 0) return { faults };
  return checked({ ...draft, offerings: runs } as CourseRecordInput);
}

/** The schema of every record has the last word. */
function checked(input: CourseRecordInput): RecordRead {
  const found = CourseRecord.safeParse(input);
  if (found.success) return { record: found.data };
  const [issue] = found.error.issues;
  return { faults: { title: `${issue?.path.join('.') ?? 'the course'}: ${issue?.message ?? 'is not valid'}` } };
}

/** Without what no field may hold, so that the record that is kept says what was checked. */
function cleaned(form: CourseForm): CourseForm {
  const clean = (words: string) => tidyLines(words.toWellFormed().replaceAll('\ufffd', ''));
  const fields = Object.fromEntries(COURSE_FIELDS.map((field) => [field, clean(form[field])]));
  const runs = form.runs.map((run) =>
    Object.fromEntries(Object.entries(run).map(([name, words]) => [name, clean(words)])),
  );
  return { ...fields, runs } as CourseForm;
}

function hasRule(field: CourseField): field is keyof typeof FIELD_RULES {
  return field in FIELD_RULES;
}

/** The words of a record. `own`: as its provider wrote them; else what others state, to start from. */
export function formOfRecord(record: CourseRecord, { own }: { own: boolean }): CourseForm {
  const form = emptyForm();
  for (const field of COURSE_FIELDS) if (hasRule(field)) form[field] = FIELD_RULES[field].write(record, own);
  Object.assign(form, writeWorkload(record, own));
  form.runs = record.offerings.map((run) => writeRun(run, own));
  return form;
}
