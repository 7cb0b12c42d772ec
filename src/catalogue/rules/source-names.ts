/** What the name of a file or a source tells: its date, its key, and which other files it would replace. Pure. */
import { slugOf } from './text.js';

/** The day that a name states, `feed-2017-04.json` → 2017-04-01; the last that stands in it. Null: none. */
export function dayInName(name: string): string | null {
  const dates = [
    ...name.matchAll(/(?<!\d)((?:19|20)\d\d)(?:[-_](0[1-9]|1[0-2])(?:[-_](0[1-9]|[12]\d|3[01]))?)?(?!\d)/g),
  ];
  const last = dates.toSorted((a, b) => (a[0].length === b[0].length ? 0 : a[0].length - b[0].length)).at(-1);
  if (!last) return null;
  const [, year, month = '01', day = '01'] = last;
  const date = `${year}-${month}-${day}`;
  const real = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : null;
}

/** A name without dates, numbers and ending: two that are left alike are two states of one input. */
export function inputName(name: string): string {
  const stem = name
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/(\.[a-z]{2,8}){1,2}$/i, '');
  return stem
    .replace(/\d+/g, '')
    .replace(/[-_. ]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 300);
}

/** A key for a source that names itself nowhere: the host of an address, the name of a file. */
export function sourceKey(name: string): string {
  const url = URL.parse(name);
  if (url?.host) return url.host.replace(/^www\./, '');
  return slugOf(inputName(name)) || 'file';
}

/** Sources with a year in their key are copies that somebody made of a provider's list, not the provider's own feed. */
export function isCopy(key: string): boolean {
  return /(^|-)(19|20)\d\d(-|$)/.test(key);
}
