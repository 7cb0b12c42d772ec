/** What makes a step the same step in another edition. */
import { sha256 } from '../../../platform/crypto/index.js';
import type { DraftContent, DraftQuiz, DraftStep } from '../../schema/draft.js';
import type { Item } from '../../schema/index.js';

type Plain = Record<string, unknown>;

/**
 * For each step by its key: the SHA-256 (hexadecimal) of what a learner meets there, with the banks that it draws from. How long it takes,
 * whether it is required, what it serves and what it asks in private may change without making it another step.
 */
export function digestsOf(content: DraftContent): Record<string, string> {
  const steps = content.weeks.flatMap((week) => week.steps);
  return Object.fromEntries(steps.map((step) => [step.key, digestOf(metIn(step, content))]));
}

export function digestOf(met: Plain): string {
  return sha256(canonicalJson(met));
}

/** What a learner meets in a step. */
export function metIn(step: DraftStep, content: DraftContent): Plain {
  const { minutes, required, outcomes, reflection, ...met } = step;
  return met.type === 'quiz' ? { ...met, draws: drawnBy(met, content.banks) } : met;
}

function drawnBy({ draws }: Pick<DraftQuiz, 'draws'>, banks: DraftContent['banks']): Plain[] {
  return draws.map((draw) =>
    'items' in draw
      ? { items: draw.items.map(asked) }
      : { count: draw.count, items: (banks.find(({ key }) => key === draw.bank)?.items ?? []).map(asked) },
  );
}

/** Which outcomes a question serves is for staff. */
function asked({ outcomes, ...item }: Item): Plain {
  return item;
}

/** JSON with its keys in order, so that the same content has the same digest however it was kept. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, held]) => held !== undefined);
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`).join(',')}}`;
}
