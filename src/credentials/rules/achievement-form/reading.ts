/** The form of an achievement, read: what it says, and for each field that cannot be read what to change. Pure. */
import {
  type AchievementAlignment,
  AchievementDraft,
  AchievementType,
  AssessmentType,
  type BadgeArt,
  BadgeShape,
  Participation,
  QualityAssurance,
  Stackability,
  Supervision,
} from '../../schema/achievement.js';
import type { AchievementFaults, AchievementTexts } from '../achievement-fields.js';
import { colourOf } from '../art/colours.js';
import { FormFault } from './form-fault.js';
import * as read from './lines.js';

/** A skill as credentials name it, found by any of its names. */
export type SkillFinder = (name: string) => AchievementAlignment | null;

/**
 * The draft that the form says. A field at fault is left out of it. `picture`: hash of the uploaded one, which no field can say.
 */
export function readAchievementForm(
  texts: AchievementTexts,
  { skillOf, picture }: { skillOf: SkillFinder; picture: BadgeArt['picture'] },
): { draft: AchievementDraft; faults: AchievementFaults } {
  const faults: AchievementFaults = {};
  const take = <T>(field: string, reader: (text: string) => T, otherwise: T): T => {
    const text = (texts[field] ?? '').trim();
    if (text === '') return otherwise;
    try {
      return reader(text);
    } catch (error) {
      if (!(error instanceof FormFault)) throw error;
      faults[field] = error.message;
      return otherwise;
    }
  };
  const line = (field: string, most = 300) => take(field, read.within(most), null);
  const draft: AchievementDraft = {
    language: take('language', read.language, 'en'),
    name: line('name') ?? '',
    description: line('description', 5000) ?? '',
    criteria: { narrative: line('criteria', 5000) ?? '', url: take('criteria_url', read.webAddress, null) },
    translations: translationsOf(texts, take),
    type: take('type', read.oneOf(AchievementType.options), 'MicroCredential'),
    code: line('code', 100),
    field: line('field'),
    tags: take('tags', read.tags, []),
    taughtIn: take('taught_in', read.languages, []),
    outcomes: take('outcomes', read.outcomes, []),
    alignments: [
      ...take('skills', (text) => read.skills(text, skillOf), []),
      ...take('alignments', read.alignments, []),
    ],
    credits: take('credit', read.credits, []),
    cpdHours: take('cpd_hours', read.hours(2000), null),
    workloadHours: take('workload', read.hours(10_000), null),
    level: take('level', read.level, null),
    assessment: take('assessment', read.someOf(AssessmentType.options), []),
    participation: take('participation', read.oneOf(Participation.options), null),
    supervision: take('supervision', read.oneOf(Supervision.options), null),
    quality: {
      kinds: take('quality', read.someOf(QualityAssurance.options), []),
      statement: line('quality_statement', 2000),
      url: take('quality_url', read.webAddress, null),
    },
    prerequisites: line('prerequisites', 2000),
    stacking: {
      kind: take('stackability', read.oneOf(Stackability.options), null),
      towards: take('stacks_into', read.towards, []),
    },
    validity: { months: take('months', read.months, null), renewal: line('renewal', 1000) },
    evidence: line('evidence', 2000),
    results: take('results', read.results, []),
    art: {
      shape: take('shape', read.oneOf(BadgeShape.options), 'ring'),
      ground: take('ground', colourOf, '#26353c'),
      accent: take('accent', colourOf, '#c9d44f'),
      picture,
    },
  };
  return { draft: AchievementDraft.parse(draft), faults };
}

type Take = <T>(field: string, reader: (text: string) => T, otherwise: T) => T;

function translationsOf(texts: AchievementTexts, take: Take): AchievementDraft['translations'] {
  const places = Array.from({ length: 8 }, (_, at) => `in.${at + 1}`);
  const main = texts.language?.trim().toLowerCase() || 'en';
  const seen = new Set([main]);
  return places.flatMap((place) => {
    const words = ['name', 'description', 'criteria'].some((field) => (texts[`${place}.${field}`] ?? '').trim() !== '');
    const language = take(`${place}.language`, read.languageBeside(seen), null);
    if (!words) return [];
    if (language === null) {
      take(`${place}.name`, () => read.refuse('Say which language this is.'), null);
      return [];
    }
    seen.add(language);
    const text = (field: string, most: number) => take(`${place}.${field}`, read.within(most), '') ?? '';
    const said = { name: text('name', 300), description: text('description', 5000), criteria: text('criteria', 5000) };
    return [{ language, ...said }];
  });
}

/** What must still be said before it can be published. `taken`: the faults of what was said. */
export function faultsBeforePublishing(draft: AchievementDraft, contrastFault: string | null): AchievementFaults {
  return {
    ...(draft.name === '' && { name: 'Give it a name.' }),
    ...(draft.description === '' && { description: 'Say what somebody who has it can do.' }),
    ...(draft.criteria.narrative === '' && { criteria: 'Say what it takes, so that others know what it means.' }),
    ...(contrastFault !== null && draft.art.picture === null && { ground: contrastFault }),
  };
}
