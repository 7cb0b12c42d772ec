/** Whether an award fits the achievement that it is of. */
import type { AchievementDraft } from '../../schema/achievement.js';
import type { GivenAward } from '../../schema/issuing.js';

/** `field`: `results.1`, as a table calls the column `result 1`. */
export type AwardFault = { field: string; message: string };

/** Null: it fits. */
export function faultOfAward(
  award: GivenAward,
  { results: described }: Pick<AchievementDraft, 'results'>,
): AwardFault | null {
  const seen = new Set<number>();
  for (const { result, value, level } of award.results ?? []) {
    const field = `results.${result}`;
    const of = described[result - 1];
    if (!of)
      return { field, message: `The achievement tells ${told(described.length)}; there is no result ${result}.` };
    if (seen.has(result)) return { field, message: `Result ${result} (“${of.name}”) is given twice.` };
    seen.add(result);
    if (level !== undefined && level > of.levels.length) {
      return { field, message: `“${of.name}” has ${of.levels.length} levels; there is no level ${level}.` };
    }
    if (value !== undefined && of.allowed.length > 0 && !of.allowed.includes(value)) {
      return { field, message: `“${of.name}” takes one of: ${of.allowed.join(', ')}.` };
    }
    const message = value === undefined ? null : faultOfNumber(value, of);
    if (message) return { field, message };
  }
  return null;
}

function told(count: number): string {
  return count === 0 ? 'no results' : count === 1 ? 'one result' : `${count} results`;
}

/** Bounds that are numbers are kept by values that are numbers. */
function faultOfNumber(value: string, { name, min, max }: AchievementDraft['results'][number]): string | null {
  const [low, high] = [numberOf(min), numberOf(max)];
  if (low === null && high === null) return null;
  const number = numberOf(value);
  if (number === null)
    return `“${name}” is a number${low === null ? '' : ` from ${low}`}${high === null ? '' : ` to ${high}`}.`;
  if (low !== null && number < low) return `“${name}” is at least ${low}.`;
  return high !== null && number > high ? `“${name}” is at most ${high}.` : null;
}

function numberOf(text: string | null): number | null {
  if (text === null || !/^-?\d+([.,]\d+)?%?$/.test(text.trim())) return null;
  return Number(text.trim().replace('%', '').replace(',', '.'));
}
