/** 1. Goals and gap: what it teaches of the gap, what it counts towards, in which language. */
import { type Fit, NEVER } from '../../../discovery/index.js';
import type { GapAnswer, GapLine } from '../../schema/gap.js';
import type { GuideQuestion } from '../../schema/question.js';
import { broken, diminishing, known, open, stepOf } from '../fits.js';
import { type Part, part } from './part.js';
import { textFit } from './text.js';

type Goals = NonNullable<GuideQuestion['goals']>;

/** How much of the question: the gap against what it counts towards, and a language. */
const SHARE = { gap: 0.75, counts: 0.25, language: 0.05 };
/** Free words beyond these are left to the others. */
const MOST_TEXTS = 4;

/** `also`: skills of the development asked for, which make a course worth looking at as well. */
export function goalParts(goals: Goals, { gap }: GapAnswer, also: readonly string[]): Part[] {
  const knownLines = gap.filter((line) => line.known);
  const freeLines = gap.filter((line) => !line.known).slice(0, MOST_TEXTS);
  const total = weightOf([...knownLines, ...freeLines]);
  return [
    ...(knownLines.length > 0 ? [gapPart(knownLines, (SHARE.gap * weightOf(knownLines)) / total)] : []),
    ...freeLines.map((line) => freePart(line, (SHARE.gap * line.weight) / total, gap.length === 1)),
    ...relevance(goals, knownLines, freeLines.length > 0, also),
    ...towards(goals),
    ...(goals.languages ? [languagePart(goals.languages)] : []),
  ];
}

function weightOf(lines: readonly GapLine[]): number {
  return lines.reduce((sum, { weight }) => sum + weight, 0);
}

/** The share of the gap that it teaches. A course of which only the title is known may teach more than can be read from it. */
function gapPart(lines: readonly GapLine[], share: number): Part {
  const total = weightOf(lines);
  const weights = new Map(lines.map(({ skill, weight }) => [skill, weight / total]));
  return part('goals', 'goals.gap', share, {
    of: 'skills',
    weights,
    judge: (sum, thin) => {
      const value = diminishing(sum);
      return thin ? open(value, Math.max(value, 0.6)) : known(value);
    },
  });
}

/** Words that name no skill we know. Where they are all that was asked, a course without them is no answer. */
function freePart({ label, skill }: GapLine, share: number, isAll: boolean): Part {
  return {
    ...part('goals', `goals.gap.${skill}`, share, {
      of: 'text',
      text: label,
      judge: (match) => needed(textFit(match, label), isAll),
    }),
    hard: isAll,
  };
}

function needed(fit: Fit, isNeeded: boolean): Fit {
  return isNeeded && fit.high === 0 ? broken(fit, null) : fit;
}

/** At least so many skills of the gap; one, unless she says otherwise: a course that teaches none of it is no answer. */
function relevance(goals: Goals, lines: readonly GapLine[], hasFreeWords: boolean, also: readonly string[]): Part[] {
  const { teaches } = goals;
  if (lines.length === 0) return [];
  if (teaches === undefined && hasFreeWords) return [];
  const least = Math.min(teaches?.value ?? 1, lines.length);
  const counted = new Map(lines.map(({ skill }) => [skill, 1]));
  if (teaches === undefined) for (const skill of also) counted.set(skill, 1);
  const fewer = [least - 1, least - 2, least - 3].filter((count) => count >= 1);
  return [
    {
      ...part('goals', 'goals.teaches', 0, {
        of: 'skills',
        weights: counted,
        judge: (sum) => {
          const count = Math.round(sum);
          const fit = known(count >= least ? 1 : 0);
          if (count >= least) return fit;
          // What teaches none of it is left out unasked, so it is counted: she may want to see it too.
          return broken(fit, teaches === undefined ? 1 : stepOf(fewer.map((eased) => count >= eased)));
        },
      }),
      hard: teaches?.hard ?? true,
      easing: fewer.map((count) => ({
        change: `${count} of the skills in your gap instead of ${least}`,
        set: { path: 'goals.teaches.value', value: count },
      })),
    },
  ];
}

/** Whether it says that it counts towards the qualification named, or, for the medium term, towards anything. */
function towards(goals: Goals): Part[] {
  const wanted = goals.next?.qualification;
  if (wanted === undefined && goals.term !== 'medium') return [];
  return [
    part('goals', 'goals.next.qualification', SHARE.counts, {
      of: 'set',
      name: 'stacksInto',
      judge: (titles) => countsFit(titles, wanted),
    }),
  ];
}

function countsFit(titles: readonly string[], wanted: string | undefined): Fit {
  if (titles.length === 0) return open(0, 0.5);
  if (wanted === undefined || titles.some((title) => namesSame(title, wanted))) return known(1);
  return known(0.35);
}

/** "MSc Nursing" is named by "MSc in Advanced Nursing": every word of what is wanted stands in the title. */
export function namesSame(title: string, wanted: string): boolean {
  const there = new Set(wordsOf(title));
  const asked = wordsOf(wanted);
  return asked.length > 0 && asked.every((word) => there.has(word));
}

const FILLING: ReadonlySet<string> = new Set(['a', 'an', 'the', 'in', 'of', 'and', 'for', 'degree', 'programme']);

function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && !FILLING.has(word));
}

/** What states no language is let through. */
function languagePart({ value, hard }: NonNullable<Goals['languages']>): Part {
  const wanted = new Set(value.map((tag) => tag.split('-')[0] ?? tag));
  return {
    ...part('goals', 'goals.languages', SHARE.language, {
      of: 'set',
      name: 'language',
      judge: (languages) => {
        if (languages.length === 0) return open(0.6, 1);
        const fits = languages.some((tag) => wanted.has(tag));
        return fits ? known(1) : { low: 0, high: 0, ease: NEVER };
      },
    }),
    hard,
  };
}
