/** What it teaches of the gap, and what it counts towards. */
import { languageName } from '../../../catalogue/index.js';
import { formatNumber } from '../../../ui/index.js';
import type { GapLine } from '../../schema/gap.js';
import { namesSame } from '../parts/goals.js';
import { TAUGHT } from '../parts/text.js';
import { factOf, fitOf, type Said, someOf, type Told, together } from './told.js';

export function sayGoals(told: Told): Said {
  const lines = told.compiled.gap?.gap ?? [];
  return together([
    ...(lines.length > 0 ? [sayGap(told, lines)] : []),
    ...(fitOf(told, 'goals.next.qualification') ? [sayTowards(told)] : []),
    ...(fitOf(told, 'goals.languages') ? [sayLanguage(told)] : []),
  ]);
}

function sayGap(told: Told, lines: readonly GapLine[]): Partial<Said> {
  const { course } = told;
  const taught = new Set(course.skills.filter(({ relation }) => relation === 'taught').map(({ id }) => id));
  const has = (line: GapLine) =>
    line.known ? taught.has(line.skill) : (fitOf(told, `goals.gap.${line.skill}`)?.low ?? 0) >= TAUGHT;
  const here = lines.filter(has);
  const missing = lines.filter((line) => !has(line));
  const labels = (some: readonly GapLine[]) => some.map(({ label }) => lowerFirst(label));
  const short = `${here.length} of ${lines.length}`;
  if (here.length === 0) return { short, ...(sayPartly(told, missing) ?? sayNone(told, missing)) };
  const mentioned = missing.filter(({ skill }) => course.skills.some(({ id }) => id === skill));
  return {
    short,
    sentences: [
      lines.length === 1
        ? `Teaches ${labels(here)[0]}, which is what you asked for.`
        : missing.length === 0
          ? `Teaches ${lines.length === 2 ? 'both' : `all ${formatNumber(lines.length)}`} skills in your gap.`
          : `Teaches ${here.length} of the ${lines.length} skills in your gap: ${someOf(labels(here))}; missing: ${someOf(labels(missing))}.`,
      ...(mentioned.length > 0 ? [`It mentions ${someOf(labels(mentioned))}, but not as something it teaches.`] : []),
    ],
    facts: [
      ...here.map((line) => factOf(course, line.known ? 'skills' : 'text', line.label, 'skills')),
      ...mentioned.map((line) => factOf(course, 'skills mentioned', line.label, 'skills')),
    ],
  };
}

/** Some of her own words stand in it. */
function sayPartly(told: Told, missing: readonly GapLine[]): Partial<Said> | null {
  const part = missing.find((line) => !line.known && (fitOf(told, `goals.gap.${line.skill}`)?.low ?? 0) > 0);
  if (!part) return null;
  const { course } = told;
  return {
    short: 'some of it',
    sentences: [`It speaks of some of “${part.label}”, not plainly as what it teaches.`],
    facts: [factOf(course, 'title', course.title)],
  };
}

function sayNone({ course, judged }: Told, missing: readonly GapLine[]): Partial<Said> {
  const isThin = judged.some(({ part, fit }) => part.limit === 'goals.gap' && fit.high > fit.low);
  const wanted = someOf(
    missing.map(({ label }) => lowerFirst(label)),
    4,
  );
  if (!isThin) return { sentences: ['Nothing that it is said to teach is in your gap.'], facts: [] };
  return {
    sentences: ['Little but its title is known, so what it teaches cannot be read.'],
    facts: [factOf(course, 'title', course.title)],
    unknown: [{ fact: 'what it teaches', ask: `Does the course teach any of these: ${wanted}?` }],
  };
}

/** "Budgeting" within a sentence; "SQL" stays. */
function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) && !/^[A-Z][a-z]+ [A-Z]/.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}

function sayTowards({ course, compiled }: Told): Partial<Said> {
  const wanted = compiled.question.goals?.next?.qualification;
  const titles = course.stacksInto.map(({ title }) => title);
  const facts = titles.map((title) => factOf(course, 'stacksInto', title));
  if (titles.length === 0) {
    const towards = wanted === undefined ? 'a larger qualification' : wanted;
    return {
      sentences: [],
      unknown: [
        { fact: 'what it counts towards', ask: `Does the course count towards ${towards}, and with how much credit?` },
      ],
    };
  }
  const matching = wanted === undefined ? titles : titles.filter((title) => namesSame(title, wanted));
  if (matching.length > 0) return { sentences: [`It says that it counts towards ${someOf(matching, 2)}.`], facts };
  return { sentences: [`It says that it counts towards ${someOf(titles, 2)}, not towards ${wanted}.`], facts };
}

function sayLanguage({ course, judged }: Told): Partial<Said> {
  const names = course.languages.map((tag) => languageName(tag));
  const ask = { fact: 'the language', ask: 'In which language is the course taught?' };
  if (names.length === 0) return { unknown: [ask] };
  const fits = (judged.find(({ part }) => part.limit === 'goals.languages')?.fit.low ?? 0) > 0;
  return {
    sentences: fits ? [] : [`It is taught in ${someOf(names)}.`],
    facts: [factOf(course, 'languages', someOf(names, 5))],
  };
}
