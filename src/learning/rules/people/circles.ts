/**
 * Who learns together: those of one run, where it is a cohort or an employer's; where each goes at their own pace, all who do so.
 * And the subjects of their discussions, which no edition and no single enrolment changes.
 */
import { Key, type Offering } from '../../schema/index.js';

/** A run by its id, or all learners of the course at their own pace. */
export type Run = string;
export const OWN_PACE = 'self-paced';

export function runOf({ kind, id }: Pick<Offering, 'kind' | 'id'>): Run {
  return kind === 'self-paced' ? OWN_PACE : id;
}

export const STEP_KIND = 'learning:step';
export const QUESTION_KIND = 'learning:question';

export type StepTalk = { courseId: string; run: Run; step: string };

export function stepSubject({ courseId, run, step }: StepTalk): string {
  return `${STEP_KIND}:${courseId}:${run}:${step}`;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const STEP = new RegExp(`^${STEP_KIND}:(${UUID}):(${OWN_PACE}|${UUID}):([a-z0-9-]+)$`);

/** Null: no such subject. */
export function readStepSubject(subject: string): StepTalk | null {
  const [, courseId, run, step] = STEP.exec(subject) ?? [];
  return courseId && run && step && Key.safeParse(step).success ? { courseId, run, step } : null;
}

/** Where a discussion stands whoever looks: it leads a learner to their step, and staff to a page of its own. */
export function talkAddress({ courseId, run, step }: StepTalk): string {
  return `/learn/talk/${courseId}/${run}/${step}`;
}

export function questionSubject(enrolmentId: string): string {
  return `${QUESTION_KIND}:${enrolmentId}`;
}

const QUESTION = new RegExp(`^${QUESTION_KIND}:(${UUID})$`);

/** The enrolment whose questions they are; null: no such subject. */
export function readQuestionSubject(subject: string): string | null {
  return QUESTION.exec(subject)?.[1] ?? null;
}
