/** The fields of the form of an achievement, in its order, with their names. */
export const FIELD_LABELS = {
  course: 'Course that it ends',
  name: 'Name',
  description: 'What somebody who has it can do',
  type: 'Kind of achievement',
  language: 'Language of these words',
  code: 'Your own code',
  field: 'Field of study',
  tags: 'Tags',
  criteria: 'What it takes',
  criteria_url: 'Page with the criteria',
  outcomes: 'Learning outcomes',
  assessment: 'Type of assessment',
  participation: 'Form of participation',
  supervision: 'Supervision and identity check',
  prerequisites: 'What one needs beforehand',
  evidence: 'What is handed in or shown',
  taught_in: 'Languages of teaching and assessment',
  skills: 'Skills',
  alignments: 'Other frameworks and standards',
  level: 'Level',
  credit: 'Academic credit',
  cpd_hours: 'CPD hours',
  workload: 'Workload in hours',
  results: 'Results',
  quality: 'Quality assurance',
  quality_statement: 'How its quality is looked after',
  quality_url: 'Page about quality',
  stackability: 'Stacking',
  stacks_into: 'What it counts towards',
  months: 'Months that it holds',
  renewal: 'How it is renewed',
  shape: 'Shape',
  ground: 'Colour of the stone',
  accent: 'Second colour',
} as const;

export type AchievementField = keyof typeof FIELD_LABELS;
export const ACHIEVEMENT_FIELDS = Object.keys(FIELD_LABELS) as AchievementField[];

/** Fields of which several values may be ticked or written. */
export const LIST_FIELDS: ReadonlySet<AchievementField> = new Set(['assessment', 'quality', 'skills']);

/** Each language beside the main one: four fields, `in.1.name`. */
export const TRANSLATED_FIELDS = ['language', 'name', 'description', 'criteria'] as const;
export const MOST_TRANSLATIONS = 8;

/** The words of a form, complete or not; entries of lists are lines. */
export type AchievementTexts = Readonly<Record<string, string>>;
/** For a field, what to change. */
export type AchievementFaults = Record<string, string>;

export type SentBody = Readonly<Record<string, string | readonly string[]>>;

/** Skills that are offered to be ticked, beside those that are written. */
export const OFFERED_SKILLS = 'skills_offered';

/** What a browser sent, as one text a field; anything else that came with it is left out. */
export function textsOfBody(body: SentBody): AchievementTexts {
  const names: string[] = [...ACHIEVEMENT_FIELDS];
  for (let at = 1; at <= MOST_TRANSLATIONS; at += 1)
    names.push(...TRANSLATED_FIELDS.map((field) => `in.${at}.${field}`));
  const texts = names.map((name) => [name, textOf(valuesOf(body[name]), LIST_FIELDS.has(name as AchievementField))]);
  const skills = textOf([...valuesOf(body.skills), ...valuesOf(body[OFFERED_SKILLS])], true);
  return { ...Object.fromEntries(texts), skills };
}

function valuesOf(sent: string | readonly string[] | undefined): readonly string[] {
  return typeof sent === 'string' ? [sent] : (sent ?? []);
}

function textOf(values: readonly string[], isList: boolean): string {
  const texts = values.map((one) => one.replaceAll('\r\n', '\n').trim()).filter(Boolean);
  return isList ? [...new Set(texts.flatMap((one) => one.split('\n')))].join('\n') : (texts[0] ?? '');
}
