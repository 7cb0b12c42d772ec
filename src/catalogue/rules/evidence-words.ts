/** What speaks for and against two listings being one course, in words for whoever decides. Pure. */
import { confirms, contradicts, type Identity, namedApart, sharesIdentifier } from './merging-evidence.js';

export type Evidence = { speaks: 'for' | 'against'; words: string };

export function evidenceBetween(a: Identity, b: Identity): Evidence[] {
  const found: Evidence[] = [];
  const say = (holds: boolean, speaks: Evidence['speaks'], words: string) => {
    if (holds) found.push({ speaks, words });
  };
  say(sharesIdentifier(a, b), 'for', 'they share an identifier');
  say(a.urlKey !== null && a.urlKey === b.urlKey, 'for', 'they have the same page');
  say(a.titleKey === b.titleKey, 'for', 'they have the same title');
  say(a.titleKey === b.titleKey && confirms(a, b) && !sharesIdentifier(a, b), 'for', 'what else they state fits');
  say(namedApart(a, b), 'against', 'their identifiers of one scheme differ');
  say(a.level !== null && b.level !== null && a.level !== b.level, 'against', 'their levels differ');
  say(a.weeks !== null && b.weeks !== null && a.weeks !== b.weeks, 'against', 'their lengths differ');
  say(a.titleKey !== b.titleKey, 'against', 'their titles differ');
  say(a.urlKey !== null && b.urlKey !== null && a.urlKey !== b.urlKey, 'against', 'their pages differ');
  say(contradicts(a, b) && !found.some(({ speaks }) => speaks === 'against'), 'against', 'they contradict each other');
  return found;
}
