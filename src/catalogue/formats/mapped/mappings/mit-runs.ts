/** Runs as MIT's course systems (MITx Online, xPRO) give them. */
import { canonicalUrl, parseDay, parsePrices } from '../../../rules/index.js';
import type { OfferingRecord, Price } from '../../../schema.js';
import { objectsOf, wordsOf } from '../../readers/values.js';
import type { Row } from '../table.js';

const day = (value: unknown): string | undefined => {
  const found = parseDay(wordsOf(value) ?? '');
  return found?.precision === 'day' ? found.day : undefined;
};

/** `start_date`, `end_date`, `enrollment_start`, `enrollment_end` of a run or a programme. */
export function datesOf(run: Row): Pick<OfferingRecord, 'start' | 'end' | 'enrolFrom' | 'enrolUntil'> {
  const dates = {
    start: day(run.start_date),
    end: day(run.end_date),
    enrolFrom: day(run.enrollment_start),
    enrolUntil: day(run.enrollment_end),
  };
  return { ...dates, ...(dates.start && dates.end && dates.end < dates.start && { end: undefined }) };
}

export function runsOf(value: unknown, prices: (run: Row) => Price[]): OfferingRecord[] {
  return objectsOf(value).flatMap((run) => {
    const externalId = wordsOf(run.courseware_id) ?? wordsOf(run.run_tag) ?? wordsOf(run.id);
    if (!externalId) return [];
    const selfPaced = run.is_self_paced === true;
    return {
      externalId: externalId.slice(0, 500),
      ...datesOf(run),
      mode: 'online' as const,
      pace: selfPaced ? ('self-paced' as const) : ('scheduled' as const),
      prices: prices(run),
      languages: [],
      url: canonicalUrl(wordsOf(run.courseware_url) ?? '') ?? undefined,
      ...(run.is_archived === true && { cancelled: true }),
    };
  });
}

/** Dollars as MIT writes them: 2419.0, "100.00", "$3,500". */
export function dollars(value: unknown, kind: Price['kind'] = 'full'): Price[] {
  return parsePrices(wordsOf(value) ?? '', { currency: 'USD', kind });
}
