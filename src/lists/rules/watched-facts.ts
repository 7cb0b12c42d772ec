/** What is news of a course that somebody watches: two states of its facts compared. Pure. */
import { type Course, type LeadPrice, leadPrice, nextOffering } from '../../catalogue/index.js';
import type { CourseChange, PriceFact, WatchedFacts } from '../schema/alerts.js';

/** The facts of a published course on a day, as its card shows them. */
export function factsOf(course: Course, today: string): WatchedFacts {
  const next = nextOffering(course, today);
  const coming = next?.start !== undefined && next.start >= today ? next.start : null;
  return {
    state: 'published',
    price: priceFact(leadPrice(course, next)),
    content: { day: contentDay(course), edition: course.edition.number },
    start: coming,
    startApproximate: coming !== null && next?.startApproximate === true,
    enrolUntil: next?.enrolUntil !== undefined && next.enrolUntil >= today ? next.enrolUntil : null,
  };
}

/** A course that was withdrawn keeps what was last known; its dates are nobody's concern any more. */
export function withdrawn(facts: WatchedFacts): WatchedFacts {
  return { ...facts, state: 'withdrawn', start: null, startApproximate: false, enrolUntil: null };
}

/** What somebody who watches the course is told. Dates that move are told when they come near, not here. */
export function changesBetween(before: WatchedFacts, after: WatchedFacts): CourseChange[] {
  if (after.state !== before.state)
    return [{ kind: 'withdrawn', event: '', facts: { before: before.state, after: after.state } }];
  if (after.state === 'withdrawn') return [];
  const changes: CourseChange[] = [];
  if (!samePrice(before.price, after.price))
    changes.push({ kind: 'price', event: '', facts: { before: before.price, after: after.price } });
  if (isFresher(before.content, after.content))
    changes.push({ kind: 'refreshed', event: '', facts: { before: before.content, after: after.content } });
  return changes;
}

const START_DAYS = 7;
/** Days before enrolment closes on which it is told. */
const CLOSING_DAYS = [1, 7] as const;

/**
 * What comes near. A start is told once from seven days before, the end of enrolment once from seven days before and once
 * more the day before; who watches only later, or a day without a worker, changes no more than the day of telling.
 */
export function remindersOn(
  facts: Pick<WatchedFacts, 'start' | 'startApproximate' | 'enrolUntil'>,
  today: string,
): CourseChange[] {
  const { start, startApproximate: approximate, enrolUntil } = facts;
  const reminders: CourseChange[] = [];
  if (start !== null && isWithin(start, today, START_DAYS))
    reminders.push({ kind: 'start', event: start, facts: { day: start, approximate } });
  const stage = enrolUntil !== null && CLOSING_DAYS.find((days) => isWithin(enrolUntil, today, days));
  if (enrolUntil !== null && stage)
    reminders.push({ kind: 'closing', event: `${enrolUntil} ${stage}`, facts: { day: enrolUntil } });
  return reminders;
}

/** From tomorrow to so many days from today. */
function isWithin(day: string, today: string, days: number): boolean {
  return daysUntil(day, today) >= 1 && daysUntil(day, today) <= days;
}

export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

/** The day of which its provider says so, else that on which Cairn saw another edition begin; a first edition has none. */
function contentDay({ refreshed, edition }: Course): string | null {
  return refreshed ?? (edition.number > 1 ? edition.since : null);
}

function isFresher(before: WatchedFacts['content'], after: WatchedFacts['content']): boolean {
  return after.edition > before.edition || (after.day !== null && (before.day === null || after.day > before.day));
}

function priceFact(price: LeadPrice | null): PriceFact | null {
  if (price === null) return null;
  const { free, amount, currency, kind, period, region, certificate } = price;
  return { free, amount, currency, kind, period, region, certificate };
}

function samePrice(before: PriceFact | null, after: PriceFact | null): boolean {
  return priceText(before) === priceText(after);
}

/** In one order of keys, whatever the order in which they were kept. */
function priceText(price: PriceFact | null): string {
  if (price === null) return 'none';
  const { free, amount, currency, kind, period, region, certificate } = price;
  return JSON.stringify([
    free,
    amount,
    currency,
    kind,
    period,
    region,
    certificate?.amount ?? null,
    certificate?.currency ?? null,
  ]);
}
