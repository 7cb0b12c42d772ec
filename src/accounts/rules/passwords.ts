/** How hard a password is to guess, by zxcvbn (Wheeler, USENIX Security 2016), with English words and names known. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english, translations } from '@zxcvbn-ts/language-en';

let judge: ZxcvbnFactory | undefined;

/** Longer ones are judged by their beginning: the time to judge grows with the square of the length. */
const JUDGED = 100;

/**
 * What is wrong with a password, in a sentence; null: it will do. Good enough is a score of 3 of 4: more than 10^8
 * guesses. `about` are words an attacker knows of the person, such as name and address.
 */
export function weaknessOf(password: string, about: readonly string[]): string | null {
  if (password.length < 8) return 'Use at least 8 characters. Three or four unrelated words are easy to remember.';
  if (password.length > 500) return 'Use at most 500 characters.';
  judge ??= new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs, translations });
  const { score, feedback } = judge.check(password.slice(0, JUDGED), about.flatMap(wordsOf));
  if (score >= 3) return null;
  const reason = feedback.warning ? `${feedback.warning.replace(/\.$/, '')}. ` : '';
  return `This password is easy to guess. ${reason}Three or four unrelated words are easy to remember and hard to guess.`;
}

function wordsOf(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
}
