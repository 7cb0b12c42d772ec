/** Woven facts with what Cairn links them to: subjects of the browse tree and skills of the vocabulary. */
import type { Facts } from '../rules/merging.js';
import { matchSkills } from '../rules/skills.js';
import { browseSubjects } from '../rules/subjects.js';
import type { StoredFacts } from '../schema.js';

/** Turns the woven facts into those that are kept. In place: copying forty members costs more than finding the links. */
export function factsToShow(woven: Facts): StoredFacts {
  const stated = woven.skills;
  const browse = browseSubjects(woven).map(({ code, slug, label }) => ({ code, slug, label }));
  const links = matchSkills(woven);
  const facts = Object.assign(woven as Omit<Facts, 'skills'>, { browse, skills: links });
  return stated.length > 0 ? Object.assign(facts, { statedSkills: stated.map((skill) => skill.label) }) : facts;
}
