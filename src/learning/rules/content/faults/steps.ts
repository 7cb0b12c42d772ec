/** Faults of one step. */
import type { AssignmentStep, CourseContent, Step } from '../../../schema/index.js';
import { unknownOutcomes } from './course.js';
import { type Fault, quoted, repeated } from './places.js';

type Say = (field: string, message: string) => Fault;
type Found = readonly [isFault: boolean, fault: Fault];

export function stepFaults(at: string, step: Step, content: CourseContent): Fault[] {
  const say: Say = (field, message) => ({ at, step: step.key, field, message });
  const unknown = unknownOutcomes(step.outcomes, content.outcomes);
  return [
    [
      step.minutes === 0,
      say('minutes', 'Say in minutes about how long it takes: hours designed are the sum of these.'),
    ] as const,
    [unknown !== null, say('outcomes', unknown ?? '')] as const,
    ...bodyFaults(step, say),
    ...(step.type === 'video' ? videoFaults(step, say) : []),
    ...(step.type === 'quiz' ? repeatedDraws(step, say) : []),
    ...(step.type === 'assignment' ? assignmentFaults(step, content, say) : []),
  ]
    .filter(([isFault]) => isFault)
    .map(([, fault]) => fault);
}

const BODIES: Partial<Record<Step['type'], string>> = {
  article: 'There is nothing to read yet. Write the article, or take the step away.',
  assignment: 'There is no brief yet. Say what is to be written or made, and what a good answer has.',
  discussion: 'There is no question to talk about yet. Ask one.',
};

function bodyFaults({ type, body }: Step, say: Say): Found[] {
  const missing = BODIES[type];
  return [[missing !== undefined && body.trim() === '', say('body', missing ?? '')]];
}

/** WCAG 2.2, 1.2.2 and 1.2.3. */
function videoFaults({ captions, transcript }: Extract<Step, { type: 'video' }>, say: Say): Found[] {
  return [
    [
      captions.length === 0,
      say('captions', 'A video needs captions: upload a WebVTT file, in its own language at least.'),
    ],
    [
      transcript.trim() === '',
      say('transcript', 'A video needs a transcript: what is said and shown, for whoever reads.'),
    ],
    [
      repeated(captions.map(({ language }) => language)).length > 0,
      say('captions', 'Two captions are in the same language. Keep one of each.'),
    ],
  ];
}

function repeatedDraws({ draws }: Extract<Step, { type: 'quiz' }>, say: Say): Found[] {
  const banks = draws.flatMap((draw) => ('bank' in draw ? [draw.bank] : []));
  return repeated(banks).map((bank) => [
    true,
    say('draws', `It draws from the bank “${bank}” more than once. Draw once, with the sum of both.`),
  ]);
}

function assignmentFaults({ rubric, words }: AssignmentStep, { outcomes }: CourseContent, say: Say): Found[] {
  const unknown = unknownOutcomes(
    rubric.flatMap(({ outcome }) => outcome ?? []),
    outcomes,
  );
  const flat = rubric.filter(({ levels }) => new Set(levels.map(({ points }) => points)).size < 2);
  const keys = repeated(rubric.map(({ key }) => key));
  const levelKeys = rubric.filter(({ levels }) => repeated(levels.map(({ key }) => key)).length > 0);
  return [
    [
      words.least > words.most,
      say(
        'words',
        `It asks for at least ${words.least} words and at most ${words.most}. Raise the most, or lower the least.`,
      ),
    ],
    [unknown !== null, say('rubric', unknown ?? '')],
    [flat.length > 0, say('rubric', `Every level of ${texts(flat)} has the same points. Give a better level more.`)],
    [keys.length > 0, say('rubric', `Several criteria have the key ${quoted(keys)}. Give each its own.`)],
    [
      levelKeys.length > 0,
      say('rubric', `Several levels of ${texts(levelKeys)} have the same key. Give each its own.`),
    ],
  ];
}

function texts(criteria: AssignmentStep['rubric']): string {
  return quoted(criteria.map(({ text }) => text));
}
