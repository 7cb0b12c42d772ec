/**
 * Coursera's public `courses.v1`: elements with ids of partners and instructors, whose names stand in `linked` after them
 * when they were asked for. No price is stated.
 */
import { parseDay } from '../../rules/dates.js';
import { parseWorkload } from '../../rules/duration.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, Format, OrganisationRef, Reading } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { readJson } from '../readers/json.js';
import { courseReading, rawOf } from '../readers/record.js';
import { allWordsOf, type Loose, lineOf, objectOf, objectsOf, proseOf, unique, wordsOf } from '../readers/values.js';

const COURSERA: OrganisationRef = { name: 'Coursera', url: 'https://www.coursera.org', kind: 'platform' };
/** Courses that wait for the names of their partners; those of a longer answer are read without them. */
const MAX_HELD = 20_000;

export const coursera: Format = {
  name: 'coursera',
  title: 'Coursera courses.v1',
  recognise: ({ head }) => {
    if (!/^\s*\{/.test(head) || !head.includes('"elements"')) return 0;
    const marks = ['"courseType"', '"partnerIds"', '"instructorIds"', '"slug"', '"v2.ondemand"'];
    const seen = marks.filter((mark) => head.includes(mark)).length;
    return seen >= 2 ? 0.95 : 0;
  },
  sourceOf: () => ({ key: 'coursera', name: 'Coursera catalogue API', url: 'https://www.coursera.org' }),
  read,
};

type Names = { partners: Map<string, OrganisationRef>; instructors: Map<string, string> };
type Held = { at: string; value: unknown };

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  let held: Held[] = [];
  let names: Names = { partners: new Map(), instructors: new Map() };
  let overflow = false;
  for await (const unit of readJson(input, { stream: ['elements'] })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'value') {
      held.push(unit);
      if (held.length < MAX_HELD && !overflow) continue;
      if (!overflow)
        yield { type: 'note', at: unit.at, message: 'too many courses to wait for the names of their partners' };
      overflow = true;
      yield* readAll(held, names);
      held = [];
    } else {
      names = namesIn(objectOf(unit.value.linked) ?? {});
      yield* readAll(held, names);
      held = [];
    }
  }
  yield* readAll(held, names);
}

function namesIn(linked: Loose): Names {
  const partners = objectsOf(linked['partners.v1']).flatMap((partner): [string, OrganisationRef][] => {
    const [id, name] = [wordsOf(partner.id), wordsOf(partner.name)];
    return id && name ? [[id, { name, identifiers: [{ scheme: 'coursera-partner', value: id }] }]] : [];
  });
  const instructors = objectsOf(linked['instructors.v1']).flatMap((person): [string, string][] => {
    const name = wordsOf(person.fullName) ?? allWordsOf([person.firstName, person.lastName]).join(' ');
    const id = wordsOf(person.id);
    return id && name ? [[id, name]] : [];
  });
  return { partners: new Map(partners), instructors: new Map(instructors) };
}

function* readAll(held: readonly Held[], names: Names): Generator<Reading> {
  for (const { at, value } of held) yield readCourse(value, at, names);
}

function readCourse(value: unknown, at: string, names: Names): Reading {
  const course = objectOf(value);
  const title = course && lineOf(course.name);
  const slug = course && wordsOf(course.slug);
  const id = course && (wordsOf(course.id) ?? slug);
  if (!course || !title || !id)
    return { type: 'refused', at, externalId: id ?? undefined, reason: 'an element needs an id or slug, and a name' };
  const languages = languagesIn(allWordsOf(course.primaryLanguages));
  return courseReading(at, {
    externalId: id,
    title,
    description: proseOf(course.description),
    textLanguage: languages[0],
    languages,
    captions: languagesIn(allWordsOf(course.subtitleLanguages)),
    url: slug ? (canonicalUrl(`https://www.coursera.org/learn/${encodeURIComponent(slug)}`) ?? undefined) : undefined,
    imageUrl: canonicalUrl(wordsOf(course.photoUrl) ?? '') ?? undefined,
    identifiers: [{ scheme: 'coursera', value: id }],
    provider: COURSERA,
    awardingBodies: allWordsOf(course.partnerIds).flatMap((partner) => names.partners.get(partner) ?? []),
    instructors: allWordsOf(course.instructorIds).flatMap((person) => names.instructors.get(person) ?? []),
    subjects: subjectsOf(course),
    earns: allWordsOf(course.certificates).length > 0 ? ['certificate'] : [],
    mode: 'online',
    ...timesOf(course, id),
  });
}

function subjectsOf(course: Loose): NonNullable<CourseRecordInput['subjects']> {
  const labels = objectsOf(course.domainTypes).flatMap((domain) => allWordsOf([domain.domainId, domain.subdomainId]));
  return unique(labels).map((label) => ({ scheme: 'keyword', label: label.replace(/-/g, ' ') }));
}

/** `startDate` (ms) is the session one would join; `workload` is free words, hours a week where it names no unit of its own. */
function timesOf(course: Loose, id: string): Partial<CourseRecordInput> {
  const words = wordsOf(course.workload);
  const workload = parseWorkload({ effort: words });
  const stated = wordsOf(course.startDate);
  const start = stated ? parseDay(stated) : null;
  return {
    workload: workload?.workload,
    offerings: start ? [{ externalId: `${id}#${start.day}`, start: start.day, mode: 'online' }] : [],
    raw: words ? { workload: rawOf(words, workload?.how ?? 'stated', workload ? 'duration' : 'none') } : {},
  };
}
