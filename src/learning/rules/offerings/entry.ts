/** Who may come into a run now, and what a place in it asks for. */
import { formatDay } from '../../../ui/index.js';
import type { Offering } from '../../schema/index.js';
import type { RunAsked } from '../../schema/runs.js';
import { isTimeZone } from './days.js';

/** Why nobody may enrol now, in words for a learner; null: they may. */
export function closedBecause(
  offering: Pick<Offering, 'state' | 'enrolFrom' | 'enrolUntil' | 'ends' | 'kind'>,
  today: string,
): string | null {
  if (offering.state === 'draft') return 'This run is not open yet.';
  if (offering.state === 'cancelled') return 'This run was cancelled.';
  if (offering.state === 'closed') return 'This run takes nobody any more.';
  if (offering.ends !== null && offering.ends < today) return 'This run has ended.';
  if (offering.enrolFrom !== null && today < offering.enrolFrom)
    return `Enrolling opens on ${formatDay(offering.enrolFrom)}.`;
  if (offering.enrolUntil !== null && today > offering.enrolUntil)
    return `Enrolling closed on ${formatDay(offering.enrolUntil)}.`;
  return null;
}

export type Entitlement = Pick<Offering, 'places' | 'price'>;

/**
 * What a learner must still bring for a place: what was paid for once goes along into any run of the course that costs no more.
 * `paid`: by which vouchers and purchase orders they came here, those that were refused left out.
 */
export function placeNeeded(paid: readonly Entitlement[], to: Entitlement): Offering['places'] {
  return to.places === 'free' || paid.some((place) => pays(place, to)) ? 'free' : to.places;
}

function pays(paid: Entitlement, to: Entitlement): boolean {
  if (paid.places !== to.places) return false;
  if (to.price === null || to.price.amount === 0) return true;
  return paid.price !== null && paid.price.currency === to.price.currency && to.price.amount <= paid.price.amount;
}

/** Whose mail stands at the employer's own address: `nurse@ward.demo-trust.test` at `demo-trust.test`. */
export function isAtDomain(email: string, domain: string): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const at = domain.toLowerCase().replace(/^www\./, '');
  return at.includes('.') && (host === at || host.endsWith(`.${at}`));
}

/** From when relative deadlines are reckoned: the run's first day, or today where it has begun. */
export function startOf(offering: Pick<Offering, 'starts'>, today: string): string {
  return offering.starts !== null && offering.starts > today ? offering.starts : today;
}

/** What is wrong with a run as it is written, each at its field. */
export function faultsOfRun(run: RunAsked): Record<string, string> {
  const faults: Record<string, string> = {};
  if (run.kind === 'cohort' && run.starts === null) faults.starts = 'A cohort begins on a day: say which.';
  if (run.kind === 'private' && !run.employer) faults.employer = 'Say whose people this run is for.';
  if (run.starts !== null && run.ends !== null && run.ends < run.starts) faults.ends = 'It ends before it begins.';
  if (run.enrolFrom !== null && run.enrolUntil !== null && run.enrolUntil < run.enrolFrom)
    faults.enrolUntil = 'Enrolling ends before it begins.';
  if (run.places === 'invoice' && run.price === null) faults.price = 'Say what is invoiced.';
  if (run.places === 'free' && run.price !== null && run.price.amount > 0)
    faults.places = 'Places are free here: take the price away, or ask for a voucher or a purchase order.';
  if (run.pace.deadlines === 'dated' && run.starts === null)
    faults.starts = 'Deadlines on set days are counted from the first day: say which it is.';
  if (!isTimeZone(run.timeZone)) faults.timeZone = 'Write a time zone as Europe/London.';
  return faults;
}
