/** The answer of the guide, from what the index found and the courses themselves. Pure. */
import type { Course } from '../../catalogue/index.js';
import type { SearchItem, Valued } from '../../discovery/index.js';
import type { ReviewSummary } from '../../reviews/index.js';
import type { CourseLine, GuideAnswer, GuideItem } from '../schema/answer.js';
import { answersInWords } from './answers-in-words.js';
import { CAUTION, type Compiled } from './compile.js';
import { costsOf, easings, headlineOf, relaxationOf, stabilityOf } from './conclusions.js';
import { rangesOf } from './ranges.js';
import { dominating, type Ranked, type Steadiness, steadiness, tiesOf, wholeRange } from './ranking.js';
import { explain } from './say/index.js';

/** A list as it was found, before any course was read. */
export type Found = {
  valued: Valued;
  ranked: readonly Ranked[];
  ties: readonly (number | null)[];
  steady: Steadiness | null;
  /** Places from 0 of the page that is wanted. */
  from: number;
  to: number;
  /** By place of the page: those that may dominate it. */
  dominators: readonly (readonly number[])[];
  candidates: number;
};

/** Courses as they stand, by number. */
export type Read = {
  courses: ReadonlyMap<number, Course>;
  cards: ReadonlyMap<number, SearchItem>;
  reviews: ReadonlyMap<string, ReviewSummary>;
};

/** What can be told without reading a course. */
export function foundOf(
  compiled: Compiled,
  valued: Valued,
  { page, perPage, candidates }: { page: number; perPage: number; candidates: number },
): Found {
  const weights = compiled.weights.map(({ weight }) => weight);
  const ranked = valued.best.map(({ num, points, fits }) => ({ num, points, ranges: rangesOf(compiled, fits) }));
  const from = Math.min((page - 1) * perPage, ranked.length);
  const to = Math.min(page * perPage, ranked.length);
  return {
    valued,
    ranked,
    ties: tiesOf(ranked, weights),
    steady: steadiness(ranked.slice(0, STEADY), weights, CAUTION),
    from,
    to,
    dominators: ranked.slice(from, to).map((one) => dominating(one, ranked, DOMINATORS).map(({ num }) => num)),
    candidates,
  };
}

/** How many of the best are tried under other weights. */
const STEADY = 500;
/** So many of those that may dominate a course are looked at. */
const DOMINATORS = 4;

/** Numbers of the courses that are told of in full, and of those that are named. */
export function numbersOf(compiled: Compiled, found: Found): { whole: number[]; named: number[] } {
  const whole = found.ranked.slice(found.from, found.to).map(({ num }) => num);
  const first = found.ranked[0]?.num;
  return {
    whole: first === undefined || whole.includes(first) ? whole : [first, ...whole],
    named: [
      ...found.dominators.flat(),
      ...(found.steady?.rivals.slice(0, RIVALS) ?? []).map(({ num }) => num),
      ...easings(compiled, found.valued).flatMap(({ best }) => best?.num ?? []),
      ...found.ranked.slice(0, found.candidates).map(({ num }) => num),
    ],
  };
}

const RIVALS = 3;

