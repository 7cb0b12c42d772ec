/** Academic credit, kept in the scheme that states it; conversions are guides of volume only. CPD hours are no credit. */
import { z } from 'zod';
import { type Credit, CreditScheme, type Level } from '../schema.js';
import { parseLevel } from './levels.js';
import { readTable } from './tables.js';

type Scheme = z.infer<typeof CreditScheme>;

const SCHEMES = readTable(
  'credit-schemes.json',
  z.object({ schemes: z.record(CreditScheme, z.object({ perEcts: z.number().nullable(), name: z.string() })) }),
).schemes;

const LONGEST = 500;
const NAMES: [Scheme, string][] = [
  ['CATS', 'CATS|CAT'],
  ['SCQF', 'SCQF'],
  ['RQF', 'RQF|QCF'],
  ['CQFW', 'CQFW'],
  ['ECTS', 'ECTS|ECTs'],
  ['US-SEM', 'US semester|semester(?=\\s(?:credits?|hours?|units?))'],
  ['US-QTR', 'US quarter|quarter(?=\\s(?:credits?|hours?|units?))'],
  ['EFTSL', 'EFTSL'],
  ['OU', 'OU|Open University'],
  ['CEU', 'CEUs?|continuing education units?'],
];
const ANY = NAMES.map(([, words]) => words).join('|');
const WORD = '(?:\\s?(?:credits?|points?|hours?|units?))?';
const NUMBER = '(\\d{1,4}(?:[.,]\\d{1,4})?)';
const FORWARD = new RegExp(`(?<![\\d.,-])(?<!\\blevel\\s)${NUMBER}\\s?(?:credits?\\s)?(${ANY})\\b${WORD}`, 'gi');
const BACKWARD = new RegExp(`\\b(${ANY})\\b${WORD}\\s?[:=]?\\s?${NUMBER}(?![\\d%])`, 'gi');
const BARE = new RegExp(`^\\s*${NUMBER}\\s*(?:credits?|points?|credit points?)?\\s*$`, 'i');

/**
 * Every credit that the text states: "15 CATS", "30 credits (15 ECTS)" with a hint, "20 SCQF credits at Level 11",
 * "2.6 CEUs". A number without a scheme takes the hint or is not stated. Zero and CPD hours: nothing.
 */
export function parseCredits(text: string, hint: { scheme?: Scheme; level?: Level } = {}): Credit[] {
  if (text.length > LONGEST) return [];
  const forward = [...text.matchAll(FORWARD)].map((found) => creditOf(found[1], schemeOf(found[2]), text, hint.level));
  const stated =
    forward.length > 0
      ? forward
      : [...text.matchAll(BACKWARD)].map((found) => creditOf(found[2], schemeOf(found[1]), text, hint.level));
  const bare = stated.length === 0 ? BARE.exec(text) : null;
  const all = bare && hint.scheme ? [creditOf(bare[1], hint.scheme, '', hint.level)] : stated;
  return all.filter((credit): credit is Credit => credit !== null);
}

/** The one credit of the text, or null where it states none or several. */
export function parseCredit(text: string, hint: { scheme?: Scheme; level?: Level } = {}): Credit | null {
  const credits = parseCredits(text, hint);
  return credits.length === 1 ? (credits[0] ?? null) : null;
}

function schemeOf(word = ''): Scheme | undefined {
  return NAMES.find(([, words]) => new RegExp(`^(?:${words.replace(/\(\?=.*$/, '')})$`, 'i').test(word.trim()))?.[0];
}

const OWN_LEVEL: Partial<Record<Scheme, Level['framework']>> = {
  SCQF: 'SCQF',
  RQF: 'RQF',
  CQFW: 'CQFW',
  OU: 'OU',
  CATS: 'FHEQ',
};

function creditOf(number = '', scheme: Scheme | undefined, text: string, level: Level | undefined): Credit | null {
  const value = Number(number.replace(',', '.'));
  if (!scheme || !(value > 0) || value > 1000) return null;
  const words = /\b(?:at\s+)?(?:(?:FHEQ|SCQF|RQF|CQFW|OU)\s+)?level\s+\S{1,6}/i.exec(text)?.[0];
  const own = level ?? (words ? (parseLevel(words, { framework: OWN_LEVEL[scheme] }) ?? undefined) : undefined);
  return { scheme, value, ...(own && { level: own }) };
}

/** The same volume in ECTS as a guide, or null for CEU and UNITS. OU points are CATS. */
export function creditInEcts(credit: Credit): number | null {
  return convertCredit(credit, 'ECTS');
}

/** The same volume in another scheme as a guide; null from or to a scheme without a figure (CEU, UNITS). */
export function convertCredit({ scheme, value }: Pick<Credit, 'scheme' | 'value'>, to: Scheme): number | null {
  const from = SCHEMES[scheme]?.perEcts;
  const into = SCHEMES[to]?.perEcts;
  if (scheme === to) return value;
  return from && into ? Math.round((value / from) * into * 10_000) / 10_000 : null;
}

/** "15 CATS at FHEQ 7 ≈ 7.5 ECTS"; "2.6 CEU" alone, for it is never converted. */
export function creditInWords(credit: Credit): string {
  const name = SCHEMES[credit.scheme]?.name ?? credit.scheme;
  const own = credit.value === 1 ? name.replace(/(credit|unit)s$/, '$1') : name;
  const level = credit.level ? ` at ${credit.level.framework} ${credit.level.value}` : '';
  const ects = credit.scheme === 'ECTS' ? null : creditInEcts(credit);
  const guide = credit.scheme === 'ECTS' ? convertCredit(credit, 'CATS') : ects;
  const words =
    guide === null ? '' : ` ≈ ${Math.round(guide * 100) / 100} ${credit.scheme === 'ECTS' ? 'CATS' : 'ECTS'}`;
  return `${credit.value} ${own}${level}${words}`;
}

const CPD = '(?:CPD|CME|continuing professional development)';
const COUNT = '(\\d{1,3}(?:\\.\\d{1,2})?)';
const UNIT = '(hours?|hrs?|points?|minutes?|mins?|credits?)';
const CPD_FORMS = [
  new RegExp(`(?<![\\d.-])${COUNT}\\s?(?:verified\\s|structured\\s)?${CPD}\\s?-?\\s?${UNIT}\\b`, 'i'),
  new RegExp(`(?<![\\d.-])${COUNT}\\s?${UNIT}\\s(?:of\\s|worth of\\s)?(?:verified\\s|structured\\s)?${CPD}\\b`, 'i'),
  new RegExp(`\\b${CPD}\\s?${UNIT}?\\s?[:=(]\\s?${COUNT}\\s?${UNIT}?`, 'i'),
];

/** "12 CPD points" → 12, "6 hours CPD" → 6, "CPD: 90 minutes" → 1.5. Never from plain hours. Null: not stated. */
export function parseCpdHours(text: string): number | null {
  if (text.length > LONGEST) return null;
  for (const [nth, form] of CPD_FORMS.entries()) {
    const found = form.exec(text);
    if (!found) continue;
    const count = Number(found[nth === 2 ? 2 : 1]);
    const unit = (nth === 2 ? (found[3] ?? found[1]) : found[2]) ?? '';
    const hours = /^min/i.test(unit) ? count / 60 : count;
    if (unit && hours > 0 && hours <= 500) return Math.round(hours * 100) / 100;
  }
  return null;
}
