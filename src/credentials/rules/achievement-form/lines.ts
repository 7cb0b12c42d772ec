/** Entries of the form as people write them, a line each. Each reader throws a `FormFault` that says what to change. */
import { parseCredits, parseLanguage, parseLevel } from '../../../catalogue/index.js';
import type {
  AchievementAlignment,
  AchievementCredit,
  AchievementDraft,
  ResultDescription,
  ResultType,
} from '../../schema/achievement.js';
import { FormFault } from './form-fault.js';

export function refuse(message: string): never {
  throw new FormFault(message);
}

export function within(most: number): (text: string) => string | null {
  return (text) => (text.length > most ? refuse(`Use at most ${most.toLocaleString('en-GB')} characters.`) : text);
}

export function oneOf<T extends string>(options: readonly T[]): (text: string) => T {
  return (text) => options.find((option) => option === text) ?? refuse('Choose one of the list.');
}

export function someOf<T extends string>(options: readonly T[]): (text: string) => T[] {
  return (text) => linesOf(text).map(oneOf(options));
}

export function language(text: string): string {
  return (
    parseLanguage(text) ??
    refuse(`${quoted(text)} is no language that we know. Write its name or code, such as Welsh or cy.`)
  );
}

/** A language that has its words already is refused. */
export function languageBeside(seen: ReadonlySet<string>): (text: string) => string | null {
  return (text) => {
    const found = language(text);
    return seen.has(found) ? refuse('This language has its words already.') : found;
  };
}

export function languages(text: string): string[] {
  return [...new Set(piecesOf(text).map(language))].slice(0, 10);
}

export function webAddress(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 2000)
    refuse(`${quoted(text)} is no web address. It begins with https://`);
  return url.href;
}

export function tags(text: string): string[] {
  const found = [...new Set(piecesOf(text))];
  if (found.length > 30) refuse('Use at most 30 tags.');
  if (found.some((tag) => tag.length > 60)) refuse('Use at most 60 characters for each tag.');
  return found;
}

export function outcomes(text: string): string[] {
  const found = linesOf(text);
  if (found.length > 30) refuse('Use at most 30 outcomes, one a line.');
  if (found.some((one) => one.length > 1000)) refuse('Use at most 1,000 characters for each outcome.');
  return found;
}

export function skills(text: string, skillOf: (name: string) => AchievementAlignment | null): AchievementAlignment[] {
  const names = linesOf(text);
  if (names.length > 30) refuse('Use at most 30 skills.');
  return names.map(
    (name) =>
      skillOf(name) ??
      refuse(
        `${quoted(name)} is no skill of the vocabulary. Use another word for it, or add it below with its address.`,
      ),
  );
}

/** `Name | https://… | Framework | Code`. */
export function alignments(text: string): AchievementAlignment[] {
  const found = linesOf(text).map((each) => {
    const [name = '', url = '', framework, code] = each.split('|').map((part) => part.trim());
    if (name === '' || url === '') refuse(`${quoted(each)}: write the name, a bar, then its web address.`);
    if (name.length > 300 || (framework?.length ?? 0) > 300 || (code?.length ?? 0) > 100)
      refuse(`${quoted(each)} is too long.`);
    return { name, url: webAddress(url), framework: framework || null, code: code || null, type: null };
  });
  return found.length > 30 ? refuse('Use at most 30, one a line.') : found;
}

/** `15 CATS at FHEQ 7`, one a line. */
export function credits(text: string): AchievementCredit[] {
  const found = linesOf(text).map((each) => {
    const [credit, another] = parseCredits(each);
    if (!credit || another) refuse(`${quoted(each)}: write the number and its scheme, such as 15 CATS at FHEQ 7.`);
    if (credit.value > 1000) refuse(`${quoted(each)} is more credit than a degree has.`);
    const { scheme, value } = credit;
    return { scheme, value, level: credit.level ?? parseLevel(each.replace(/^.*?\bat\b/i, '')) };
  });
  return found.length > 6 ? refuse('Use at most six kinds of credit.') : found;
}

export function level(text: string): AchievementDraft['level'] {
  return parseLevel(text) ?? refuse(`${quoted(text)}: write the framework and the level, such as FHEQ 7 or EQF 6.`);
}

