/** A list as CSV (RFC 4180): its courses, those withdrawn too, each with its note. */
import { minorDigits } from '../../catalogue/index.js';
import { csvOf, type SearchItem } from '../../discovery/index.js';
import type { ListCourse } from '../schema.js';

const NAMES = [
  'title',
  'provider',
  'note',
  'added',
  'state',
  'price',
  'currency',
  'hours',
  'cpd_hours',
  'next_start',
  'enrol_until',
  'cairn_link',
];

export function toTable(
  courses: readonly ListCourse[],
  items: ReadonlyMap<string, SearchItem>,
  origin: string,
): string {
  const rows = courses.map((course) => {
    const { title, provider, note, added, state, slug, id } = course;
    return [
      title,
      provider,
      note,
      added.toISOString().slice(0, 10),
      state,
      ...factsOf(items.get(id)),
      `${origin}/courses/${slug}`,
    ];
  });
  return csvOf([NAMES, ...rows]);
}

function factsOf(item: SearchItem | undefined): (string | number | null)[] {
  const { price = null, workload = null, cpdHours = null, nextOffering = null } = item ?? {};
  const money =
    price?.amount != null && price.currency ? majorUnits(price.amount, price.currency) : price?.free ? '0' : null;
  return [
    money,
    price?.currency ?? null,
    workload?.totalHours ?? null,
    cpdHours,
    nextOffering?.start ?? null,
    nextOffering?.enrolUntil ?? null,
  ];
}

function majorUnits(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
