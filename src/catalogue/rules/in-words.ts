/** Values of a record as a person would write them: where sources differ, both are shown in words. Pure. */
import type { Credit, Level, Price, Workload } from '../schema.js';
import { creditInWords } from './credit.js';
import { languageName } from './languages.js';
import { formatMoney } from './money.js';
import { clip } from './text.js';

/** @param value the value of `field` in a `CourseRecord`, not absent. */
export function valueInWords(field: string, value: unknown): string {
  return clip(words(field, value), 300);
}

function words(field: string, value: unknown): string {
  if (field === 'level') return levelInWords(value as Level);
  if (field === 'workload') return workloadInWords(value as Workload);
  if (field === 'rating') return ratingInWords(value as { value: number; count?: number });
  if (field === 'freeToAudit') return value ? 'free to follow' : 'not free to follow';
  if (field === 'credit') return (value as Credit[]).map(creditInWords).join(', ');
  if (field === 'prices') return (value as Price[]).map(priceInWords).join(', ');
  if (field === 'languages') return (value as string[]).map(languageName).join(', ');
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function levelInWords({ framework, value }: Level): string {
  return `${framework} level ${value}`;
}

function priceInWords(price: Price): string {
  const per = price.period ? ` a ${price.period}` : '';
  const kind = price.kind === 'full' ? '' : ` (${price.kind})`;
  return `${price.amount === 0 ? 'free' : formatMoney(price)}${per}${kind}${price.region ? `, ${price.region}` : ''}`;
}

function workloadInWords({ totalHours, weeks, hoursPerWeekMin, hoursPerWeekMax, approximate }: Workload): string {
  const week = [...new Set([hoursPerWeekMin, hoursPerWeekMax])].filter((hours) => hours !== undefined).join('–');
  const parts = [
    ...(totalHours === undefined ? [] : [count(totalHours, 'hour')]),
    ...(weeks === undefined ? [] : [count(weeks, 'week')]),
    ...(week ? [`${week} hours a week`] : []),
  ];
  return `${approximate ? 'about ' : ''}${parts.join(', ')}`;
}

function count(number: number, noun: string): string {
  return `${Math.round(number * 10) / 10} ${noun}${number === 1 ? '' : 's'}`;
}

function ratingInWords({ value, count: reviews }: { value: number; count?: number }): string {
  return `${value} of 5${reviews === undefined ? '' : ` (${reviews} ratings)`}`;
}
