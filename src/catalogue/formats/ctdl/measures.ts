import { currencyOf } from '../../rules/currencies.js';
import { parseDuration, type StatedWorkload } from '../../rules/duration.js';
import { parseLevel } from '../../rules/levels.js';
import { minorUnits } from '../../rules/money.js';
import { clip } from '../../rules/text.js';
import type { Credit, Price, Raw, Workload } from '../../schema.js';
import { creditOf } from '../readers/facts.js';
import { rawOf } from '../readers/record.js';
import { type Loose, positiveOf, wordsOf } from '../readers/values.js';
import { get, type Index, line, nodesOf, termsOf } from './terms.js';

/** What a cost type is to us; a type that is not here (application, assessment, late fee …) is no price of the course. */
const COSTS: Record<string, Price['kind']> = {
  Tuition: 'full',
  AggregateCost: 'full',
  EnrollmentFee: 'full',
  ProgramSpecificFee: 'full',
  MixedFees: 'full',
  LearningResource: 'materials',
  ProgramMaterials: 'materials',
  TechnologyFee: 'materials',
  Deposit: 'deposit',
};

/** Cost profiles of the node itself, and of the cost manifests it refers to. */
export function pricesOf(node: Loose, index: Index): Price[] {
  const manifests = nodesOf(node, 'commonCosts', index);
  return [node, ...manifests]
    .flatMap((each) => nodesOf(each, 'estimatedCost', index))
    .flatMap((cost) => priceOf(cost) ?? []);
}

function priceOf(cost: Loose): Price | null {
  const types = termsOf(cost, 'directCostType');
  const type = types[0]?.node;
  const kind = type === undefined ? 'full' : Object.hasOwn(COSTS, type) ? COSTS[type] : undefined;
  const words = wordsOf(get(cost, 'price'));
  const stated = wordsOf(get(cost, 'currency'));
  const currency = stated ? currencyOf(stated) : null;
  const amount = words && currency ? minorUnits(words, currency) : null;
  if (!kind || !currency || amount === null || (amount === 0 && kind !== 'full')) return null;
  const pattern = line(cost, 'paymentPattern') ?? '';
  const region = termsOf(cost, 'residencyType')
    .flatMap(({ name }) => name ?? [])
    .join(', ');
  return {
    amount,
    currency,
    kind: /\bper (?:credit|unit|hour)\b/i.test(pattern) ? 'unit' : kind,
    ...(region && { region: clip(region, 200) }),
    raw: clip([words, stated, types[0]?.name, line(cost, 'name'), pattern].filter(Boolean).join(' · '), 500),
    how: 'stated',
  };
}

/** Several profiles may say the same in weeks and in hours; a span is taken at its upper end, as everywhere. */
export function workloadOf(node: Loose, index: Index, raw: Record<string, Raw>): Workload | undefined {
  const profiles = nodesOf(node, 'estimatedDuration', index);
  const read = profiles.flatMap((profile) => durationOf(profile) ?? []);
  const words = profiles.map((profile) =>
    [
      ...['exactDuration', 'minimumDuration', 'maximumDuration', 'timeRequired'].flatMap(
        (name) => wordsOf(get(profile, name)) ?? [],
      ),
      line(profile, 'description') ?? '',
    ]
      .join(' ')
      .trim(),
  );
  if (words.length > 0)
    raw.workload = rawOf(words.join('; '), read[0]?.how ?? 'stated', read.length > 0 ? 'duration' : 'none');
  if (read.length === 0) return undefined;
  return Object.assign({}, ...read.map(({ workload }) => workload));
}

function durationOf(profile: Loose): StatedWorkload | null {
  const exact = wordsOf(get(profile, 'exactDuration')) ?? wordsOf(get(profile, 'timeRequired'));
  if (exact) return parseDuration(exact);
  const longest = wordsOf(get(profile, 'maximumDuration'));
  const read = longest ? parseDuration(longest) : null;
  const isSpan = wordsOf(get(profile, 'minimumDuration')) !== longest;
  return (
    read && {
      workload: { ...read.workload, ...(isSpan && { approximate: true }) },
      how: isSpan ? 'approximate' : read.how,
    }
  );
}

/** The level may name its own framework ("FHEQ Level 7"). */
function creditAt(credit: Credit, level: string | undefined): Credit {
  return { ...credit, level: parseLevel(level ?? '') ?? undefined };
}

/** Hours in a classroom are no credit. */
const NO_CREDIT = /\b(contact|clock) ?hours?\b/i;

export function creditsOf(node: Loose, index: Index, raw: Record<string, Raw>): Credit[] {
  const written: string[] = [];
  const credits = nodesOf(node, 'creditValue', index).flatMap((each): Credit[] => {
    const value = positiveOf(get(each, 'value'));
    const unit = termsOf(each, 'creditUnitType')[0];
    const words = [unit?.name, unit?.node?.replace(/([a-z])([A-Z])/g, '$1 $2')].filter(Boolean).join(' ');
    if (!value) return [];
    written.push(`${value} ${words || 'credits'}`);
    return NO_CREDIT.test(words)
      ? []
      : [creditAt(creditOf(value, unit?.name ?? words, undefined), termsOf(each, 'creditLevelType')[0]?.name)];
  });
  if (written.length > 0) raw.credit = rawOf(written.join('; '), 'parsed', 'credit');
  return credits;
}
