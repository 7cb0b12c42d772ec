/** Amounts of time in a phrase: "9 months at 10 hours a week" → 9 months, 10 hours per week. */
import { lookUp } from './look-up.js';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
/** `loose`: the source says about, up to, less than, or "4+". `per`: a rate. */
export type Quantity = { min: number; max: number; unit: Unit; per?: Unit; loose: boolean };

const LONGEST = 300;
const UNITS: [Unit, string][] = [
  ['minute', 'minutes?|mins?|minutos?|minuti|minuten'],
  ['hour', 'hours?|hrs?|h|horas?|heures?|stunden?|ore'],
  ['day', 'days?|d[ií]as?|jours?|tage?|giorni'],
  ['week', 'weeks?|wks?|semanas?|semaines?|wochen?|settimane'],
  ['month', 'months?|mths?|mos?|mes(?:es)?|mois|monate?|mesi'],
  ['year', 'years?|yrs?|años?|anos?|ans|jahre?|anni'],
];
const WORDS: Record<string, number> = {
  half: 0.5,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  una: 1,
  un: 1,
  une: 1,
  uno: 1,
  dos: 2,
  deux: 2,
  eine: 1,
  zwei: 2,
  tres: 3,
  trois: 3,
  drei: 3,
};

const ANY_UNIT = UNITS.map(([, words]) => words).join('|');
const NUMBER = `\\d{1,6}(?:[.,]\\d{1,3})?|\\b(?:${Object.keys(WORDS).join('|')})\\b`;
const QUANTITY = new RegExp(
  `(${NUMBER})(\\+)?(?:\\s?(?:-|‐|‑|–|—|−|to|or|à|a)\\s?(${NUMBER}))?\\s?(?:total\\s|full\\s|study\\s|contact\\s)?` +
    `(?:-\\s?)?(${ANY_UNIT})(?![\\p{L}])\\.?(\\+)?(?:\\s?\\([^()]{0,20}\\))?` +
    `(?:\\s?(?:of study|of effort|of work)?\\s?(?:per|a|an|/|each|every|por|par|pro)\\s?(${ANY_UNIT})(?![\\p{L}])|\\s?(weekly|daily|monthly)\\b)?`,
  'giu',
);
const ALONE = /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*$/;
const COUNTED_THINGS =
  /\b\d{1,6}\s(?:lectures?|questions?|lessons?|modules?|units?|articles?|videos?|courses?|practice tests?)\b/gi;
const LOOSE =
  /\b(?:approx(?:imate(?:ly|d)?)?|about|around|circa|roughly|estimated|up to|less than|under|over|more than|at least|minimum|maximum|average|aproximadamente|environ|ca)\b|[~≈<>]/i;

/** "4 weeks per course" is the length of a part, and says nothing of the whole. */
const IN_PARTS =
  /\b(?:per|each|every|a|for each)\s+(?:courses?|modules?|units?|sessions?|lessons?|parts?|levels?|class(?:es)?|stages?)\b|\beach\s*$/i;

/**
 * Every amount in the phrase, or null where a number is left that belongs to none, or where the amounts do not add up to
 * one length ("2 hours … 3 hours"): half understood is not understood.
 */
export function quantitiesIn(text: string, bare?: Unit): Quantity[] | null {
  if (text.length > LONGEST) return null;
  const key = `${bare ?? ''} ${text}`;
  let known = remembered.get(key);
  if (known === undefined) {
    known = readQuantities(text, bare);
    if (remembered.size > 2000) remembered.clear();
    remembered.set(key, known);
  }
  return known;
}

/** A table says the same few hundred lengths again and again. */
const remembered = new Map<string, Quantity[] | null>();

function readQuantities(text: string, bare?: Unit): Quantity[] | null {
  const alone = ALONE.exec(text);
  if (alone)
    return bare && Number(alone[1]) > 0
      ? [{ min: Number(alone[1]), max: Number(alone[1]), unit: bare, loose: false }]
      : null;
  const words = text.replace(COUNTED_THINGS, ' ');
  const loose = LOOSE.test(words);
  const found = [...words.matchAll(QUANTITY)];
  const rest = words.replace(QUANTITY, ' ');
  if (found.length === 0 || /\p{N}/u.test(rest) || IN_PARTS.test(rest)) return null;
  const quantities = found.map((one) => quantityOf(one, loose));
  return quantities.every((one) => one !== null) && isOneLength(quantities) ? quantities : null;
}

function quantityOf(found: RegExpExecArray, loose: boolean): Quantity | null {
  const [, first = '', plus, last, unit = '', plusAfter, per, adverb] = found;
  const min = numberOf(first);
  const max = last === undefined ? min : numberOf(last);
  const rate = per ? unitOf(per) : adverb ? ADVERBS[adverb.toLowerCase()] : undefined;
  if (!(min > 0) || max < min) return null;
  return { min, max, unit: unitOf(unit), ...(rate && { per: rate }), loose: loose || !!plus || !!plusAfter };
}

const ADVERBS: Record<string, Unit> = { weekly: 'week', daily: 'day', monthly: 'month' };

function numberOf(text: string): number {
  return lookUp(WORDS, text.toLowerCase()) ?? Number(text.replace(',', '.'));
}

const PATTERNS = UNITS.map(([unit, words]) => [unit, new RegExp(`^(?:${words})$`, 'i')] as const);

function unitOf(word: string): Unit {
  return (PATTERNS.find(([, pattern]) => pattern.test(word)) ?? PATTERNS[0])?.[0] as Unit;
}

/** Each unit at most once as a length, falling in size ("1 hour 30 minutes"), and at most one rate. */
function isOneLength(quantities: Quantity[]): boolean {
  const sizes = quantities.filter((one) => !one.per).map((one) => UNITS.findIndex(([unit]) => unit === one.unit));
  const falling = sizes.every((size, at) => at === 0 || size < (sizes[at - 1] as number));
  return falling && quantities.filter((one) => one.per).length <= 1;
}
