/**
 * Udacity's public-api v1: `courses`, with `degrees` and `tracks` that group them. Only courses are read as courses; degrees and
 * tracks are counted in a note, because they list what the courses already say and the feed counts courses alone.
 */
import { parseWorkload } from '../../rules/duration.js';
import { parseDifficulty } from '../../rules/levels.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, Format, OrganisationRef, Raw, Reading } from '../../schema.js';
import { readJson } from '../readers/json.js';
import { courseReading, rawOf } from '../readers/record.js';
import {
  allWordsOf,
  type Loose,
  lineOf,
  objectOf,
  objectsOf,
  positiveOf,
  proseOf,
  wordsOf,
} from '../readers/values.js';

const UDACITY: OrganisationRef = { name: 'Udacity', url: 'https://www.udacity.com', kind: 'platform' };

export const udacity: Format = {
  name: 'udacity',
  title: 'Udacity public-api v1',
  recognise: ({ head }) => {
    if (!/^\s*\{/.test(head)) return 0;
    const marks = [
      '"expected_duration_unit"',
      '"related_degree_keys"',
      '"full_course_available"',
      '"short_summary"',
      '"homepage"',
    ];
    return marks.filter((mark) => head.includes(mark)).length >= 3 ? 0.96 : 0;
  },
  sourceOf: () => ({ key: 'udacity', name: 'Udacity catalogue API', url: 'https://www.udacity.com' }),
  read,
};

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  const groups: Record<string, number> = {};
  for await (const unit of readJson(input, { stream: ['courses', 'degrees', 'tracks'] })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'root') continue;
    else if (unit.key === 'degrees' || unit.key === 'tracks') groups[unit.key] = (groups[unit.key] ?? 0) + 1;
    else yield readCourse(unit.value, unit.at);
  }
  for (const [name, count] of Object.entries(groups)) {
    yield { type: 'note', at: `$.${name}`, message: `${count} ${name}: groups of courses, not counted as courses` };
  }
}

function readCourse(value: unknown, at: string): Reading {
  const course = objectOf(value);
  const title = course && lineOf(course.title);
  const key = course && (wordsOf(course.key) ?? wordsOf(course.slug));
  if (!course || !title || !key)
    return { type: 'refused', at, externalId: key ?? undefined, reason: 'a course needs a key or slug, and a title' };
  const homepage = canonicalUrl(wordsOf(course.homepage) ?? '');
  const slug = wordsOf(course.slug);
  return courseReading(at, {
    externalId: key,
    title,
    subtitle: lineOf(course.subtitle),
    ...textsOf(course),
    url:
      homepage ??
      (slug ? (canonicalUrl(`https://www.udacity.com/course/${encodeURIComponent(slug)}`) ?? undefined) : undefined),
    code: key,
    identifiers: [{ scheme: 'udacity', value: key }],
    imageUrl: canonicalUrl(wordsOf(course.image) ?? '') ?? undefined,
    provider: UDACITY,
    awardingBodies: affiliatesOf(course),
    instructors: objectsOf(course.instructors).flatMap((person) => lineOf(person.name) ?? []),
    subjects: allWordsOf(course.tracks).map((label) => ({ scheme: 'keyword', label })),
    mode: 'online',
    // The feed says it of courses whose material is open to all; `false` says nothing of the price.
    freeToAudit: course.full_course_available === true ? true : undefined,
    ...measuresOf(course),
  });
}

/** Summaries and requirements are Markdown: words stay as they are, headings of the syllabus become its lessons. */
function textsOf(course: Loose): Partial<CourseRecordInput> {
  const expected = proseOf(course.expected_learning);
  const syllabus = proseOf(course.syllabus);
  return {
    summary: proseOf(course.short_summary),
    description: [proseOf(course.summary), expected].filter(Boolean).join('\n\n') || undefined,
    prerequisites: proseOf(course.required_knowledge),
    syllabus: syllabus ? lessonsOf(syllabus) : [],
  };
}

function lessonsOf(markdown: string): string[] {
  const headings = markdown
    .split('\n')
    .flatMap((line) => /^\s*#{1,6}\s*(.{1,500}?)[\s#*]*$/.exec(line.slice(0, 600))?.[1] ?? []);
  const bold = (text: string) => text.replace(/\*{1,2}|_{2}/g, '').trim();
  return headings.map(bold).filter(Boolean);
}

/** Those who made it with Udacity; "[Archive] AT&T" is AT&T. Udacity's own name adds nothing. */
function affiliatesOf(course: Loose): OrganisationRef[] {
  return objectsOf(course.affiliates).flatMap((affiliate) => {
    const name = wordsOf(affiliate.name)?.replace(/^\[archive\]\s*/i, '');
    return name && name !== UDACITY.name ? [{ name }] : [];
  });
}

/** Length is of one's own time; 0 stands for "not known". */
function measuresOf(course: Loose): Partial<CourseRecordInput> {
  const raw: Record<string, Raw> = {};
  const length = positiveOf(course.expected_duration);
  const unit = wordsOf(course.expected_duration_unit);
  const words = length && unit ? `${length} ${unit}` : undefined;
  const workload = words ? parseWorkload({ duration: words }) : null;
  if (words) raw.workload = rawOf(words, workload?.how ?? 'stated', workload ? 'duration' : 'none');
  return { workload: workload?.workload, difficulty: parseDifficulty(wordsOf(course.level) ?? '') ?? undefined, raw };
}
