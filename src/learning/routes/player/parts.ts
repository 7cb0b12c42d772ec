/** What the routes of the player share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, actorOfRequest } from '../../../accounts/index.js';
import { mediaUrl } from '../../actions/authoring/media.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { Key } from '../../schema/index.js';

export const signedIn = { access: 'signed-in' } as const;
export const enrolmentParams = z.object({ enrolment: z.uuid() });
export const stepParams = z.object({ enrolment: z.uuid(), step: Key });
export const stepAddress = '/learn/:enrolment/steps/:step';
/** Panels read their own words from it. */
export const StepQuery = z.record(z.string(), z.string().max(500)).catch({});

export function actorOf({ auth, db }: LearningRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** The script of a page asks for data where a form is sent on to a page. */
export function wantsData(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('application/json');
}

export function mediaOf(courseId: string): (name: string) => string {
  return (name) => mediaUrl(courseId, name);
}
