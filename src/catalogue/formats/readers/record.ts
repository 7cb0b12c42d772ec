import { clip, tidy } from '../../rules/text.js';
import { CourseRecord, type CourseRecordInput, type How, type Raw, type Reading } from '../../schema.js';

/** What was written for one field and how it was read. Longer text is cut to what `Raw` holds. */
export function rawOf(raw: string, how: How, parser: string): Raw {
  return { raw: clip(raw.toWellFormed(), 2000), how, parser };
}

/** Cuts the free text of a record to what the schema holds; lists lose their empty entries. */
function fitted(record: CourseRecordInput): CourseRecordInput {
  const cut = (text: string | undefined, length: number) => (text ? clip(text, length) : undefined);
  const cutAll = (texts: string[] | undefined, length: number) =>
    texts?.flatMap((text) => cut(text.trim(), length) ?? []).slice(0, 500);
  return {
    ...record,
    title: clip(tidy(record.title), 500),
    subtitle: cut(record.subtitle, 500),
    summary: cut(record.summary, 2000),
    description: cut(record.description, 40_000),
    code: cut(record.code, 100),
    prerequisites: cut(record.prerequisites, 5000),
    assessment: cut(record.assessment, 5000),
    awardName: cut(record.awardName, 300),
    instructors: cutAll(record.instructors, 200),
    outcomes: cutAll(record.outcomes, 1000),
    syllabus: cutAll(record.syllabus, 500),
    provider: { ...record.provider, name: clip(record.provider.name, 300) },
    awardingBodies: record.awardingBodies?.map((body) => ({ ...body, name: clip(body.name, 300) })),
    subjects: record.subjects?.map((subject) => ({ ...subject, label: clip(subject.label, 200) })),
    skills: record.skills?.map((skill) => ({ ...skill, label: clip(skill.label, 200) })),
  };
}

/**
 * A course reading, or a refusal that names what is wrong: no record leaves a parser that the schema would not take. Absent
 * fields must be undefined.
 */
export function courseReading(at: string, record: CourseRecordInput): Reading {
  const checked = CourseRecord.safeParse(fitted(record));
  if (checked.success) {
    known.add(checked.data);
    return { type: 'course', at, record: checked.data };
  }
  const [issue] = checked.error.issues;
  return {
    type: 'refused',
    at,
    reason: `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'is not valid'}`,
    ...(record.externalId ? { externalId: record.externalId } : {}),
  };
}

const known = new WeakSet<CourseRecord>();

/** Whether a record came out of `courseReading`, so that it need not be checked again: that takes a tenth of an import. */
export function isChecked(record: CourseRecord): boolean {
  return known.has(record);
}
