/** What a list comes to, in sentences: its headline, what would change it, what the first gives up, how sure it is. Pure. */
import type { Valued } from '../../discovery/index.js';
import { countOf } from '../../ui/index.js';
import type { Cost, GuideItem, Relaxation, Stability } from '../schema/answer.js';
import { QUESTION_LABELS } from '../schema/question.js';
import { CAUTION, type Compiled } from './compile.js';
import type { Steadiness } from './ranking.js';

/** From here a course fits well; below the other it hardly does. */
const WELL = 0.6;
const HARDLY = 0.35;
/** What stands so far above the next stands out. */
const AHEAD = 0.08;
const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

type Standing = {
  /** Of all kept, best first. */
  points: readonly number[];
  total: number;
  /** She set a limit that must hold. */
  hasMust: boolean;
  /** Something is known in favour of the first, on any question. */
  isAnswered: boolean;
  /** What the first must not exceed is not known of it. */
  isOpen: boolean;
};

/** "Three courses fit you well. One stands out." */
export function headlineOf({ points, total, hasMust, isAnswered, isOpen }: Standing): string {
  const [first, second] = points;
  if (total === 0 || first === undefined) {
    return hasMust ? 'No course has all that you must have.' : 'We found no course for these words.';
  }
  if (!isAnswered) return 'Nothing that is known of any course answers this.';
  const well = points.filter((one) => one >= WELL).length;
  if (well === 0) {
    return first < HARDLY
      ? 'No course fits you well. These come nearest.'
      : 'No course fits on all counts. These come nearest.';
  }
  const many = well > 10 ? 'More than ten' : (WORDS[well] ?? String(well));
  const verb = isOpen ? 'may fit' : well === 1 ? 'fits' : 'fit';
  const fits = `${well === 1 ? 'One course' : `${many} courses`} ${verb} you well.`;
  if (isOpen) return `${fits} Ask before you choose.`;
  if (well === 1) return fits;
  return first - (second ?? 0) >= AHEAD ? `${fits} One stands out.` : fits;
}

type Eased = {
  part: Compiled['parts'][number];
  step: number;
  adds: number;
  best: { num: number; points: number } | null;
};

/** For each hard limit the first step of easing by which a course comes in; those that bring the most first. */
export function easings({ parts }: Compiled, { eased }: Pick<Valued, 'eased'>): Eased[] {
  const seen = new Set<string>();
  return parts
    .flatMap((part, at) => {
      const steps = eased[at] ?? [];
      const step = steps.findIndex(({ adds }, nth) => adds > 0 && part.easing[nth] !== undefined);
      const found = steps[step];
      return found ? [{ part, step, adds: found.adds, best: found.best }] : [];
    })
    .toSorted((a, b) => (b.best?.points ?? 0) - (a.best?.points ?? 0) || b.adds - a.adds)
    .filter(({ part }) => !seen.has(part.limit) && seen.add(part.limit));
}

/** Its place is not told in words: with a limit eased every course is valued anew, and only asking again tells where it stands. */
export function relaxationOf({ part, step, adds }: Eased, best: Relaxation['best']): Relaxation {
  const easing = part.easing[step];
  const change = easing?.change ?? '';
  return {
    question: part.question,
    limit: part.limit,
    change,
    set: easing?.set ?? { path: part.limit, value: null },
    adds,
    best,
    sentence: `With ${change}, ${countOf(adds, 'more course')} ${adds === 1 ? 'comes' : 'come'} in${best ? `. ${ofThem(adds)} is “${best.title}”` : ''}.`,
  };
}

function ofThem(adds: number): string {
  return adds === 1 ? 'It' : 'The best of them';
}

/** Where the first loses most of what a perfect course would have, by question; what is a hundredth or less is not told. */
export function costsOf(winner: Pick<GuideItem, 'questions'> | undefined): Cost[] {
  return (winner?.questions ?? [])
    .map(({ name, weight, value: [low, high], short }) => ({
      question: name,
      points: Math.round(weight * (1 - low - CAUTION * (high - low)) * 1_000) / 1_000,
      sentence: short,
    }))
    .filter(({ points }) => points > 0.01)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, 3)
    .map((cost) => ({
      ...cost,
      sentence: `${QUESTION_LABELS[cost.question]}: ${Math.round(cost.points * 100)} of 100 points (${cost.sentence}).`,
    }));
}

/** "First in 86 of 100 other ways to weigh your six answers." Equal ones are first together, and that is said. */
export function stabilityOf(
  { tried, first, equals }: Steadiness,
  answered: number,
  rivals: Stability['rivals'],
): Stability {
  const shared = equals === 0 ? '' : `${othersInWords(equals)} as good on every answer. `;
  if (answered < 2) {
    const sentence = `${shared}You answered one question, so there is nothing to weigh against it.`;
    return { sentence, tried, first, rivals };
  }
  const of100 = Math.round((100 * first) / tried);
  const answers = `your ${(WORDS[answered] ?? String(answered)).toLowerCase()} answers`;
  const sentence = `${shared}${equals === 0 ? 'First' : 'Together first'} in ${of100} of 100 other ways to weigh ${answers}.`;
  return { sentence, tried, first, rivals };
}

/** Of a list that is cut, no exact number of many. */
function othersInWords(equals: number): string {
  if (equals === 1) return 'One other is';
  return `${equals > MANY ? `More than ${MANY}` : (WORDS[equals] ?? String(equals))} others are`;
}

const MANY = 50;
