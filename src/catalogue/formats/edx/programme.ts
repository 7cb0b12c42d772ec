import { parseDay } from '../../rules/dates.js';
import { parseWorkload } from '../../rules/duration.js';
import { parseDifficulty } from '../../rules/levels.js';
import type { CourseRecordInput, Price, Raw, Reading } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import {
  allWordsOf,
  type Loose,
  lineOf,
  listOf,
  objectOf,
  objectsOf,
  positiveOf,
  proseOf,
  unique,
  wordsOf,
} from '../readers/values.js';
import { EDX, ownersOf, priceOf, publicUrl, subjectsOf } from './course.js';

/** A program (MicroMasters, XSeries, professional certificate …): its own record, its courses as its syllabus. */
export function readProgramme(programme: Loose, at: string): Reading {
  const title = lineOf(programme.title);
  const uuid = wordsOf(programme.uuid) ?? wordsOf(programme.marketing_slug);
  if (!title || !uuid) return { type: 'refused', at, externalId: uuid, reason: 'a program needs a uuid and a title' };
  const status = wordsOf(programme.status);
  if (programme.hidden === true || (status && status !== 'active')) {
    return {
      type: 'refused',
      at,
      reason: `“${title.slice(0, 100)}” is ${status ?? 'hidden'}: it is not offered to the public`,
    };
  }
  const type = wordsOf(programme.type);
  return courseReading(at, {
    externalId: uuid,
    title,
    subtitle: lineOf(programme.subtitle),
    summary: proseOf(programme.subtitle),
    description: proseOf(programme.overview) ?? proseOf(programme.marketing_hook),
    url: publicUrl(programme.marketing_url),
    imageUrl: publicUrl(programme.card_image_url),
    identifiers: [{ scheme: 'edx-program', value: uuid }],
    provider: EDX,
    awardingBodies: ownersOf(programme.authoring_organizations ?? programme.owners),
    instructors: objectsOf(programme.staff).flatMap(
      (person) => allWordsOf([person.given_name, person.family_name]).join(' ') || [],
    ),
    kind: /micro/i.test(type ?? '') ? 'microcredential' : 'programme',
    awardName: type,
    subjects: subjectsOf(programme),
    outcomes: listOf(programme.expected_learning_items).flatMap((item) => lineOf(item) ?? []),
    syllabus: objectsOf(programme.courses).flatMap((course) => lineOf(course.title) ?? []),
    difficulty: difficultyOf(programme),
    languages: unique(languagesIn(allWordsOf(programme.languages))),
    captions: unique(languagesIn(allWordsOf(programme.transcript_languages))),
    mode: 'online',
    prices: pricesOf(programme),
    ...workloadOf(programme),
    refreshed: parseDay(wordsOf(programme.data_modified_timestamp) ?? '')?.day,
  });
}

function difficultyOf(programme: Loose): CourseRecordInput['difficulty'] {
  const levels = unique(allWordsOf(programme.level_type_override));
  return levels.length === 1 ? (parseDifficulty(levels[0] ?? '') ?? undefined) : undefined;
}

/** The price of the whole where the program states one; the sum of its courses is not stated and not reckoned. */
function pricesOf(programme: Loose): Price[] {
  const subscribable = programme.subscription_eligible === false ? [] : objectsOf(programme.subscription_prices);
  const subscriptions = subscribable.flatMap((price): Price[] => {
    const read = priceOf(price, false);
    return read ? [{ ...read, kind: 'subscription', period: 'month' }] : [];
  });
  const ranges = listOf(programme.price_ranges).flatMap((range): Price[] => {
    const object = objectOf(range) ?? {};
    const read = wordsOf(object.total)
      ? priceOf({ price: object.total, currency: object.currency, type: 'total' }, false)
      : null;
    return read ? [read] : [];
  });
  return [...ranges, ...subscriptions];
}

function workloadOf(programme: Loose): Partial<CourseRecordInput> {
  const raw: Record<string, Raw> = {};
  const hours = positiveOf(programme.total_hours_of_effort);
  const weeks = positiveOf(programme.weeks_to_complete);
  const efforts = [
    positiveOf(programme.min_hours_effort_per_week),
    positiveOf(programme.max_hours_effort_per_week),
  ].flatMap((each) => each ?? []);
  const words = wordsOf(programme.weeks_to_complete_text);
  const read = words ? parseWorkload({ duration: words }) : null;
  if (!hours && !weeks && efforts.length === 0 && !read) return {};
  raw.workload = rawOf(
    `${hours ?? '?'} hours in all, ${weeks ?? words ?? '?'} weeks, ${efforts.join('–') || '?'} hours a week`,
    'stated',
    'duration',
  );
  return {
    workload: {
      ...read?.workload,
      ...(hours && { totalHours: hours }),
      ...(weeks && { weeks }),
      ...(efforts.length > 0 && { hoursPerWeekMin: Math.min(...efforts), hoursPerWeekMax: Math.max(...efforts) }),
    },
    raw,
  };
}
