/** How figures are written everywhere: British, tabular, unit after the number. Pure, and cheap enough for every card. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const money = new Map<string, { whole: Intl.NumberFormat; exact: Intl.NumberFormat; minor: number }>();

/** `12480` → "12,480"; `7.5` → "7.5". */
export function formatNumber(value: number): string {
  return Number.isInteger(value) && value >= 0 && value < 1_000_000 ? grouped(value) : plain.format(value);
}

/** What most figures of a page are, without asking the locale each time. */
function grouped(value: number): string {
  if (value < 1000) return String(value);
  return `${Math.floor(value / 1000)},${String(value % 1000).padStart(3, '0')}`;
}

/** "1 course", "87 courses", "1,204 courses". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** ISO day `2027-01-12` → "12 Jan 2027". Anything else comes back as it is. */
export function formatDay(day: string): string {
  const month = MONTHS[Number(day.slice(5, 7)) - 1];
  return month === undefined ? day : `${Number(day.slice(8, 10))} ${month} ${day.slice(0, 4)}`;
}

/** `2027-01-12` → "12 Jan", for lists whose year is plain from the place. */
export function formatShortDay(day: string): string {
  return formatDay(day).replace(/ \d{4}$/, '');
}

/** `2026-09-01` → "Sept 2026". */
export function formatMonth(day: string): string {
  return formatDay(day).replace(/^\d+ /, '');
}

/** `2027-01-12` → "Tuesday 12 January 2027". */
export function formatLongDay(day: string): string {
  return longDay.format(new Date(`${day}T00:00:00Z`)).replace(',', '');
}

/** Minor units and ISO 4217: (115000, 'GBP') → "£1,150"; (767, 'GBP') → "£7.67"; (5000, 'JPY') → "JP¥5,000". */
export function formatMoney(amount: number, currency: string): string {
  let formats = money.get(currency);
  if (formats === undefined) {
    const exact = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
    const minor = 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2);
    const whole = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 });
    formats = { exact, whole, minor };
    money.set(currency, formats);
  }
  return (amount % formats.minor === 0 ? formats.whole : formats.exact).format(amount / formats.minor);
}

/** `150` → "150 h", `7.5` → "7.5 h". */
export function formatHours(hours: number): string {
  return `${formatNumber(hours)} h`;
}

/** "a", "a and b", "a, b and c". */
export function listInWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** First letter up: "not stated" → "Not stated". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A source and the day it was read. Many a source carries that very date in its name: said once is enough.
 * ("Course list, November 2022", "2022-11-17") → "Course list, 17 Nov 2022"; another date in the name stays where it is.
 */
export function sourceOn(name: string, day: string): string {
  const long = formatLongDay(day).replace(/^\w+ /, '');
  const same = [long, long.replace(/^\d+ /, ''), day.slice(0, 4)].find((date) => name.endsWith(`, ${date}`));
  return `${same ? name.slice(0, -same.length - 2) : name}, ${formatDay(day)}`;
}

/** Months between two ISO days, whole, never negative. */
export function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const whole = months(to) - months(from) - (to.slice(8) < from.slice(8) ? 1 : 0);
  return Math.max(0, whole);
}