export function hours(most: number): (text: string) => number | null {
  return (text) => {
    const found = Number(text.replace(/\s*(hours?|h)$/i, '').replace(',', '.'));
    if (!(found > 0)) refuse('Write a number of hours, such as 7.5.');
    return found > most ? refuse(`Use at most ${most.toLocaleString('en-GB')} hours.`) : found;
  };
}

export function months(text: string): number | null {
  const found = Number(text);
  return Number.isInteger(found) && found > 0 && found <= 600
    ? found
    : refuse('Write a whole number of months, such as 36.');
}

/** `MSc Health Informatics | https://…`; the address may be left out. */
export function towards(text: string): AchievementDraft['stacking']['towards'] {
  const found = linesOf(text).map((each) => {
    const [name = '', url] = each.split('|').map((part) => part.trim());
    if (name === '' || name.length > 300) refuse(`${quoted(each)}: write its name, and behind a bar its address.`);
    return { name, url: url ? webAddress(url) : null };
  });
  return found.length > 10 ? refuse('Use at most ten, one a line.') : found;
}

const KINDS: Record<string, ResultType> = {
  percent: 'Percent',
  score: 'RawScore',
  grade: 'LetterGrade',
  performance: 'PerformanceLevel',
  levels: 'RubricCriterionLevel',
  status: 'Status',
  result: 'Result',
};

/**
 * `Mark | percent | 0 to 100 | 50`, `Grade | grade | C; B; A | C`, `Judgement | levels | Fail = Not yet; Pass [2] = Sound | Pass`:
 * name, kind, values from the lowest, what it takes to pass. Points of a level stand in square brackets.
 */
export function results(text: string): ResultDescription[] {
  const found = linesOf(text).map(result);
  return found.length > 12 ? refuse('Use at most twelve results, one a line.') : found;
}

function result(each: string): ResultDescription {
  const [name = '', kind = 'result', values = '', required = ''] = each.split('|').map((part) => part.trim());
  const type = KINDS[kind.toLowerCase()];
  if (name === '' || name.length > 300) refuse(`${quoted(each)}: begin with a name.`);
  if (!type) refuse(`${quoted(kind)} is no kind of result. Use ${Object.keys(KINDS).join(', ')}.`);
  if (required.length > 100) refuse(`${quoted(each)}: what it takes to pass is too long.`);
  const shared = { name, type, min: null, max: null, required: required || null, allowed: [], levels: [] };
  const [, min, max] = /^(-?[\d.,]+)\s*(?:to|–|-)\s*(-?[\d.,]+)$/.exec(values) ?? [];
  if (min !== undefined && max !== undefined) return { ...shared, min: min.slice(0, 50), max: max.slice(0, 50) };
  const entries = values
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
  if (entries.length > 12) refuse(`${quoted(each)}: use at most twelve values.`);
  if (type !== 'RubricCriterionLevel') {
    if (entries.some((one) => one.length > 100)) refuse(`${quoted(each)}: a value is too long.`);
    return { ...shared, allowed: entries };
  }
  const levels = entries.map(rubricLevel);
  if (levels.length < 2) refuse(`${quoted(each)}: name two levels at least, the lowest first, with ; between them.`);
  if (required !== '' && !levels.some((one) => one.name === required))
    refuse(`${quoted(required)} is none of its levels.`);
  return { ...shared, levels };
}

function rubricLevel(entry: string): ResultDescription['levels'][number] {
  const [head = '', ...rest] = entry.split('=').map((part) => part.trim());
  const [, name = '', points] = /^(.*?)\s*(?:\[([^\]]{1,50})\])?$/s.exec(head) ?? [];
  if (name === '' || name.length > 300) refuse(`${quoted(entry)}: a level begins with its name.`);
  const description = rest.join(' = ');
  if (description.length > 1000) refuse(`${quoted(entry)} is too long.`);
  return { name, description: description || null, points: points ?? null };
}

/** The word of the form for a kind of result. */
export function kindWord(type: ResultType): string {
  return Object.keys(KINDS).find((word) => KINDS[word] === type) ?? 'result';
}

function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((one) => one.replace(/\s+/g, ' ').trim())
        .filter(Boolean),
    ),
  ];
}

function piecesOf(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

function quoted(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;
}
