/** Qualification levels by framework, and a platform's own word for difficulty, which is never a level. */
import { z } from 'zod';
import type { Difficulty, Level, LevelFramework } from '../schema.js';
import { lookUp } from './look-up.js';
import { readTable } from './tables.js';

type Framework = z.infer<typeof LevelFramework>;

const Row = z.object({ eqf: z.number().nullable() }).catchall(z.array(z.string()).or(z.number()).nullable());
const TABLE = readTable(
  'levels.json',
  z.object({
    rows: z.array(Row),
    known: z.record(z.string(), z.array(z.string())),
    awards: z.record(z.string(), z.record(z.string(), z.string())),
  }),
);

function valuesOf(row: z.infer<typeof Row>, framework: Framework): string[] {
  const values = row[framework];
  return Array.isArray(values) ? values : [];
}

const LONGEST = 200;
const NAMES: [RegExp, Framework][] = [
  [/\b(?:FHEQ|Framework for Higher Education Qualifications)\b/i, 'FHEQ'],
  [/\b(?:RQF|QCF|NQF|Ofqual|Regulated Qualifications Framework)\b/i, 'RQF'],
  [/\bSCQF\b/i, 'SCQF'],
  [/\bCQFW\b/i, 'CQFW'],
  [/\bNFQ\b/i, 'NFQ'],
  [/\bEQF\b/i, 'EQF'],
  [/\bAQF\b/i, 'AQF'],
  [/\bISCED\b/i, 'ISCED'],
  [/\b(?:OU|Open University)\b/i, 'OU'],
];
const VALUE = /\b(?:entry(?:\s+level)?\s*[1-3]|(?:1[0-2]|\d)(?:\s?(?:\/|-|–|or)\s?(?:1[0-2]|\d))?)(?![\p{L}\d.])/iu;

/**
 * "SCQF Level 7", "Level 7 (FHEQ)", "Entry 3" with a hint, "Graduate Certificate" with the AQF as hint → a level of that
 * framework, with `eqf` where the framework is referenced to it. Null without a framework, for a value that it does not
 * have, and for two frameworks at once.
 */
export function parseLevel(text: string, { framework }: { framework?: Framework } = {}): Level | null {
  if (text.length > LONGEST) return null;
  const named = NAMES.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);
  const sure = named.length === 0 ? framework : named.length === 1 ? named[0] : undefined;
  if (!sure) return null;
  const award = lookUp(TABLE.awards[sure] ?? {}, text.trim().toLowerCase().replace(/’|'/g, '').replace(/\s+/g, ' '));
  const value = award ?? valueIn(text, sure);
  return value === null || value === undefined ? null : levelOf(sure, value);
}

function valueIn(text: string, framework: Framework): string | null {
  if (
    framework === 'OU' &&
    /^\s*(?:(?:OU|Open University)\s+)?(?:level\s+)?(?:M|masters?|postgraduate)\s*$/i.test(text)
  )
    return 'M';
  const found = VALUE.exec(text);
  const again = found && VALUE.exec(text.slice(found.index + found[0].length));
  if (!found || again) return null;
  const entry = /entry\D*([1-3])/i.exec(found[0]);
  return entry ? `Entry ${entry[1]}` : found[0].replace(/\s?(?:\/|-|–|or)\s?/, '/');
}

/** A level if the framework has it, with its EQF level; a double value ("9/10") only where both are referenced alike. */
export function levelOf(framework: Framework, value: string): Level | null {
  const parts = value.split('/');
  const rows = parts.map((part) => TABLE.rows.find((row) => valuesOf(row, framework).includes(part)));
  if (rows.every((row) => row !== undefined)) {
    const eqf = rows[0]?.eqf;
    return { framework, value, ...(eqf && rows.every((row) => row.eqf === eqf) && { eqf }) };
  }
  return TABLE.known[framework]?.includes(value) ? { framework, value } : null;
}

/** EQF level 1–8 of a framework's level, or null where it is not referenced. */
export function eqfOf(framework: Framework, value: string): number | null {
  return levelOf(framework, value)?.eqf ?? null;
}

/** The same rung in another framework as a guide ("OU 1" in FHEQ: "4"; "FHEQ 6" in SCQF: "9/10"); null: no such rung. */
export function levelIn(level: Level, framework: Framework): string | null {
  if (level.framework === framework) return level.value;
  const row = TABLE.rows.find((one) =>
    level.value.split('/').some((part) => valuesOf(one, level.framework).includes(part)),
  );
  const values = row ? valuesOf(row, framework) : [];
  return values.length > 0 ? values.join('/') : null;
}

const WORDS: [RegExp, z.infer<typeof Difficulty>][] = [
  [/^(?:all levels|mixed|any level|all)$/, 'mixed'],
  [/^(?:beginners?|introductory|introduction|new|foundation|novice|starter|basic|entry)$/, 'beginner'],
  [/^(?:intermediate)$/, 'intermediate'],
  [/^(?:advanced|experts?)$/, 'advanced'],
];

/** "Beginner Level", "All Levels", "Expert" → how hard a platform says it is. Anything else, "mixed/not-mentioned" too: null. */
export function parseDifficulty(text: string): z.infer<typeof Difficulty> | null {
  if (text.length > LONGEST) return null;
  const whole = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const word = whole === 'all levels' ? whole : whole.replace(/ level$/, '');
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}
