/** What sentences are made of: the course as it stands, the fits that ranked it, and what each sentence has to give. */
import { type Course, nextOffering, type Offering } from '../../../catalogue/index.js';
import type { Fit, SearchItem } from '../../../discovery/index.js';
import type { ReviewSummary } from '../../../reviews/index.js';
import type { Fact } from '../../schema/answer.js';
import type { QuestionName } from '../../schema/question.js';
import type { Compiled } from '../compile.js';
import type { Part } from '../parts/part.js';

/** A course with the fits of each part, in the order of `compiled.parts`. */
export type Weighed = {
  course: Course;
  card: SearchItem;
  reviews: ReviewSummary | null;
  fits: readonly Fit[];
};

export type Judged = { part: Part; fit: Fit };

/** What the sentences of one question are told from. */
export type Told = Weighed & {
  compiled: Compiled;
  next: Offering | null;
  judged: readonly Judged[];
};

export type Said = {
  short: string;
  /** Joined by spaces into the sentence of the question. */
  sentences: string[];
  facts: Fact[];
  unknown: { fact: string; ask: string }[];
};

export function tell(weighed: Weighed, compiled: Compiled, question: QuestionName): Told {
  const judged = compiled.parts.flatMap((part, at) => {
    const fit = weighed.fits[at];
    return part.question === question && fit ? [{ part, fit }] : [];
  });
  return { ...weighed, compiled, judged, next: nextOffering(weighed.course, compiled.context.today) };
}

/** The fit of one part of the question; undefined: it was not asked. */
export function fitOf({ judged }: Pick<Told, 'judged'>, limit: string): Fit | undefined {
  return judged.find(({ part }) => part.limit === limit)?.fit;
}

/** A fact with its source: of the field, else of the course as a whole. */
export function factOf(course: Course, field: string, value: string, of: string = field): Fact {
  const from = course.provenance[of];
  const whole = course.sources.find(({ preferred }) => preferred) ?? course.sources[0];
  return {
    field,
    value,
    source: from?.sourceName ?? whole?.name ?? null,
    checked: from?.checked ?? whole?.checked ?? null,
  };
}

/** Several sayings of one question as one: the first that has a short form gives it. */
export function together(parts: readonly Partial<Said>[]): Said {
  return {
    short: parts.find(({ short }) => short !== undefined)?.short ?? 'not known',
    sentences: parts.flatMap(({ sentences }) => sentences ?? []),
    facts: parts.flatMap(({ facts }) => facts ?? []),
    unknown: parts.flatMap(({ unknown }) => unknown ?? []),
  };
}

/** "a, b and c"; of many the first few and how many more. */
export function someOf(words: readonly string[], most = 3): string {
  const shown = words.length > most + 1 ? words.slice(0, most) : words;
  const more = words.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
