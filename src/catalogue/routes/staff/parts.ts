/** What the staff pages of the catalogue share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../../accounts/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Frame } from '../../../ui/index.js';
import type { StaffMoment } from '../../actions/staff/merge-courses.js';

export type StaffRoutes = { db: Db; auth: Auth; clock: Clock; frame: Frame };

export const staff = { access: 'staff' } as const;
export const doneInQuery = z.object({ done: z.string().max(40).optional().catch(undefined) });

export function actorOf({ auth, db }: StaffRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

export function momentOf({ clock }: StaffRoutes): StaffMoment {
  return { now: clock.now(), today: clock.today() };
}

/** Why it is done: kept beside the decision for whoever asks later. */
export const Reason = z.string().trim().min(1, 'Say why.').max(1000, 'Use at most 1,000 characters.');
