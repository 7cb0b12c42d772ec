/** What can be chosen in the form of a course. */
import { cpdTypes } from '../../rules/cpd-types.js';
import { levelOf } from '../../rules/levels.js';
import { subjectTree } from '../../rules/subjects.js';
import { CourseKind, type Level, LevelFramework } from '../../schema.js';
import { KINDS } from '../words.js';

type Choice = { value: string; label: string };
const NOT_STATED: Choice = { value: '', label: 'Not stated' };

export function kindChoices(): Choice[] {
  return CourseKind.options.map((value) => ({ value, label: KINDS[value] }));
}

export function cpdTypeChoices(): Choice[] {
  return [NOT_STATED, ...cpdTypes().map(({ label }) => ({ value: label, label }))];
}

export const MODE_CHOICES: readonly Choice[] = [
  NOT_STATED,
  { value: 'online', label: 'Online' },
  { value: 'in-person', label: 'In person' },
  { value: 'blended', label: 'Partly online, partly in person' },
];
export const PACE_CHOICES: readonly Choice[] = [
  NOT_STATED,
  { value: 'self-paced', label: 'At the learner’s own pace, any time' },
  { value: 'scheduled', label: 'On set dates' },
];

const VALUES = ['Entry 1', 'Entry 2', 'Entry 3', ...Array.from({ length: 12 }, (_, at) => String(at + 1)), 'M'];

/** Every level of every framework; `present` too where it is written otherwise. */
export function levelChoices(present: string): Choice[] {
  const known = LevelFramework.options.flatMap((framework: Level['framework']) =>
    VALUES.filter((value) => levelOf(framework, value)).map((value) => `${framework} ${value}`),
  );
  const all = present === '' || known.includes(present) ? known : [present, ...known];
  return [NOT_STATED, ...all.map((value) => ({ value, label: value }))];
}

/** The tree of subjects, in its order. */
export function subjectChoices(): Choice[] {
  return [
    { value: '', label: 'None' },
    ...subjectTree().flatMap(({ code, label, children }) => [
      { value: code, label },
      ...children.map((child) => ({ value: child.code, label: `${label}: ${child.label}` })),
    ]),
  ];
}
