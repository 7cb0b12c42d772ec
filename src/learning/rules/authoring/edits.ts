/** One form of the editor, put into the draft as it stands now. Each throws PartChangedError, FaultyFormError or LearningError 404. */
import type { DraftContent } from '../../schema/draft.js';
import type { ItemType } from '../../schema/index.js';
import {
  readAbout,
  readBank,
  readPolicy,
  readWeek,
  textsOfAbout,
  textsOfBank,
  textsOfPolicy,
  textsOfWeek,
} from './forms/course.js';
import { readCriterion, textsOfCriterion } from './forms/criterion.js';
import { readItem, textsOfItem } from './forms/item.js';
import { readStep, textsOfStep } from './forms/step.js';
import { type Faults, FaultyFormError, refuseChanged, type Texts } from './forms/texts.js';
import { findStep, findWeek, putStep, putWeek } from './outline.js';
import { findBank, findCriterion, findItem, type Holder, keepCriterion, keepItem, putBank } from './questions.js';

/** `opened`: the state at which the form was opened (`stateOf`). */
export type Sent = { texts: Texts; opened: string };

export function editAbout(draft: DraftContent, { texts, opened }: Sent): DraftContent {
  refuseChanged(textsOfAbout(draft), opened);
  const read = readAbout(texts, draft);
  refuseFaulty(read.faults);
  return read.draft;
}

export function editPolicy(draft: DraftContent, { texts, opened }: Sent): DraftContent {
  refuseChanged(textsOfPolicy(draft.policy), opened);
  const { policy, faults } = readPolicy(texts);
  refuseFaulty(faults);
  return { ...draft, policy };
}

export function editWeek(draft: DraftContent, key: string, { texts, opened }: Sent): DraftContent {
  const before = findWeek(draft, key);
  refuseChanged(textsOfWeek(before), opened);
  const { week, faults } = readWeek(texts, before);
  refuseFaulty(faults);
  return putWeek(draft, week);
}

export function editStep(draft: DraftContent, key: string, { texts, opened }: Sent): DraftContent {
  const { step: before } = findStep(draft, key);
  refuseChanged(textsOfStep(before), opened);
  const { step, faults } = readStep(texts, before, draft.banks);
  refuseFaulty(faults);
  return putStep(draft, step);
}

export function editBank(draft: DraftContent, key: string, { texts, opened }: Sent): DraftContent {
  const before = findBank(draft, key);
  refuseChanged(textsOfBank(before), opened);
  const { bank, faults } = readBank(texts, before);
  refuseFaulty(faults);
  return putBank(draft, bank);
}

/** `key` empty: a new question. */
export function editItem(
  draft: DraftContent,
  { holder, key, type }: { holder: Holder; key: string; type: ItemType },
  { texts, opened }: Sent,
): DraftContent {
  if (key !== '') refuseChanged(textsOfItem(findItem(draft, holder, key)), opened);
  const { item, faults } = readItem(texts, type, key);
  if (!item) throw new FaultyFormError(faults);
  return keepItem(draft, holder, item);
}

/** `key` empty: a new criterion. */
export function editCriterion(
  draft: DraftContent,
  { step, key }: { step: string; key: string },
  { texts, opened }: Sent,
): DraftContent {
  if (key !== '') refuseChanged(textsOfCriterion(findCriterion(draft, step, key)), opened);
  const { criterion, faults } = readCriterion(texts, key);
  refuseFaulty(faults);
  return keepCriterion(draft, step, criterion);
}

function refuseFaulty(faults: Faults): void {
  if (Object.keys(faults).length > 0) throw new FaultyFormError(faults);
}
