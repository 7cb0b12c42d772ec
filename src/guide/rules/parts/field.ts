/** 2. What is new in the field: whether it is about the development, and whether its content is younger than that. */
import type { Attribute, Fit, TextMatch } from '../../../discovery/index.js';
import type { GuideQuestion } from '../../schema/question.js';
import { dayNumber } from '../days.js';
import { broken, diminishing, known, open, stepOf } from '../fits.js';
import { type Context, type Part, part } from './part.js';
import { textFit } from './text.js';

type Field = NonNullable<GuideQuestion['field']>;

const SHARE = { match: 0.7, fresh: 0.3 };
/** Content loses its worth over three years before the day asked for. */
const FADES_DAYS = 3 * 365;
const EASED_DAYS = [183, 365, 730];

/** `screened`: another question says already which courses are worth looking at. */
export function fieldParts(field: Field, { development, today }: Context, screened: boolean): Part[] {
  const skills = development?.skills ?? [];
  const text = field.text ?? development?.title;
  const parts: Part[] = [];
  if (skills.length > 0) parts.push(skillsPart(skills, text === undefined ? SHARE.match : SHARE.match / 2));
  if (text !== undefined) {
    const share = skills.length > 0 ? SHARE.match / 2 : SHARE.match;
    parts.push(textPart(text, share, !screened && skills.length === 0));
  }
  if (!screened && skills.length > 0) parts.push(relevantSkills(skills));
  if (parts.length === 0 && field.since === undefined) return [];
  return [...parts, freshPart(field, since(field, development, today))];
}

/** The day asked for, else that of the development, else two years ago. */
export function since(field: Field, development: Context['development'], today: string): string {
  return field.since?.value ?? development?.day ?? `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
}

function skillsPart(skills: readonly string[], share: number): Part {
  return part('field', 'field.development', share, {
    of: 'skills',
    weights: new Map(skills.map((skill) => [skill, 1 / skills.length])),
    judge: (sum, thin) => {
      const value = diminishing(sum);
      return thin ? open(value, Math.max(value, 0.5)) : known(value);
    },
  });
}

function relevantSkills(skills: readonly string[]): Part {
  return {
    ...part('field', 'field.relevant', 0, {
      of: 'skills',
      weights: new Map(skills.map((skill) => [skill, 1])),
      judge: (sum): Fit => (sum > 0.5 ? known(1) : broken(known(0), null)),
    }),
    hard: true,
  };
}

function textPart(text: string, share: number, isAll: boolean): Part {
  const judge = (match: TextMatch | null): Fit => {
    const fit = textFit(match);
    return isAll && fit.high === 0 ? broken(fit, null) : fit;
  };
  return { ...part('field', 'field.text', share, { of: 'text', text, judge }), hard: isAll };
}

/** Changed on the day or later: fresh. Before: less by the year. Never said: it may be either. */
function freshPart(field: Field, day: string): Part {
  const from = dayNumber(day);
  const hard = field.since?.hard ?? false;
  const judge: Extract<Attribute, { of: 'number' }>['judge'] = (changed) => {
    if (changed === null) return open(0, 1);
    const fit = known(1 - Math.max(0, from - changed) / FADES_DAYS);
    return changed >= from ? fit : broken(fit, stepOf(EASED_DAYS.map((days) => changed >= from - days)));
  };
  return {
    ...part('field', 'field.since', SHARE.fresh, { of: 'number', name: 'refreshed', judge }),
    hard,
    easing: EASED_DAYS.map((days, at) => ({
      change: `content up to ${['half a year', 'a year', 'two years'][at]} older`,
      set: { path: 'field.since.value', value: isoDay(from - days) },
    })),
  };
}

function isoDay(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}
