/** A step as a form: what every step has, and what its type has. Questions and criteria have pages of their own. */
import type { DraftContent, DraftStep } from '../../../schema/draft.js';
import { drawing, drawnFrom } from '../questions.js';
import { type Faults, FormReader, inPercent, type Texts, tick } from './texts.js';

export const MOST_CAPTIONS = 20;
const SUPERVISION = ['none', 'online', 'on-site'] as const;
const FEEDBACK = ['each-attempt', 'at-the-end', 'score-alone'] as const;
const SECOND = ['none', 'failed', 'all'] as const;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export function textsOfStep(step: DraftStep): Texts {
  return {
    ...{ title: step.title, minutes: String(step.minutes), required: tick(step.required), body: step.body },
    ...{ outcomes: step.outcomes.join('\n'), reflection: step.reflection ?? '' },
    ...ownTexts(step),
  };
}

function ownTexts(step: DraftStep): Texts {
  if (step.type === 'video') {
    const captions = step.captions.flatMap(({ language, label, file }, row) => [
      [`caption.${row}.language`, language],
      [`caption.${row}.label`, label],
      [`caption.${row}.file`, file],
    ]);
    const { video = '', poster = '', transcript } = step;
    return { video, poster, transcript, ...Object.fromEntries(captions) };
  }
  if (step.type === 'quiz')
    return {
      ...{ test: tick(step.test), shuffle: tick(step.shuffle), feedback: step.feedback, pass: inPercent(step.pass) },
      ...{ attempts: String(step.attempts ?? ''), timeLimit: String(step.timeLimit ?? '') },
      ...{ supervision: step.supervision, identity: tick(step.identityCheck) },
      ...Object.fromEntries([...drawnFrom(step)].map(([bank, count]) => [`bank.${bank}`, String(count)])),
    };
  if (step.type === 'assignment')
    return {
      ...{ pass: inPercent(step.pass), least: String(step.words.least), most: String(step.words.most) },
      ...{ files: String(step.files.most), anonymous: tick(step.anonymous), second: step.secondMarking },
      ...{ promised: String(step.promisedDays), again: String(step.resubmissions), peers: String(step.peers) },
      ...{ supervision: step.supervision, identity: tick(step.identityCheck) },
    };
  return {};
}

/** The step as the form says it; what the form does not show stays. */
export function readStep(
  texts: Texts,
  step: DraftStep,
  banks: DraftContent['banks'],
): { step: DraftStep; faults: Faults } {
  const form = new FormReader(texts);
  const { reflection: _, ...kept } = step;
  const reflection = form.optional('reflection');
  const common = {
    title: form.words('title', { most: 200, needed: 'Write a title.' }),
    minutes: form.whole('minutes', { least: 0, most: 6000, otherwise: 0 }),
    required: form.ticked('required'),
    outcomes: form.lines('outcomes').slice(0, 20),
    body: form.text('body', 60_000),
    ...(reflection !== undefined && { reflection }),
  };
  return { step: { ...kept, ...common, ...readOwn(form, step, banks) } as DraftStep, faults: form.faults };
}

function readOwn(form: FormReader, step: DraftStep, banks: DraftContent['banks']): object {
  if (step.type === 'video') return readVideo(form);
  if (step.type === 'quiz') return readQuiz(form, step, banks);
  return step.type === 'assignment' ? readAssignment(form) : {};
}

function readVideo(form: FormReader): object {
  const [video, poster] = [form.raw('video'), form.raw('poster')];
  const rows = form.rows('caption', ['language', 'label', 'file'], MOST_CAPTIONS);
  const captions = rows.map((row) => {
    const language = form.words(`caption.${row}.language`, { most: 20, needed: 'Say the language, such as en.' });
    if (language !== '' && !LANGUAGE.test(language))
      form.fault(`caption.${row}.language`, 'Write a language as a code, such as en, cy or en-GB.');
    const file = form.raw(`caption.${row}.file`);
    if (file === '') form.fault(`caption.${row}.file`, 'Choose the file with the captions.');
    return { language, label: form.words(`caption.${row}.label`, { most: 200 }) || language, file };
  });
  const transcript = form.text('transcript', 60_000);
  return { video: video || undefined, poster: poster || undefined, transcript, captions };
}

function readQuiz(form: FormReader, step: Extract<DraftStep, { type: 'quiz' }>, banks: DraftContent['banks']): object {
  const counts = new Map<string, number>();
  for (const { key } of banks) {
    const count = form.whole(`bank.${key}`, { least: 0, most: 100, otherwise: 0 });
    if (count > 0) counts.set(key, count);
  }
  return {
    ...{ test: form.ticked('test'), shuffle: form.ticked('shuffle'), pass: form.share('pass') },
    feedback: form.choice('feedback', FEEDBACK, 'each-attempt'),
    attempts: form.whole('attempts', { least: 1, most: 50, otherwise: null }),
    timeLimit: form.whole('timeLimit', { least: 1, most: 600, otherwise: null }),
    supervision: form.choice('supervision', SUPERVISION, 'none'),
    identityCheck: form.ticked('identity'),
    draws: drawing(step, counts).draws,
  };
}

function readAssignment(form: FormReader): object {
  const words = {
    least: form.whole('least', { least: 0, most: 20_000, otherwise: 0 }),
    most: form.whole('most', { least: 1, most: 20_000, otherwise: 5000 }),
  };
  if (words.least > words.most) form.fault('least', 'This is more than the most.');
  return {
    ...{ pass: form.share('pass'), words, anonymous: form.ticked('anonymous') },
    files: { most: form.whole('files', { least: 0, most: 10, otherwise: 0 }) },
    secondMarking: form.choice('second', SECOND, 'none'),
    promisedDays: form.whole('promised', { least: 1, most: 60, otherwise: 10 }),
    resubmissions: form.whole('again', { least: 0, most: 10, otherwise: 0 }),
    peers: form.whole('peers', { least: 0, most: 5, otherwise: 0 }),
    supervision: form.choice('supervision', SUPERVISION, 'none'),
    identityCheck: form.ticked('identity'),
  };
}
