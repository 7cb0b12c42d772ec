/** The vocabulary that ships is consistent, and large enough to be of use. */
import { describe, expect, it } from 'vitest';
import { phraseKey } from '../rules/skills-text.js';
import {
  findOccupation,
  findSkill,
  listOccupations,
  listSkillGroups,
  listSkills,
  occupationsNeeding,
  relatedSkills,
  skillSynonyms,
} from '../rules/skills-vocabulary.js';
import { subjectTables } from '../rules/subjects-tables.js';

describe('skills', () => {
  const skills = listSkills();

  it('are at least 400, 300 of them with a synonym', () => {
    expect(skills.length).toBeGreaterThanOrEqual(400);
    expect(skills.filter(({ synonyms }) => synonyms.length > 0).length).toBeGreaterThanOrEqual(300);
  });

  it('have plain unique ids, a known group and known subjects', () => {
    const groups = new Set(listSkillGroups().map(({ id }) => id));
    const { cah3, byCode } = subjectTables();
    const official = new Set([...cah3.keys(), ...[...cah3.keys()].map((code) => code.slice(0, 5))]);
    expect(new Set(skills.map(({ id }) => id)).size).toBe(skills.length);
    for (const skill of skills) {
      expect(skill.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(groups).toContain(skill.group);
      expect(skill.subjects.length).toBeGreaterThan(0);
      for (const code of skill.subjects) {
        expect(official, `${skill.id}: ${code}`).toContain(code);
        expect(byCode.has(code.slice(0, 2))).toBe(true);
      }
    }
  });

  it('share no phrase with another skill', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const skill of skills) {
      for (const key of new Set([skill.label, ...skill.synonyms, ...skill.covers].map(phraseKey))) {
        expect(key).not.toBe('');
        const owner = owners.get(key);
        if (owner && owner !== skill.id) shared.push(`${key}: ${owner}, ${skill.id}`);
        owners.set(key, skill.id);
      }
    }
    expect(shared).toEqual([]);
  });

  it('name a context only for their own phrases, in single plain words', () => {
    for (const skill of skills) {
      for (const [phrase, context] of Object.entries(skill.context ?? {})) {
        expect([skill.label, ...skill.synonyms, ...skill.covers]).toContain(phrase);
        expect(context.length).toBeGreaterThan(0);
        for (const word of context) expect(word).toMatch(/^[a-z0-9#]+$/);
      }
    }
  });

  it('link to ESCO at most once each', () => {
    const addresses = skills.flatMap(({ esco }) => esco ?? []);
    expect(addresses.length).toBeGreaterThan(250);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const one of addresses) expect(one).toMatch(/^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f-]{36}$/);
  });

  it('are found by id, ESCO address and any name that means them', () => {
    for (const skill of skills) {
      expect(findSkill(skill.id)).toBe(skill);
      if (skill.esco) expect(findSkill(skill.esco)).toBe(skill);
      for (const name of [skill.label, ...skill.synonyms]) expect(findSkill(name)).toBe(skill);
    }
    expect(findSkill('no such skill')).toBeNull();
    expect(listSkills({ group: 'cyber' }).every(({ group }) => group === 'cyber')).toBe(true);
    expect(listSkills({ subject: '02' }).map(({ id }) => id)).toContain('nursing-practice');
  });
});

describe('occupations', () => {
  const occupations = listOccupations();

  it('are at least 80, each with eight known skills or more, some essential', () => {
    expect(occupations.length).toBeGreaterThanOrEqual(80);
    for (const { id, skills } of occupations) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(skills.length, id).toBeGreaterThanOrEqual(8);
      expect(new Set(skills.map((one) => one.id)).size).toBe(skills.length);
      for (const one of skills) expect(findSkill(one.id)?.id, id).toBe(one.id);
      expect(skills.some(({ need }) => need === 'essential')).toBe(true);
    }
  });

  it('share no name', () => {
    const names = occupations.flatMap(({ label, synonyms }) => [label, ...synonyms].map(phraseKey));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('are found by any of their names', () => {
    expect(findOccupation('Software Engineer')?.id).toBe('software-developer');
    expect(findOccupation('registered-nurse')?.label).toBe('Registered nurse');
    expect(findOccupation('wizard')).toBeNull();
  });

  it('that need a skill come with those first for which it is essential', () => {
    const needs = occupationsNeeding('python-programming').map(({ need }) => need);
    expect(needs.length).toBeGreaterThan(3);
    expect(needs.join()).toBe([...needs].sort().join());
  });
});

it('skills that go together are related, never to themselves', () => {
  const related = relatedSkills('machine-learning').map(({ id }) => id);
  expect(related).toHaveLength(8);
  expect(related).not.toContain('machine-learning');
  expect(related).toContain('deep-learning');
  expect(relatedSkills('no-such-skill')).toEqual([]);
});

it('synonyms for search are whole, and leave out everyday words', () => {
  const groups = skillSynonyms();
  expect(groups.length).toBeGreaterThan(300);
  const phrases = groups.flatMap((group) => group.phrases);
  expect(phrases).toEqual(expect.arrayContaining(['K8s', 'SEO', 'ML']));
  for (const word of ['Go', 'Swift', 'R', 'Excel', 'Spring', 'Unity', 'React']) expect(phrases).not.toContain(word);
  for (const { phrases: names, weight } of groups) {
    expect(names.length).toBeGreaterThan(1);
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThanOrEqual(1);
  }
});
