/**
 * FutureLearn's public course feed: a list of courses with their runs, past ones included; and its programs feed. No price is
 * stated. See catalogue README, "FutureLearn".
 */
import { parseDay } from '../../rules/dates.js';
import { parseLanguage } from '../../rules/languages.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, Format, OfferingRecord, OrganisationRef, Reading, ReadOptions } from '../../schema.js';
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

const FUTURELEARN: OrganisationRef = { name: 'FutureLearn', url: 'https://www.futurelearn.com', kind: 'platform' };

export const futurelearn: Format = {
  name: 'futurelearn',
  title: 'FutureLearn feed',
  recognise: ({ head }) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    const marks = [
      '"uuid"',
      '"introduction"',
      '"hours_per_week"',
      '"organisation"',
      '"educator"',
      '"total_week_count"',
    ];
    const seen = marks.filter((mark) => head.includes(mark)).length;
    if (seen >= 4) return 0.97;
    return head.includes('futurelearn.com/') && seen >= 2 ? 0.9 : 0;
  },
  sourceOf: () => ({ key: 'futurelearn', name: 'FutureLearn course feed', url: 'https://www.futurelearn.com' }),
  read,
};

async function* read(input: AsyncIterable<Uint8Array>, _options: ReadOptions): AsyncGenerator<Reading> {
  for await (const unit of readJson(input, { stream: ['courses', 'programs'] })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'value') yield readCourse(unit.value, unit.at);
    else if (wordsOf(unit.value.uuid) || wordsOf(unit.value.name)) yield readCourse(unit.value, unit.at);
  }
}

function readCourse(value: unknown, at: string): Reading {
  const course = objectOf(value);
  if (!course) return { type: 'refused', at, reason: 'this is no course: an object was expected' };
  const title = lineOf(course.name);
  if (!title) return { type: 'refused', at, externalId: wordsOf(course.uuid), reason: 'the course has no name' };
  const url = canonicalUrl(wordsOf(course.url) ?? '') ?? undefined;
  const externalId = wordsOf(course.uuid) ?? url;
  if (!externalId) return { type: 'refused', at, reason: `“${title}” has neither uuid nor url` };
  const isProgramme = Array.isArray(course.courses) && !Array.isArray(course.runs);
  return courseReading(at, {
    ...statedOf(course),
    ...(isProgramme ? programmeOf(course) : timesOf(course, url)),
    externalId,
    title,
    url,
    identifiers: wordsOf(course.uuid) ? [{ scheme: 'futurelearn', value: externalId }] : [],
    kind: isProgramme ? 'programme' : 'course',
  });
}

/** What the feed says in as many words. */
function statedOf(course: Loose) {
  const language = parseLanguage(wordsOf(course.language) ?? '') ?? undefined;
  return {
    summary: proseOf(course.introduction),
    description: proseOf(course.description),
    textLanguage: language,
    languages: language ? [language] : [],
    imageUrl: canonicalUrl(wordsOf(course.image_url) ?? '') ?? undefined,
    provider: FUTURELEARN,
    awardingBodies: organisationsOf(course.organisation),
    instructors: educatorsOf(wordsOf(course.educator)),
    subjects: allWordsOf(course.categories).map((label) => ({ scheme: 'keyword' as const, label })),
    earns: course.has_certificates === true ? (['certificate'] as const).slice() : [],
    mode: 'online' as const,
  };
}

function organisationsOf(value: unknown): OrganisationRef[] {
  return objectsOf(value).flatMap((organisation) => {
    const name = wordsOf(organisation.name);
    return name ? { name, url: canonicalUrl(wordsOf(organisation.url) ?? '') ?? undefined } : [];
  });
}

/** "A, B & C" is three people when each part looks like a name of two words or more; otherwise it stays whole. */
function educatorsOf(words: string | undefined): string[] {
  if (!words) return [];
  const parts = words.split(/,| & | and /).flatMap((part) => part.trim() || []);
  return parts.every((part) => part.includes(' ')) ? parts : [words];
}

/** Runs, and the workload of the latest of them: weeks differ between runs, hours a week belong to the course. */
function timesOf(course: Loose, url: string | undefined): Pick<CourseRecordInput, 'offerings' | 'workload' | 'raw'> {
  const offerings = objectsOf(course.runs).flatMap((run) => offeringOf(run, url) ?? []);
  const latest = offerings.reduce<OfferingRecord | undefined>(
    (last, each) => (last === undefined || (each.start ?? '9999') >= (last.start ?? '9999') ? each : last),
    undefined,
  );
  const weeks = latest?.weeks;
  const hours = positiveOf(course.hours_per_week);
  if (!weeks && !hours) return { offerings };
  const written = [weeks && `${weeks} weeks (latest run)`, hours && `${hours} hours per week`]
    .filter(Boolean)
    .join(', ');
  return {
    offerings,
    workload: {
      weeks,
      hoursPerWeekMin: hours,
      hoursPerWeekMax: hours,
      totalHours: weeks && hours ? weeks * hours : undefined,
    },
    raw: { workload: rawOf(written, weeks && hours ? 'inferred' : 'stated', 'duration.weeks-times-hours') },
  };
}

function offeringOf(run: Loose, url: string | undefined): OfferingRecord | null {
  const externalId = wordsOf(run.uuid);
  const stated = wordsOf(run.start_date);
  const start = parseDay(stated ?? '');
  if (!externalId && !start) return null;
  return {
    externalId: externalId ?? `${url ?? ''}#${start?.day}`,
    start: start?.day,
    startApproximate: start && start.precision !== 'day' ? true : undefined,
    startText: stated && !start ? stated.slice(0, 300) : undefined,
    mode: 'online',
    weeks: positiveOf(run.duration_in_weeks),
    url,
    prices: [],
    languages: [],
  };
}

/** The programs feed: its cost is in hundredths of a currency that it does not name, so it is kept as raw words only. */
function programmeOf(course: Loose): Pick<CourseRecordInput, 'workload' | 'raw'> {
  const weeks = positiveOf(course.total_week_count);
  const cost = wordsOf(course.total_cost);
  return {
    workload: weeks ? { weeks } : undefined,
    raw: cost ? { prices: rawOf(`${cost} hundredths, no currency stated`, 'stated', 'none') } : {},
  };
}
