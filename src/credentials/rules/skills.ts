/** Skills as alignments: by their address in ESCO where they have one, else by their page here. Pure. */
import type { AchievementAlignment } from '../schema/achievement.js';

export const ESCO = 'ESCO';
export const OUR_SKILLS = 'Cairn skills';

/** `esco`: its address there. */
export function skillAlignment(
  skill: { id: string; label: string; esco?: string | undefined },
  origin: string,
): AchievementAlignment {
  const shared = { name: skill.label, code: null };
  return skill.esco
    ? { ...shared, url: skill.esco, framework: ESCO, type: 'ext:ESCOSkill' }
    : { ...shared, url: `${origin}/skills/${skill.id}`, framework: OUR_SKILLS, type: null };
}

/** Whether an alignment is a skill that the vocabulary named, and no line that somebody wrote. */
export function isNamedSkill({ framework, type }: AchievementAlignment): boolean {
  return (framework === ESCO && type === 'ext:ESCOSkill') || framework === OUR_SKILLS;
}
