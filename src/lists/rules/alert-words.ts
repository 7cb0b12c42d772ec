/** Alerts in words: the fact, what it was before, what it means. Pure. */
import { countOf, formatDay, formatLongDay, formatMoney, formatMonth, listInWords } from '../../ui/index.js';
import type { AlertChoice, AlertKind, AlertRow, Every, FactsOf, PriceFact } from '../schema/alerts.js';
import { daysUntil } from './watched-facts.js';

export const KIND_WORDS: Record<AlertKind, { label: string; about: string }> = {
  new: { label: 'New courses', about: 'Courses new to Cairn that match a search, a decision or what you follow.' },
  price: { label: 'Prices', about: 'What a course in your lists costs is another.' },
  start: { label: 'Starts', about: 'A course in your lists starts within a week.' },
  closing: { label: 'Enrolment closing', about: 'A week and a day before enrolment ends for a course in your lists.' },
  refreshed: { label: 'Refreshed', about: 'The content of a course in your lists has changed.' },
  withdrawn: { label: 'Withdrawn', about: 'A course in your lists is no longer offered, or is again.' },
  development: { label: 'Developments', about: 'Something new in a subject or skill that you follow.' },
};

export const EVERY_WORDS: Record<Every, string> = { day: 'Every day', week: 'Once a week', never: 'No letters' };

/** "Once a week, without prices and starts". */
export function choiceInWords({ every, unwanted }: AlertChoice): string {
  const left = unwanted.map((kind) => KIND_WORDS[kind].label.toLowerCase());
  return EVERY_WORDS[every] + (left.length === 0 ? '' : `, without ${left.join(', ')}`);
}

/** Why a course in a list is told of. */
export const inAnyList = 'Courses in your lists';

/** Why something new is told: what it comes from, by name. */
export function whyOf(origin: 'search' | 'decision' | 'follow' | 'development', names: readonly string[]): string {
  const quoted = listInWords(names.map((name) => `“${name}”`));
  if (origin === 'search') return `Your search ${quoted}`;
  if (origin === 'decision') return `Your decision ${quoted}`;
  return origin === 'follow' ? `You follow ${quoted}` : `New in ${quoted}`;
}

/** One sentence. `title`: of the course or development. */
export function alertInWords(alert: AlertRow, title: string, today: string): string {
  switch (alert.kind) {
    case 'new':
      return alert.facts.total === 1 ? 'One new course.' : `${countOf(alert.facts.total, 'new course')}.`;
    case 'price':
      return `${title}: ${priceChange(alert.facts)}.`;
    case 'refreshed':
      return `${title}: ${contentChange(alert.facts)}.`;
    case 'withdrawn':
      return alert.facts.after === 'withdrawn'
        ? `${title}: no source offers it any more.`
        : `${title}: it is offered again.`;
    case 'start':
      return `${title}: ${startWords(alert.facts, today)}.`;
    case 'closing':
      return `${title}: ${closingWords(alert.facts, today)}.`;
    case 'development':
      return `${title}.`;
  }
}

function priceChange({ before, after }: FactsOf<'price'>): string {
  if (before === null) return `it now states a price: ${priceInWords(after)}`;
  if (after === null) return `it no longer states a price; it was ${priceInWords(before)}`;
  return `now ${priceInWords(after)}, before ${priceInWords(before)}`;
}

function priceInWords(price: PriceFact | null): string {
  if (price === null) return 'not stated';
  const { free, amount, currency, period, region, certificate } = price;
  const certificateWords =
    certificate === null ? '' : `, the certificate ${formatMoney(certificate.amount, certificate.currency)}`;
  const where = region === null ? '' : ` (${region})`;
  if (free) return `free${certificateWords}${where}`;
  if (amount === null || currency === null) return `not stated${certificateWords}`;
  const kind = KINDS_OF_PRICE[price.kind] ?? '';
  return `${formatMoney(amount, currency)}${period === null ? '' : ` a ${period}`}${kind}${certificateWords}${where}`;
}

const KINDS_OF_PRICE: Readonly<Record<string, string>> = {
  unit: ' a unit',
  deposit: ' as a deposit',
  member: ' for members',
  certificate: ' for the certificate',
};

function contentChange({ before, after }: FactsOf<'refreshed'>): string {
  const when = after.day === null ? '' : ` on ${formatDay(after.day)}`;
  if (after.edition > before.edition) return `its content has changed${when}`;
  return before.day === null
    ? `it now says when its content last changed:${when.replace(' on', '')}`
    : `its content was refreshed${when}`;
}

function startWords({ day, approximate }: FactsOf<'start'>, today: string): string {
  if (approximate) return `it starts in ${formatMonth(day)}`;
  return `it starts on ${formatLongDay(day)}${inDays(day, today)}`;
}

function closingWords({ day }: FactsOf<'closing'>, today: string): string {
  return `enrolment closes on ${formatLongDay(day)}${inDays(day, today)}`;
}

function inDays(day: string, today: string): string {
  const days = daysUntil(day, today);
  if (days === 0) return ', today';
  if (days === 1) return ', tomorrow';
  return days > 1 ? `, in ${days} days` : '';
}
