/** A course as its learner sees it: how far they are, what is next, what it gives, how long it takes. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import { findPublishedAchievement, type PublishedAchievement } from '../../../credentials/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import { holdingOfCredential } from '../../../wallet/index.js';
import { findHostedCourse } from '../../queries/courses.js';
import { excusedSteps } from '../../queries/offerings/sessions.js';
import { pausesOf } from '../../queries/offerings/time.js';
import { type Completion, findCompletion } from '../../queries/player/completions.js';
import { progressOf, resultsOf } from '../../queries/progress.js';
import { type Deadlines, deadlinesOf } from '../../rules/offerings/deadlines.js';
import { isDone, type Judged, judge, standing } from '../../rules/player/completion.js';
import type { Step } from '../../schema/index.js';
import type { StepResult } from '../../schema/progress.js';
import { getPlace, type Place } from '../learner.js';

export type Overview = {
  place: Place;
  states: Record<string, 'done' | 'again' | 'open'>;
  results: StepResult[];
  judged: Judged;
  /** Required steps that are not done. */
  ahead: Step[];
  /** Where to go on; null: the course has no steps. */
  next: Step | null;
  observedSeconds: number;
  completion: Completion | null;
  /** What completing it gives, or gave. */
  achievement: PublishedAchievement | null;
  /** In their wallet; null: not yet. */
  holding: string | null;
  catalogueCourseId: string | null;
  deadlines: Deadlines;
};

/** @throws SignInNeededError, LearningError 404 */
export async function overviewOf(
  { db, clock }: { db: Db; clock: Clock },
  actor: Actor,
  enrolmentId: string,
): Promise<Overview> {
  const person = requirePerson(actor);
  const place = await getPlace(db, person, enrolmentId);
  const { enrolment, edition } = place;
  const progress = await progressOf(db, enrolmentId);
  const results = standing(await resultsOf(db, enrolmentId), edition.digests);
  const done = new Set(progress.filter(isDone).map(({ step }) => step));
  const steps = edition.steps.map(({ step }) => step);
  const last = steps.find(({ key }) => key === enrolment.lastStep);
  const completion = await findCompletion(db, enrolmentId);
  const course = await findHostedCourse(db, enrolment.courseId);
  const achievementId = completion?.achievementId ?? course?.achievementId ?? null;
  return {
    place,
    states: Object.fromEntries(
      progress.map(({ step, doneAt, askAgain }) => [step, askAgain ? 'again' : doneAt ? 'done' : 'open']),
    ),
    results,
    judged: judge(edition.content, progress, results, await excusedSteps(db, enrolmentId)),
    ahead: steps.filter(({ key, required }) => required && !done.has(key)),
    next: last && !done.has(last.key) ? last : (steps.find(({ key }) => !done.has(key)) ?? steps[0] ?? null),
    observedSeconds: progress.reduce((sum, { observedSeconds }) => sum + observedSeconds, 0),
    completion,
    achievement: achievementId === null ? null : await findPublishedAchievement(db, achievementId),
    holding: completion?.credentialId ? await holdingOfCredential(db, person.id, completion.credentialId) : null,
    catalogueCourseId: course?.catalogueCourseId ?? null,
    deadlines: deadlinesOf(place, await pausesOf(db, enrolmentId), clock.today()),
  };
}
