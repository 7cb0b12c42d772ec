/** Woven facts with what Cairn links them to: subjects of the browse tree and skills of the vocabulary. */
import type { Facts } from '../rules/merging.js';
import { matchSkills } from '../rules/skills.js';
import { browseSubjects } from '../rules/subjects.js';
import type { StoredFacts } from '../schema.js';

export function factsToShow({ skills, ...facts }: Facts): StoredFacts {
  const stated = skills.map((skill) => skill.label);
  const browse = browseSubjects(facts).map(({ code, slug, label }) => ({ code, slug, label }));
  return {
    ...facts,
    ...(stated.length > 0 ? { statedSkills: stated } : {}),
    browse,
    skills: matchSkills({ ...facts, skills }),
  };
}
