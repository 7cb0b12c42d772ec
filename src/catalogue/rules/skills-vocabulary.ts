/** The skills and occupations that ship with Cairn, and the questions asked of them. Facts from `data/`, read once. */
import { z } from 'zod';
import { phraseKey } from './skills-text.js';
import { readTable } from './tables.js';

const Skill = z.object({
  id: z.string(),
  label: z.string(),
  /** Words that mean the same. */
  synonyms: z.array(z.string()),
  /** Narrower words: a course that has them has the skill, but they are not the skill's name. */
  covers: z.array(z.string()),
  type: z.enum(['skill', 'knowledge']),
  group: z.string(),
  /** Address of the same concept in ESCO. */
  esco: z.string().optional(),
  /** CAH codes of level 2 or 3. */
  subjects: z.array(z.string()),
  /** Words with another everyday meaning, and the words of which one must stand beside them. */
  context: z.record(z.string(), z.array(z.string())).optional(),
});
export type Skill = z.infer<typeof Skill>;

const SkillGroup = z.object({ id: z.string(), label: z.string() });
export type SkillGroup = z.infer<typeof SkillGroup>;

const Occupation = z.object({
  id: z.string(),
  label: z.string(),
  synonyms: z.array(z.string()),
  esco: z.string().optional(),
  /** ISCO-08 unit group. */
  isco: z.string().optional(),
  skills: z.array(z.object({ id: z.string(), need: z.enum(['essential', 'useful']) })),
});
export type Occupation = z.infer<typeof Occupation>;

let shipped: Shipped | undefined;
type Shipped = {
  groups: readonly SkillGroup[];
  skills: readonly Skill[];
  byId: ReadonlyMap<string, Skill>;
  /** By folded label or synonym. */
  byName: ReadonlyMap<string, Skill>;
  byEsco: ReadonlyMap<string, Skill>;
  occupations: readonly Occupation[];
};

function vocabulary(): Shipped {
  shipped ??= readVocabulary();
  return shipped;
}

function readVocabulary(): Shipped {
  const { groups, skills } = readTable(
    'skills.json',
    z.object({ groups: z.array(SkillGroup), skills: z.array(Skill) }),
  );
  const byName = new Map<string, Skill>();
  for (const skill of skills) for (const name of skill.synonyms) byName.set(phraseKey(name), skill);
  for (const skill of skills) byName.set(phraseKey(skill.label), skill);
  return {
    groups,
    skills,
    byId: new Map(skills.map((skill) => [skill.id, skill])),
    byName,
    byEsco: new Map(skills.flatMap((skill) => (skill.esco ? [[skill.esco, skill] as const] : []))),
    occupations: readTable('occupations.json', z.array(Occupation)),
  };
}

/** All skills that ship, or those of one group, or those whose subjects lie under a CAH code; in the order of the table. */
export function listSkills(filter: { group?: string; subject?: string } = {}): readonly Skill[] {
  const { skills } = vocabulary();
  const { group, subject } = filter;
  if (group === undefined && subject === undefined) return skills;
  return skills.filter(
    (skill) =>
      (group === undefined || skill.group === group) &&
      (subject === undefined || skill.subjects.some((code) => code === subject || code.startsWith(`${subject}-`))),
  );
}

export function listSkillGroups(): readonly SkillGroup[] {
  return vocabulary().groups;
}

/** By id, which is its slug; by its ESCO address; or by a name that means it ("k8s"). */
export function findSkill(idOrName: string): Skill | null {
  const { byId, byEsco, byName } = vocabulary();
  return byId.get(idOrName) ?? byEsco.get(idOrName) ?? byName.get(phraseKey(idOrName.slice(0, 200))) ?? null;
}

export function listOccupations(): readonly Occupation[] {
  return vocabulary().occupations;
}

/** By id, ESCO address, or a name that means it. */
export function findOccupation(idOrName: string): Occupation | null {
  const { occupations } = vocabulary();
  const key = phraseKey(idOrName.slice(0, 200));
  return (
    occupations.find((one) => one.id === idOrName || one.esco === idOrName) ??
    occupations.find((one) => [one.label, ...one.synonyms].some((name) => phraseKey(name) === key)) ??
    null
  );
}

/** Occupations that need a skill: those for which it is essential first. */
export function occupationsNeeding(skillId: string): { occupation: Occupation; need: 'essential' | 'useful' }[] {
  return vocabulary()
    .occupations.flatMap((occupation) => {
      const need = occupation.skills.find(({ id }) => id === skillId)?.need;
      return need ? [{ occupation, need }] : [];
    })
    .sort((a, b) => rank(a.need) - rank(b.need) || a.occupation.label.localeCompare(b.occupation.label));
}

function rank(need: 'essential' | 'useful'): number {
  return need === 'essential' ? 0 : 1;
}

/**
 * Skills that go with a skill, closest first: needed by the same occupations (counted against how common each is), then
 * of the same group and subject. At most `limit`.
 */
export function relatedSkills(skillId: string, limit = 8): Skill[] {
  const { byId, skills, occupations } = vocabulary();
  const skill = byId.get(skillId);
  if (!skill) return [];
  const scores = new Map<string, number>();
  for (const { skills: needed } of occupations.filter((one) => one.skills.some(({ id }) => id === skillId))) {
    for (const { id } of needed) scores.set(id, (scores.get(id) ?? 0) + 1 / Math.sqrt(frequency(id)));
  }
  for (const other of skills) {
    if (other.group !== skill.group) continue;
    const shared = other.subjects.filter((code) => skill.subjects.includes(code)).length;
    scores.set(other.id, (scores.get(other.id) ?? 0) + 0.1 + 0.15 * shared);
  }
  scores.delete(skillId);
  return [...scores]
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .slice(0, limit)
    .flatMap(([id]) => byId.get(id) ?? []);
}

function frequency(skillId: string): number {
  return vocabulary().occupations.filter((one) => one.skills.some(({ id }) => id === skillId)).length;
}

/** Phrases that mean the same, for search: each group begins with the label. `weight` (0-1) is that of a synonym. */
export function skillSynonyms(): { phrases: string[]; weight: number }[] {
  return vocabulary().skills.flatMap((skill) => {
    const names = [skill.label, ...skill.synonyms].filter((name) => !isEverydayWord(skill, name));
    return names.length > 1 ? [{ phrases: names, weight: 0.9 }] : [];
  });
}

/** "Swift", "Go": as a search they may mean something else. An acronym ("ML") means what it stands for. */
function isEverydayWord(skill: Skill, name: string): boolean {
  return skill.context?.[name] !== undefined && !/^[A-Z]{2,5}$/.test(name);
}