export function answerOf(
  compiled: Compiled,
  found: Found,
  read: Read,
  about: { page: number; perPage: number; tookMs: number },
): GuideAnswer {
  const { valued, ranked, steady } = found;
  const line = (num: number) => lineOf(read.courses.get(num));
  const items = ranked
    .slice(found.from, found.to)
    .flatMap((_, at) => itemOf(compiled, found, read, found.from + at) ?? []);
  const winner = items.find(({ place }) => place === 1) ?? itemOf(compiled, found, read, 0) ?? undefined;
  const rivals = (steady?.rivals ?? []).slice(0, RIVALS).flatMap(({ num, first }) => {
    const rival = line(num);
    return rival ? [{ ...rival, first }] : [];
  });
  return {
    total: valued.total,
    considered: valued.considered,
    left: leftOut(compiled, valued),
    day: compiled.context.today,
    ...about,
    items,
    headline: headlineOf({
      points: ranked.map(({ points }) => points),
      total: valued.total,
      hasMust: compiled.parts.some(isMust),
      isAnswered: ranked[0]?.ranges.some(([low]) => low > 0) ?? false,
      isOpen:
        winner?.questions.some(({ limits }) => limits.some((one) => one.hard && one.outcome === 'unknown')) ?? false,
    }),
    relax: easings(compiled, valued).map((one) => {
      const best = one.best && line(one.best.num);
      return relaxationOf(
        one,
        best && one.best ? { ...best, points: one.best.points, place: placeOf(ranked, one.best) } : null,
      );
    }),
    costs: costsOf(winner),
    stable: steady && Math.round((100 * steady.first) / steady.tried) / 100,
    stability: steady && stabilityOf(steady, compiled.weights.length, rivals),
    weights: compiled.weights.map(({ question, weight }) => ({ question, weight: Math.round(weight * 1e6) / 1e6 })),
    caution: CAUTION,
    gap: compiled.gap?.gap ?? [],
    readings: compiled.gap?.readings ?? [],
    answers: answersInWords(compiled.question, {
      bodies: compiled.context.bodies,
      ...(compiled.context.development && { development: compiled.context.development.title }),
    }),
    candidates: ranked.slice(0, found.candidates).flatMap(({ num, points, ranges }) => {
      const candidate = line(num);
      return candidate
        ? [{ ...candidate, points, ranges: ranges.map(([low, high]): [number, number] => [low, high]) }]
        : [];
    }),
  };
}

/** Hers, and not one that we add: what is over, what teaches nothing of the gap. */
function isMust({ hard, limit, question }: Compiled['parts'][number]): boolean {
  return (
    hard &&
    !limit.startsWith('standing.') &&
    !(question === 'goals' && limit.startsWith('goals.gap.')) &&
    limit !== 'goals.teaches'
  );
}

/** What is left out though she set no limit: over, or beside her gap. */
function leftOut({ parts, question }: Compiled, { eased }: Valued): GuideAnswer['left'] {
  const added = (limit: string) => eased[parts.findIndex((part) => part.limit === limit)]?.[0]?.adds ?? 0;
  return {
    over: added('standing.ended'),
    beside: question.goals?.teaches === undefined ? added('goals.teaches') : 0,
  };
}

function itemOf(compiled: Compiled, found: Found, read: Read, at: number): GuideItem | null {
  const one = found.ranked[at];
  const fits = found.valued.best[at]?.fits;
  const course = one && read.courses.get(one.num);
  const card = one && read.cards.get(one.num);
  // Withdrawn between the ranking and the reading: the next question no longer finds it.
  if (!one || !fits || !course || !card) return null;
  const weights = compiled.weights.map(({ weight }) => weight);
  const dominator = found.dominators[at - found.from]?.find((num) =>
    teachesAsMuch(compiled, read.courses.get(num), course),
  );
  return {
    course: card,
    place: at + 1,
    value: wholeRange(one, weights),
    points: one.points,
    ...explain({ course, card, reviews: read.reviews.get(course.id) ?? null, fits }, compiled),
    tie: found.ties[at] ?? null,
    dominatedBy: dominator === undefined ? null : lineOf(read.courses.get(dominator)),
  };
}

/** One of four skills is as much as another of the four, and yet is not it: who dominates teaches all of the gap that the other does. */
function teachesAsMuch({ gap }: Compiled, dominator: Course | undefined, course: Course): boolean {
  const wanted = new Set(gap?.gap.map(({ skill }) => skill));
  const taught = (one: Course) =>
    one.skills.filter(({ id, relation }) => relation === 'taught' && wanted.has(id)).map(({ id }) => id);
  if (!dominator) return false;
  const theirs = new Set(taught(dominator));
  return taught(course).every((skill) => theirs.has(skill));
}

function lineOf(course: Course | undefined): CourseLine | null {
  if (!course) return null;
  const { id, slug, title, provider } = course;
  return { id, slug, title, url: `/courses/${slug}`, provider: provider.name };
}

/** Where a course with these points would stand. */
function placeOf(ranked: readonly Ranked[], { num, points }: { num: number; points: number }): number {
  return 1 + ranked.filter((one) => one.points > points || (one.points === points && one.num < num)).length;
}
