/**
 * The completeness meter: what a credential says of what each framework asks. A count, never a claim of conformance: whether what is
 * said is good enough is for people to judge.
 */
import type { JsonObject } from '../../engine/types.js';
import type { AchievementDraft } from '../../schema/achievement.js';
import { type Facts, factsOfDocument, factsOfDraft } from './facts.js';
import { FRAMEWORKS, type Framework, type FrameworkElement } from './frameworks.js';

/** `at-issue`: each credential brings it. `not-needed`: asked for only where it applies, and not said. */
export type ElementState = 'there' | 'at-issue' | 'missing' | 'not-needed';

/** `field`: of the form where it is filled in; null: it comes with the organisation or the credential. */
export type ElementFound = FrameworkElement & { state: ElementState };

/** `there` of `needed`: its required elements. */
export type Completeness = Omit<Framework, 'elements'> & {
  elements: readonly ElementFound[];
  there: number;
  needed: number;
};

/**
 * One answer for each framework: of a draft, with the country of whoever awards it, or of any credential. An empty list: the document
 * is no Open Badge of version 3.
 */
export function completenessOf(
  given: { draft: AchievementDraft; country: string | null } | { document: JsonObject },
): Completeness[] {
  const facts = 'draft' in given ? factsOfDraft(given.draft, given) : factsOfDocument(given.document);
  return facts === null ? [] : FRAMEWORKS.map((framework) => meter(framework, facts));
}

function meter(framework: Framework, facts: Facts): Completeness {
  const elements = framework.elements.map((element) => ({ ...element, state: stateOf(element, facts) }));
  const needed = elements.filter(
    ({ need, state }) => need === 'required' || (need === 'where-it-applies' && isSaid(state)),
  );
  return { ...framework, elements, needed: needed.length, there: needed.filter(({ state }) => isSaid(state)).length };
}

function stateOf({ fact, need }: FrameworkElement, facts: Facts): ElementState {
  const said = facts[fact];
  return said === 'missing' && need === 'where-it-applies' ? 'not-needed' : said;
}

function isSaid(state: ElementState): boolean {
  return state === 'there' || state === 'at-issue';
}
