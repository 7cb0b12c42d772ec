/**
 * The arithmetic of a valuation. Points are whole millionths, so that sums agree in any order; how a limit is failed is one
 * number of 32 bits, so that what several attributes say of a course is their union.
 */
import { type Attribute, EASE_STEPS, type Fit, MOST_ATTRIBUTES, MOST_KEPT, type Valuation } from '../../schema.js';

export const UNIT = 1_000_000;
export const ATTRIBUTE_BITS = (1 << MOST_ATTRIBUTES) - 1;
/** Weights far from a whole of 1 could overflow a sum. */
const MOST_WEIGHT = 100;
const MOST_SKILLS_WEIGHT = 2_000;

/** Throws RangeError, naming what is wrong, before anything is worked out. */
export function checkValuation({ attributes, keep, caution }: Valuation): void {
  if (attributes.length > MOST_ATTRIBUTES)
    throw new RangeError(`A valuation has at most ${MOST_ATTRIBUTES} attributes.`);
  if (!Number.isInteger(keep) || keep < 0 || keep > MOST_KEPT) {
    throw new RangeError(`A valuation keeps 0 to ${MOST_KEPT} courses, not ${keep}.`);
  }
  if (!(caution >= 0 && caution <= 1)) throw new RangeError(`Caution lies between 0 and 1, not at ${caution}.`);
  if (attributes.some(({ weight }) => !(weight >= 0))) throw new RangeError('No weight of a valuation is below 0.');
  for (const attribute of attributes) if (attribute.of === 'skills') checkSkills(attribute.weights);
  const whole = attributes.reduce((sum, { weight }) => sum + weight, 0);
  if (whole > MOST_WEIGHT) throw new RangeError(`The weights of a valuation are ${whole} together, not 1.`);
}

function checkSkills(weights: ReadonlyMap<string, number>): void {
  let whole = 0;
  for (const [skill, weight] of weights) {
    if (!(weight >= 0)) throw new RangeError(`The weight of the skill ${skill} is ${weight}: it must not be below 0.`);
    whole += weight;
  }
  if (whole > MOST_SKILLS_WEIGHT)
    throw new RangeError(`The weights of skills are ${whole} together: too much to add up.`);
}

/** What a judge said, or RangeError: a judge at fault must not quietly move a course. */
export function checkedFit(fit: Fit, attribute: Attribute): Fit {
  const { low, high, ease } = fit;
  if (low >= 0 && low <= high && high <= 1 && ease >= 0) return fit;
  const name = 'name' in attribute ? attribute.name : attribute.of;
  throw new RangeError(
    `A fit of ${name} is ${low} to ${high} with ease ${ease}: it must lie in order between 0 and 1.`,
  );
}

export function pointsOf({ low, high }: Fit, weight: number, caution: number): number {
  return Math.round(UNIT * weight * (low + caution * (high - low)));
}

/**
 * 0: the limit is met, or there is none. Else a bit for the attribute and, above all bits, the step that would meet it; all
 * bits where no step would, so that it counts as several.
 */
export function failureOf({ ease }: Fit, hard: boolean, attribute: number): number {
  if (!hard || ease === 0) return 0;
  return ease <= EASE_STEPS ? (1 << attribute) | (ease << MOST_ATTRIBUTES) : ATTRIBUTE_BITS;
}

/** Classes of courses: 0 meets every limit; the others fail one alone, which a step would ease. */
export const CLASSES = 1 + MOST_ATTRIBUTES * EASE_STEPS;

/** The class of what failed one limit alone. */
export function classOf(failure: number): number {
  return classAt(31 - Math.clz32(failure & ATTRIBUTE_BITS), failure >>> MOST_ATTRIBUTES);
}

/** `step`: 1 to 3. */
export const classAt = (attribute: number, step: number): number => attribute * EASE_STEPS + step;
