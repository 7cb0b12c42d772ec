/** A search as CSV (RFC 4180) for a spreadsheet. */
import { minorDigits } from '../../catalogue/index.js';
import type { SearchItem } from '../schema.js';

const COLUMNS: readonly (readonly [
  string,
  (item: SearchItem, origin: string) => string | number | null | undefined,
])[] = [
  ['id', (item) => item.id],
  ['title', (item) => item.title],
  ['provider', (item) => item.provider.name],
  ['awarding_body', (item) => item.awardingBody?.name],
  ['kind', (item) => item.kind],
  ['level', (item) => item.level && `${item.level.framework} ${item.level.value}`],
  ['credit', (item) => item.credit.map((credit) => `${credit.value} ${credit.scheme}`).join('; ')],
  ['cpd_hours', (item) => item.cpdHours],
  ['hours', (item) => item.workload?.totalHours],
  ['weeks', (item) => item.workload?.weeks],
  ['free', (item) => (item.price ? (item.price.free ? 'yes' : 'no') : null)],
  [
    'price',
    (item) =>
      item.price?.amount != null && item.price.currency ? majorUnits(item.price.amount, item.price.currency) : null,
  ],
  ['currency', (item) => item.price?.currency],
  [
    'price_is',
    (item) => item.price && (item.price.period ? `${item.price.kind}, each ${item.price.period}` : item.price.kind),
  ],
  ['mode', (item) => item.mode],
  ['pace', (item) => item.pace],
  ['availability', (item) => item.availability],
  ['next_start', (item) => item.nextOffering?.start],
  ['languages', (item) => item.languages.join('; ')],
  ['rating', (item) => item.rating?.value],
  ['reviews', (item) => item.rating?.count],
  ['sources', (item) => item.sources.map((source) => source.name).join('; ')],
  ['last_checked', (item) => item.lastChecked],
  ['provider_link', (item) => item.link],
  ['cairn_link', (item, origin) => origin + item.url],
];

export function toTable(items: readonly SearchItem[], origin: string): string {
  const rows = items.map((item) => COLUMNS.map(([, value]) => value(item, origin)));
  return csvOf([COLUMNS.map(([name]) => name), ...rows]);
}

/** Rows as CSV. What a spreadsheet would run is made text. */
export function csvOf(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function majorUnits(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** Text that a spreadsheet would run as a formula is led by an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
