/** How runs are spoken of. */
import { countOf, formatDay, formatMoney } from '../../../ui/index.js';
import type { Offering } from '../../schema/index.js';

const KINDS = { 'self-paced': 'At your own pace', cohort: 'With a cohort', private: 'For one employer’s people' };

export function kindInWords(kind: Offering['kind']): string {
  return KINDS[kind];
}

/** `Spring cohort`, or what it is where it has no name. */
export function runName({ name, kind, starts }: Pick<Offering, 'name' | 'kind' | 'starts'>): string {
  return name ?? (starts === null ? KINDS[kind] : `${KINDS[kind]}, from ${formatDay(starts)}`);
}

/** `12 Jan 2027 to 30 Mar 2027`, `from 12 Jan 2027`, `any day`. */
export function datesInWords({ starts, ends }: Pick<Offering, 'starts' | 'ends'>): string {
  if (starts === null) return ends === null ? 'Any day' : `Until ${formatDay(ends)}`;
  return ends === null ? `From ${formatDay(starts)}` : `${formatDay(starts)} to ${formatDay(ends)}`;
}

/** `£480, against a purchase order`, `Free`, `By voucher`. */
export function costInWords({ places, price }: Pick<Offering, 'places' | 'price'>): string {
  const amount = price === null || price.amount === 0 ? null : priceInWords(price);
  if (places === 'free') return 'Free';
  if (places === 'voucher') return amount ? `With a voucher, worth ${amount}` : 'With a voucher';
  return `${amount ?? 'Free'}, against a purchase order`;
}

export function priceInWords({ amount, currency }: { amount: number; currency: string }): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return formatMoney(Math.round(amount * 10 ** digits), currency);
}

/** `3 of 24 seats are free`, `full`. */
export function seatsInWords({ seats, taken }: { seats: number | null; taken: number }): string {
  if (seats === null) return 'No limit';
  return taken >= seats ? 'Full' : `${seats - taken} of ${countOf(seats, 'seat')} free`;
}

export function paceInWords({ pace }: Pick<Offering, 'pace'>): string {
  if (pace.deadlines === 'none') return 'No deadlines';
  const days = countOf(pace.daysAWeek, 'day');
  return pace.deadlines === 'relative'
    ? `${days} for each week of the course, counted from your own start; you can pause`
    : `${days} for each week of the course, counted from the first day, the same for everybody`;
}

/** What is kept of a learner here, why, and who sees it. Said before enrolling. */
export const COLLECTED: readonly { what: string; why: string; who: string }[] = [
  {
    what: 'That you take the course: the run, its edition, when you enrolled, paused, moved, left or completed it',
    why: 'To give you your place and your deadlines',
    who: 'You, and the provider’s staff. Pauses and more time have no reason written to them.',
  },
  {
    what: 'Which steps you opened and did, and how long a step was in front of you and in use',
    why: 'So that you go on where you were, and completion can be judged',
    who: 'You, and the provider’s staff. Never your employer, unless you give it yourself.',
  },
  {
    what: 'Your answers, what you hand in, your marks and what was said to them',
    why: 'To assess them, and so that you can appeal',
    who: 'You, and those who assess. Marking is anonymous where the course says so.',
  },
  {
    what: 'Your notes and reflections',
    why: 'For you',
    who: 'You alone.',
  },
  {
    what: 'Sessions that you said you come to, and those that you were at',
    why: 'For chairs, and where attendance counts',
    who: 'You, and the provider’s staff',
  },
  {
    what: 'How you came by your place: a voucher, or a purchase order with who pays',
    why: 'So that a place is used once, and can be invoiced',
    who: 'The provider’s registrars. If your account is erased, the order stays without your name.',
  },
  {
    what: 'Statements of what you did (xAPI), under a key in place of your name',
    why: 'So that the course can be made better',
    who: 'The provider’s staff, without names',
  },
];
