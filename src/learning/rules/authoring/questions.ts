/** Questions of a quiz or of a bank, and the criteria of a rubric: found, kept, moved, taken out. */
import type { DraftAssignment, DraftContent, DraftDraw, DraftQuiz } from '../../schema/draft.js';
import { type Bank, type Criterion, type Item, LearningError } from '../../schema/index.js';
import { itemKeys, keyFrom, ownItems } from './keys.js';
import { type Direction, findStep, gone, moved, putStep } from './outline.js';

/** Where questions stand: `step:KEY` or `bank:KEY`. */
export type Holder = { kind: 'step' | 'bank'; key: string };
export type Held = { title: string; items: readonly Item[] };

const MOST_BANKS = 40;
const MOST_ITEMS = { step: 100, bank: 500 } as const;

export function holderOf(written: string): Holder {
  const [kind, key = ''] = written.split(':');
  if (kind !== 'step' && kind !== 'bank') throw gone('place for questions');
  return { kind, key };
}

export function heldIn(draft: DraftContent, { kind, key }: Holder): Held {
  if (kind === 'bank') return findBank(draft, key);
  const quiz = findQuiz(draft, key);
  return { title: quiz.title, items: ownItems(quiz) };
}

function findQuiz(draft: DraftContent, key: string): DraftQuiz {
  const { step } = findStep(draft, key);
  if (step.type !== 'quiz') throw gone('quiz');
  return step;
}

export function findBank(draft: DraftContent, key: string): Bank {
  const found = draft.banks.find((bank) => bank.key === key);
  if (!found) throw gone('bank of questions');
  return found;
}

/** A new question gets its key from its words. */
export function keepItem(draft: DraftContent, holder: Holder, item: Item): DraftContent {
  const { items } = heldIn(draft, holder);
  if (item.key !== '' && items.some(({ key }) => key === item.key))
    return putItems(
      draft,
      holder,
      items.map((one) => (one.key === item.key ? item : one)),
    );
  if (items.length >= MOST_ITEMS[holder.kind])
    throw new LearningError(409, `There are ${MOST_ITEMS[holder.kind]} questions here, which is the most.`);
  const key = keyFrom(item.prompt || (item.type === 'cloze' ? item.text : ''), itemKeys(draft), 'question');
  return putItems(draft, holder, [...items, { ...item, key }]);
}

export function findItem(draft: DraftContent, holder: Holder, key: string): Item {
  const found = heldIn(draft, holder).items.find((item) => item.key === key);
  if (!found) throw gone('question');
  return found;
}

export function moveItem(draft: DraftContent, holder: Holder, key: string, direction: Direction): DraftContent {
  findItem(draft, holder, key);
  return putItems(draft, holder, moved(heldIn(draft, holder).items, key, direction));
}

export function removeItem(draft: DraftContent, holder: Holder, key: string): DraftContent {
  findItem(draft, holder, key);
  return putItems(
    draft,
    holder,
    heldIn(draft, holder).items.filter((item) => item.key !== key),
  );
}

function putItems(draft: DraftContent, { kind, key }: Holder, items: Item[]): DraftContent {
  if (kind === 'bank') return putBank(draft, { ...findBank(draft, key), items });
  const quiz = findQuiz(draft, key);
  const drawn = quiz.draws.filter((draw) => 'bank' in draw);
  const own: DraftDraw[] = items.length > 0 ? [{ items }] : [];
  return putStep(draft, { ...quiz, draws: [...own, ...drawn] });
}

export function addBank(draft: DraftContent, title: string): { draft: DraftContent; key: string } {
  if (draft.banks.length >= MOST_BANKS) throw new LearningError(409, `A course has ${MOST_BANKS} banks at most.`);
  const key = keyFrom(
    title,
    draft.banks.map((bank) => bank.key),
    'bank',
  );
  return { key, draft: { ...draft, banks: [...draft.banks, { key, title, items: [] }] } };
}

export function putBank(draft: DraftContent, bank: Bank): DraftContent {
  return { ...draft, banks: draft.banks.map((one) => (one.key === bank.key ? bank : one)) };
}

/** Quizzes no longer draw from it. */
export function removeBank(draft: DraftContent, key: string): DraftContent {
  findBank(draft, key);
  const weeks = draft.weeks.map((week) => ({
    ...week,
    steps: week.steps.map((step) =>
      step.type === 'quiz'
        ? { ...step, draws: step.draws.filter((draw) => !('bank' in draw) || draw.bank !== key) }
        : step,
    ),
  }));
  return { ...draft, weeks, banks: draft.banks.filter((bank) => bank.key !== key) };
}

/** How many a quiz draws from each bank, by its key. */
export function drawnFrom(quiz: DraftQuiz): Map<string, number> {
  const counts = new Map<string, number>();
  for (const draw of quiz.draws) if ('bank' in draw) counts.set(draw.bank, (counts.get(draw.bank) ?? 0) + draw.count);
  return counts;
}

/** Its own questions stay first; what is drawn follows in the order of the banks. */
export function drawing(quiz: DraftQuiz, counts: ReadonlyMap<string, number>): DraftQuiz {
  const same =
    [...drawnFrom(quiz)].every(([bank, count]) => counts.get(bank) === count) && counts.size === drawnFrom(quiz).size;
  if (same) return quiz;
  const own = quiz.draws.filter((draw) => 'items' in draw);
  return { ...quiz, draws: [...own, ...[...counts].map(([bank, count]) => ({ bank, count }))] };
}

export function findAssignment(draft: DraftContent, key: string): DraftAssignment {
  const { step } = findStep(draft, key);
  if (step.type !== 'assignment') throw gone('assignment');
  return step;
}

export function findCriterion(draft: DraftContent, step: string, key: string): Criterion {
  const found = findAssignment(draft, step).rubric.find((criterion) => criterion.key === key);
  if (!found) throw gone('criterion');
  return found;
}

const MOST_CRITERIA = 20;

/** A new criterion gets its key from its words. */
export function keepCriterion(draft: DraftContent, stepKey: string, criterion: Criterion): DraftContent {
  const step = findAssignment(draft, stepKey);
  const known = step.rubric.map(({ key }) => key);
  if (known.includes(criterion.key))
    return putStep(draft, { ...step, rubric: step.rubric.map((one) => (one.key === criterion.key ? criterion : one)) });
  if (known.length >= MOST_CRITERIA) throw new LearningError(409, `A rubric has ${MOST_CRITERIA} criteria at most.`);
  const key = keyFrom(criterion.text, [...known, 'new'], 'criterion');
  return putStep(draft, { ...step, rubric: [...step.rubric, { ...criterion, key }] });
}

export function moveCriterion(draft: DraftContent, stepKey: string, key: string, direction: Direction): DraftContent {
  const step = findAssignment(draft, stepKey);
  return putStep(draft, { ...step, rubric: moved(step.rubric, key, direction) });
}

export function removeCriterion(draft: DraftContent, stepKey: string, key: string): DraftContent {
  findCriterion(draft, stepKey, key);
  const step = findAssignment(draft, stepKey);
  return putStep(draft, { ...step, rubric: step.rubric.filter((one) => one.key !== key) });
}
