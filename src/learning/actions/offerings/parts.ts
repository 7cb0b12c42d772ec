/** What the acts on runs share. */
import type { Actor } from '../../../accounts/index.js';
import { getOrganisation, type Organisation, requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findHostedCourse, type HostedCourse } from '../../queries/courses.js';
import { findRun, lockRun } from '../../queries/offerings/runs.js';
import { LearningError } from '../../schema/index.js';
import type { Run } from '../../schema/runs.js';

/** Whose course: the organisation by slug or id, the course by id. */
export type HostedAsked = { organisation: string; hosted: string };
export type Desk = { organisation: Organisation; course: HostedCourse };

/**
 * A registrar at a course of their organisation, or the operator.
 * @throws SignInNeededError, NotAllowedError, LearningError 404
 */
export async function requireRegistrar(db: Db, actor: Actor, { organisation, hosted }: HostedAsked): Promise<Desk> {
  if (actor.kind !== 'operator') await requireRole(db, actor, organisation, 'registrar');
  const found = await getOrganisation(db, organisation);
  const course = await findHostedCourse(db, hosted);
  if (!course || course.organisationId !== found.id)
    throw new LearningError(404, 'Your organisation has no such course.');
  return { organisation: found, course };
}

/** @throws LearningError 404 where the course has no such run. */
export async function getRun(db: Db, course: { id: string }, id: string, { hold = false } = {}): Promise<Run> {
  const run = await (hold ? lockRun : findRun)(db, id);
  if (!run || run.courseId !== course.id) throw new LearningError(404, 'This course has no such run.');
  return run;
}
