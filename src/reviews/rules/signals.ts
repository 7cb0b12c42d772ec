/**
 * Signs that a review is made up. One strong sign, or two weak ones, and it waits for a moderator, who decides with a reason
 * like on any report; its author is told the signs. Nothing here deletes, and nothing here is secret.
 */
import { foldText } from '../../discussion/index.js';
import type { Said } from '../schema.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An account that came this short a time ago is new. */
export const NEW_MS = 7 * DAY;
/** So many reviews of one provider's courses by new accounts within a day are a burst. */
export const BURST = 5;
/** So many reviewers of one provider whose accounts were made within one hour are a row. */
export const ROW = 3;
/** Shorter texts are alike by chance. */
export const TELLING_CHARACTERS = 40;

export type Signal = 'same-text' | 'burst' | 'row' | 'hidden-before' | 'new-extreme' | 'provider-address';
const WEIGHT: Record<Signal, 1 | 2> = {
  'same-text': 2,
  burst: 2,
  row: 2,
  'hidden-before': 2,
  'new-extreme': 1,
  'provider-address': 1,
};
const HOLD_AT = 2;

export const SIGNAL_WORDS: Record<Signal, string> = {
  'same-text': 'another review says the same in the same words',
  burst: 'many reviews of this provider came within a day from new accounts',
  row: 'several reviewers of this provider made their accounts within the same hour',
  'hidden-before': 'an earlier review of this course by the same account was hidden by a moderator',
  'new-extreme': 'the account is new today and gives the highest or the lowest rating throughout',
  'provider-address': 'the mail address of the account is one of the provider’s own',
};

/** Another review: of the same provider in the last week, or with words of its own in the last months. */
export type Seen = {
  isOwn: boolean;
  sameProvider: boolean;
  words: string;
  at: Date;
  /** When its account was made; null: not known. */
  since: Date | null;
};

export type SignalFacts = {
  said: Said;
  /** When the account was made. */
  since: Date;
  now: Date;
  seen: readonly Seen[];
  hiddenBefore: boolean;
  providerAddress: boolean;
};

export function signalsOf(facts: SignalFacts): Signal[] {
  const all: [Signal, boolean][] = [
    ['same-text', isRepeated(facts)],
    ['burst', isBurst(facts)],
    ['row', isRow(facts)],
    ['hidden-before', facts.hiddenBefore],
    ['new-extreme', facts.now.getTime() - facts.since.getTime() < DAY && isExtreme(facts.said)],
    ['provider-address', facts.providerAddress],
  ];
  return all.flatMap(([signal, is]) => (is ? [signal] : []));
}

/** Whether these signs are enough to wait for a moderator. */
export function isToHold(signals: readonly Signal[]): boolean {
  return signals.reduce((sum, signal) => sum + WEIGHT[signal], 0) >= HOLD_AT;
}

/** The words that a review has of its own, for comparing. */
export function wordsOf(said: Pick<Said, 'advantages' | 'disadvantages' | 'suits'>): string {
  return foldText([said.advantages, said.disadvantages, said.suits].filter(Boolean).join(' '));
}

function isRepeated({ said, seen }: SignalFacts): boolean {
  const words = wordsOf(said);
  return words.length >= TELLING_CHARACTERS && seen.some((other) => other.words === words);
}

function isBurst({ since, now, seen }: SignalFacts): boolean {
  if (!isNew(since, now)) return false;
  const others = seen.filter(
    ({ sameProvider, isOwn, at, since }) =>
      sameProvider && !isOwn && now.getTime() - at.getTime() < DAY && since !== null && isNew(since, at),
  );
  return others.length + 1 >= BURST;
}

/** This account and others within one hour: some hour that holds this one holds enough of them. */
function isRow({ since, now, seen }: SignalFacts): boolean {
  if (!isNew(since, now)) return false;
  const times = seen.flatMap(({ sameProvider, isOwn, since }) =>
    sameProvider && !isOwn && since ? [since.getTime()] : [],
  );
  const mine = since.getTime();
  return [mine, ...times]
    .filter((from) => from <= mine && mine - from < HOUR)
    .some((from) => times.filter((time) => time >= from && time - from < HOUR).length + 1 >= ROW);
}

function isNew(since: Date, at: Date): boolean {
  return at.getTime() - since.getTime() < NEW_MS;
}

function isExtreme({ overall, aspects }: Said): boolean {
  if (overall !== 1 && overall !== 5) return false;
  return Object.values(aspects).every((rating) => rating === null || rating === overall);
}
