/** Calendar days from what sources write. A value that could be two different days is none. */

export type StatedDay = { day: string; precision: 'day' | 'month' | 'year' };
export type DayOptions = { order?: 'dmy' | 'mdy' };

const LONGEST = 60;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WHOLE_MONTHS = 'january february march april may june july august september october november december'.split(' ');

const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)?\s?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/i;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T\d{4}(?:\d{2})?(?:Z|[+-]\d{4})?)?$/i;
const YEAR = /^(\d{4})$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/i;
const MONTH_DAY = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const MONTH_YEAR = /^([a-z]{3,9})\.?,?\s+(\d{4})$/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const TIME = /,?\s+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?(?:\s*[A-Z]{2,4})?$/i;

/**
 * The day that a source states, as its own clock shows it (a time and a zone are read over, not converted; Unix time is
 * UTC). `precision` month or year: `day` is the first of it. `03/04/2012` needs `order`; years outside 1900–2100, days
 * that do not exist ("31 Feb") and words ("Self paced") are null.
 */
export function parseDay(value: string | number, { order }: DayOptions = {}): StatedDay | null {
  const text = String(value).trim();
  if (text.length > LONGEST || text === '') return null;
  if (/^-?\d{9,13}(\.\d+)?$/.test(text)) return fromUnix(Number(text));
  const parts = partsOf(text) ?? fromNumbers(text, order) ?? fromWords(text);
  return parts && stated(...parts);
}

/** Seconds or milliseconds; below 1973 they would be a number of another kind. */
function fromUnix(value: number): StatedDay | null {
  if (value < 1e8 || value >= 1e14) return null;
  const day = new Date(value < 1e11 ? value * 1000 : value).toISOString().slice(0, 10);
  return stated(...(day.split('-').map(Number) as Parts));
}

type Parts = [year: number, month?: number, day?: number];

function partsOf(text: string): Parts | null {
  const found = ISO.exec(text) ?? BASIC.exec(text) ?? YEAR_FIRST.exec(text) ?? YEAR.exec(text);
  if (!found) return null;
  const [, year, month, day] = found;
  return [Number(year), month ? Number(month) : undefined, day ? Number(day) : undefined];
}

function fromNumbers(text: string, order?: 'dmy' | 'mdy'): Parts | null {
  const found = NUMBERS.exec(text.replace(TIME, ''));
  if (!found) return null;
  const [first, second, year] = [Number(found[1]), Number(found[3]), Number(found[4])];
  const sure = order ?? orderOf(first, second, found[2] === '.');
  if (!sure) return null;
  return sure === 'dmy' ? [year, second, first] : [year, first, second];
}

/** Dots are only written day first; a number above 12 is no month; equal numbers say the same either way. */
function orderOf(first: number, second: number, dots: boolean): 'dmy' | 'mdy' | null {
  if (dots || first > 12 || first === second) return 'dmy';
  return second > 12 ? 'mdy' : null;
}

function fromWords(text: string): Parts | null {
  const words = text.replace(WEEKDAY, '').replace(TIME, '');
  const dayFirst = DAY_MONTH.exec(words);
  if (dayFirst) return withMonth(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = MONTH_DAY.exec(words);
  if (monthFirst) return withMonth(monthFirst[3], monthFirst[1], monthFirst[2]);
  const monthOnly = MONTH_YEAR.exec(words);
  return monthOnly ? withMonth(monthOnly[2], monthOnly[1]) : null;
}

function withMonth(year = '', name = '', day?: string): Parts | null {
  const lower = name.toLowerCase();
  const month = lower === 'sept' ? 9 : Math.max(MONTHS.indexOf(lower), WHOLE_MONTHS.indexOf(lower)) + 1;
  return month > 0 ? [Number(year), month, day ? Number(day) : undefined] : null;
}

function stated(year: number, month?: number, day?: number): StatedDay | null {
  if (year < 1900 || year > 2100) return null;
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  if (date.getUTCMonth() + 1 !== (month ?? 1) || date.getUTCDate() !== (day ?? 1)) return null;
  return { day: date.toISOString().slice(0, 10), precision };
}
