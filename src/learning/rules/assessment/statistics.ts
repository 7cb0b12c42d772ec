/** What ended attempts say about the questions, never about a person. */
import type { ItemResult } from '../../schema/assessment.js';
import type { Item } from '../../schema/index.js';

export type OptionCount = { key: string; text: string; chosen: number; right: boolean };
export type ItemFigures = {
  item: string;
  type: Item['type'];
  prompt: string;
  /** In how many attempts it was asked, and in how many it was left out. */
  asked: number;
  omitted: number;
  /** Mean share of its points, from 0 (nobody) to 1 (everybody). Null: nobody was asked. */
  difficulty: number | null;
  /**
   * Whether those who do well elsewhere in the same attempt do well here: the correlation (point-biserial, where it is right or wrong) of
   * its share with the share of all other points. Null: too few attempts, or no difference among them.
   */
  discrimination: number | null;
  /** How often each was chosen, where there is something to choose. */
  options: OptionCount[];
};

/** Fewer say nothing, and could be somebody. */
export const LEAST_ATTEMPTS = 5;

export function figuresOf(item: Item, attempts: readonly (readonly ItemResult[])[]): ItemFigures {
  const seen = attempts.flatMap((results) => {
    const own = results.find((result) => result.item === item.key);
    return own ? [{ own, rest: shareOf(results.filter((result) => result !== own)) }] : [];
  });
  const shares = seen.map(({ own }) => shareOf([own]) ?? 0);
  const pairs = seen.flatMap(({ rest }, index) => (rest === null ? [] : [[shares[index] ?? 0, rest] as const]));
  return {
    ...{ item: item.key, type: item.type, prompt: item.prompt, asked: seen.length },
    omitted: seen.filter(({ own }) => own.response === null).length,
    difficulty: seen.length === 0 ? null : mean(shares),
    discrimination: pairs.length < LEAST_ATTEMPTS ? null : correlation(pairs),
    options: optionsOf(
      item,
      seen.map(({ own }) => own),
    ),
  };
}

function shareOf(results: readonly ItemResult[]): number | null {
  const most = results.reduce((sum, result) => sum + result.most, 0);
  return most === 0 ? null : results.reduce((sum, result) => sum + result.points, 0) / most;
}

function optionsOf(item: Item, results: readonly ItemResult[]): OptionCount[] {
  const count = (key: string) => results.filter(({ response }) => chosenIn(response).includes(key)).length;
  switch (item.type) {
    case 'choice':
      return item.options.map(({ key, text }) => ({ key, text, chosen: count(key), right: key === item.answer }));
    case 'multiple':
      return item.options.map(({ key, text }) => ({
        key,
        text,
        chosen: count(key),
        right: item.answers.includes(key),
      }));
    case 'hotspot':
      return item.areas.map(({ key, label }) => ({
        ...{ key, text: label, chosen: count(key), right: item.answers.includes(key) },
      }));
    default:
      return [];
  }
}

function chosenIn(response: ItemResult['response']): readonly string[] {
  if (response?.type === 'choice') return response.chosen === null ? [] : [response.chosen];
  return response?.type === 'multiple' || response?.type === 'hotspot' ? response.chosen : [];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's; null where one of the two does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [one, other] = [mean(pairs.map(([left]) => left)), mean(pairs.map(([, right]) => right))];
  const sum = (of: (left: number, right: number) => number) =>
    pairs.reduce((total, [left, right]) => total + of(left - one, right - other), 0);
  const spread = Math.sqrt(sum((left) => left * left) * sum((_, right) => right * right));
  return spread < 1e-12 ? null : Math.max(-1, Math.min(1, sum((left, right) => left * right) / spread));
}
