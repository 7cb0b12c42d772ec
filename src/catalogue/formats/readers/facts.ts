import { parseCredit } from '../../rules/credit.js';
import { parseLanguages } from '../../rules/languages.js';
import { parseLevel } from '../../rules/levels.js';
import { type Credit, CreditScheme, type Level } from '../../schema.js';
import { unique } from './values.js';

/** Languages of a list of names or tags, each once, in order; unknown ones are left out. */
export function languagesIn(words: readonly string[]): string[] {
  return unique(words.flatMap((each) => parseLanguages(each)));
}

const FRAMEWORKS: Partial<Record<Credit['scheme'], Level['framework']>> = {
  SCQF: 'SCQF',
  RQF: 'RQF',
  CQFW: 'CQFW',
  OU: 'OU',
  CATS: 'FHEQ',
};

/**
 * Credit from its parts as formats keep them: a number, the words for its scheme, the words for its level. A scheme that is not known
 * is kept as UNITS, which are never converted.
 */
export function creditOf(value: number, scheme: string | undefined, level: string | undefined): Credit {
  const known = schemeOf(scheme ?? '');
  const framework = FRAMEWORKS[known];
  return { scheme: known, value, level: (level && framework && parseLevel(level, { framework })) || undefined };
}

function schemeOf(words: string): Credit['scheme'] {
  const name = words.replace(/^the\s+/i, '').trim();
  const code = CreditScheme.safeParse(name.toUpperCase());
  if (code.success) return code.data;
  if (/european credit transfer|^ects\b/i.test(name)) return 'ECTS';
  if (/semester/i.test(name)) return 'US-SEM';
  if (/quarter/i.test(name)) return 'US-QTR';
  return parseCredit(`1 ${name}`)?.scheme ?? 'UNITS';
}
