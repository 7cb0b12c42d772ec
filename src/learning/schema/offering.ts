/** Runs of a course, and who takes them. */
import { z } from 'zod';

export const OFFERING_KINDS = ['self-paced', 'cohort', 'private'] as const;
export const OfferingKind = z.enum(OFFERING_KINDS);
export type OfferingKind = z.infer<typeof OfferingKind>;

/**
 * How deadlines are reckoned. `none`: there are none. `relative`: each week ends so many days after the learner's own start, pauses and
 * extensions left out. `dated`: so many days after the run's start, the same for all; an extension moves one's own.
 */
export const Pace = z.object({
  deadlines: z.enum(['none', 'relative', 'dated']).default('none'),
  daysAWeek: z.number().int().min(1).max(60).default(7),
  /** Days after the last deadline in which work is still taken. */
  grace: z.number().int().min(0).max(365).default(0),
});
export type Pace = z.infer<typeof Pace>;

export type OfferingState = 'draft' | 'open' | 'closed' | 'cancelled';
export type Offering = {
  id: string;
  courseId: string;
  edition: number;
  kind: OfferingKind;
  name: string | null;
  employerId: string | null;
  state: OfferingState;
  /** Days, `2026-11-24`, in its time zone. */
  starts: string | null;
  ends: string | null;
  enrolFrom: string | null;
  enrolUntil: string | null;
  seats: number | null;
  places: 'free' | 'voucher' | 'invoice';
  price: { amount: number; currency: string } | null;
  pace: Pace;
  timeZone: string;
};

export type Enrolment = {
  id: string;
  personId: string;
  courseId: string;
  edition: number;
  offeringId: string;
  state: 'active' | 'completed' | 'left';
  actorKey: string;
  enrolledAt: Date;
  starts: string;
  extensionDays: number;
  lastStep: string | null;
  completedAt: Date | null;
};
