/**
 * What a learner does as statements of xAPI, in the verbs of ADL's vocabulary. The actor is the pseudonym of their enrolment; activities are
 * the addresses of the course and its steps here; the registration is the enrolment.
 * Time that was observed is the learner's alone: no statement tells of it.
 */
import type { Activity, Statement } from '../../../statements/index.js';
import type { Edition } from '../../actions/editions.js';
import type { Enrolment, Step, StepType } from '../../schema/index.js';
import type { Verb } from '../../schema/player.js';

const ADL = 'http://adlnet.gov/expapi';
/** Of ADL's and the community's vocabularies, by the type of the step. */
const TYPES: Readonly<Record<StepType, string>> = {
  article: `${ADL}/activities/lesson`,
  video: `${ADL}/activities/media`,
  quiz: `${ADL}/activities/assessment`,
  assignment: `${ADL}/activities/performance`,
  discussion: `${ADL}/activities/interaction`,
  session: `${ADL}/activities/meeting`,
};

export type Told = {
  origin: string;
  place: { enrolment: Pick<Enrolment, 'id' | 'actorKey' | 'courseId'>; edition: Pick<Edition, 'number' | 'content'> };
  verb: Verb;
  /** Left out: of the whole course. */
  step?: Step;
  /** From 0 to 1. */
  score?: number;
  now: Date;
};

/** The address that names a course as an activity, for good. */
export function courseActivity(origin: string, courseId: string): string {
  return `${origin}/learn/activities/${courseId}`;
}

export function statementOf({ origin, place, verb, step, score, now }: Told): Statement {
  const { enrolment, edition } = place;
  const { content } = edition;
  const course = courseOf(origin, enrolment.courseId, content);
  const result = {
    ...(score !== undefined && { score: { scaled: score } }),
    ...((verb === 'passed' || verb === 'failed') && { success: verb === 'passed' }),
    ...(verb === 'completed' && { completion: true }),
  };
  return {
    actor: { objectType: 'Agent', account: { homePage: origin, name: enrolment.actorKey } },
    verb: { id: `${ADL}/verbs/${verb}`, display: { en: verb } },
    object: step ? activityOf(course, step, content.language) : course,
    ...(Object.keys(result).length > 0 && { result }),
    context: {
      registration: enrolment.id,
      revision: String(edition.number),
      platform: 'Cairn',
      language: content.language,
      ...(step && { contextActivities: { parent: [{ objectType: 'Activity' as const, id: course.id }] } }),
    },
    timestamp: now.toISOString(),
  };
}

function courseOf(origin: string, courseId: string, { title, language }: Edition['content']): Activity {
  const definition = { name: { [language]: title }, type: `${ADL}/activities/course` };
  return { objectType: 'Activity', id: courseActivity(origin, courseId), definition };
}

function activityOf(course: Activity, step: Step, language: string): Activity {
  const definition = { name: { [language]: step.title }, type: TYPES[step.type] };
  return { objectType: 'Activity', id: `${course.id}/steps/${step.key}`, definition };
}
