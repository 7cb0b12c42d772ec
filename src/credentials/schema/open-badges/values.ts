/** Values of the published JSON Schemas of Open Badges 3.0 and CLR 2.0, from which the classes are made. */
import { z } from 'zod';
import { isDate, isDateTime } from '../../rules/dates.js';

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

/** A value, or an object that has one for each language. */
function localised<T extends z.ZodType>(value: T) {
  return z.union([value, z.record(z.string().regex(LANGUAGE), value)]);
}

export const Text = localised(z.string());

/** One, or a list of any length. */
export function many<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one)]);
}

/** One, or a list that is not empty. */
export function some<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one).min(1)]);
}

/** Types: any text, or a list with one of each group. */
export function typed(...groups: readonly string[][]) {
  const list = z.array(Text).min(1);
  return z.union([
    Text,
    groups.reduce(
      (all, group) =>
        all.refine((types) => types.some((type) => typeof type === 'string' && group.includes(type)), {
          error: `must name ${group.join(' or ')}`,
        }),
      list,
    ),
  ]);
}

/** The one word, where the standard allows no list. */
export function exactly(word: string) {
  return localised(z.literal(word));
}

/** A closed list that may be extended by `ext:…`. What is not in it is told apart: people use their own words here. */
export function extensible(words: readonly string[]) {
  return z.string().refine((value) => words.includes(value) || /ext:[a-zA-Z0-9|._]+/.test(value), {
    error: 'is not a word of the standard, nor one that starts with ext:',
    params: { vocabulary: true },
  });
}

export const DateTime = z.string().refine(isDateTime, { error: 'is not a date and time such as 2026-11-23T09:00:00Z' });
export const Day = z.string().refine(isDate, { error: 'is not a day such as 2026-11-23' });

export const CompactJws = localised(z.string().regex(/^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$/));
export const Language = localised(z.string().regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/));

/** An address of a context, or a context itself. */
const Context = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** Contexts: the first ones as the standard orders them, then any. The published schemas take a single one as it is. */
export function contexts(...first: readonly (string | RegExp)[]) {
  const ordered = first.reduce<z.ZodType<unknown[]>>(
    (all, expected, index) =>
      all.refine((list) => fits(list[index], expected), {
        error: `must have ${wordsOf(expected)} as number ${index + 1}`,
      }),
    z.array(Context).min(first.length),
  );
  return z.union([Context, ordered]);
}

function fits(value: unknown, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? value === expected : typeof value === 'string' && expected.test(value);
}

function wordsOf(expected: string | RegExp): string {
  return typeof expected === 'string' ? expected : 'the context of its standard';
}
