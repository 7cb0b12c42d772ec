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
