/**
 * What one pays to end with the certificate in hand: teaching and certificate together. Pure.
 *
 * What the sources state | all in
 * --- | ---
 * a full price | it, and the certificate's price where that is stated beside it
 * a full price of nothing | the certificate's price, else nothing
 * teaching to be read free, the certificate for a price | the certificate's price
 * teaching to be read free, of the certificate nothing | not known: reading free is not yet a certificate
 * a subscription | as many periods as the course has weeks; not known without weeks, or with a certificate's price beside it
 * a deposit, a price a unit, members' prices, a certificate's price alone | not known: something is still to be paid
 */
import { type Course, inCurrency, type LeadPrice, leadPrice, type Offering } from '../../catalogue/index.js';

/** Pence of GBP by the dated table; null: it cannot be told from what is stated, or its currency is not in the table. */
export function allInPence(course: Course, next: Offering | null, weeks: number | null): number | null {
  const price = leadPrice(course, next);
  if (price === null) return null;
  const certificate = price.certificate === null ? null : inCurrency(price.certificate, 'GBP');
  if (price.certificate !== null && certificate === null) return null;
  if (price.free) return certificate ?? (isFreeWhole(course) ? 0 : null);
  const teaching = teachingPence(price, weeks);
  return teaching === null ? null : teaching + (certificate ?? 0);
}

/** Whether the whole course is said to cost nothing, not only its reading. */
function isFreeWhole(course: Course): boolean {
  const prices = [...course.prices, ...course.offerings.flatMap((offering) => offering.prices)];
  const nothing = (kind: string): boolean => prices.some((price) => price.kind === kind && price.amount === 0);
  return nothing('full') || (course.freeToAudit !== true && !nothing('audit'));
}

const WEEKS = { week: 1, month: 52 / 12, year: 52 } as const;

function teachingPence(price: LeadPrice, weeks: number | null): number | null {
  const { amount, currency, kind, period } = price;
  const pence = amount === null || currency === null ? null : inCurrency({ amount, currency }, 'GBP');
  if (kind === 'full') return pence;
  if (kind !== 'subscription' || pence === null || price.certificate !== null) return null;
  return weeks === null || period === null ? null : pence * Math.ceil(weeks / WEEKS[period]);
}
