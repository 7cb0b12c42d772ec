/** Woven facts with what Cairn links them to: subjects of the browse tree and skills of the vocabulary. */
import type { Facts } from '../rules/merging.js';
import type { StoredFacts } from '../schema.js';

export function factsToShow({ skills, ...facts }: Facts): StoredFacts {
  const stated = skills.map((skill) => skill.label);
  return { ...facts, ...(stated.length > 0 ? { statedSkills: stated } : {}), browse: [], skills: [] };
}
