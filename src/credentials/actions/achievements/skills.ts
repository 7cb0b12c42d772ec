/** Names of skills, found in the vocabulary that ships and in a taxonomy that was loaded. */
import { findSkill, findTaxonomySkillNamed } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { SkillFinder } from '../../rules/achievement-form/index.js';
import { skillAlignment } from '../../rules/skills.js';
import type { AchievementAlignment } from '../../schema/achievement.js';

const MOST = 30;

/** A finder for the names in these lines. */
export async function skillFinder(db: Db, lines: string, origin: string): Promise<SkillFinder> {
  const found = new Map<string, AchievementAlignment>();
  for (const name of lines.split('\n').map(plain).filter(Boolean).slice(0, MOST)) {
    const ours = findSkill(name);
    const theirs = ours ? null : await findTaxonomySkillNamed(db, name.slice(0, 300));
    if (ours) found.set(name, skillAlignment(ours, origin));
    else if (theirs) found.set(name, skillAlignment({ id: '', label: theirs.label, esco: theirs.uri }, origin));
  }
  return (name) => found.get(plain(name)) ?? null;
}

function plain(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
