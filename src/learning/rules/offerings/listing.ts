/** A run as the catalogue states it. */
import { minorDigits, type OfferingRecord, RUN_HERE } from '../../../catalogue/index.js';
import type { Run } from '../../schema/runs.js';

export function listedRun(run: Run, { origin, meets }: { origin: string; meets: boolean }): OfferingRecord {
  const { starts, ends, enrolFrom, enrolUntil, seats, price, places } = run;
  const free = { amount: 0, currency: 'GBP' };
  const cost = price ?? (places === 'free' ? free : null);
  return {
    externalId: `${RUN_HERE}${run.id}`,
    ...(starts !== null && { start: starts }),
    ...(ends !== null && { end: ends }),
    ...(enrolFrom !== null && { enrolFrom }),
    ...(enrolUntil !== null && { enrolUntil }),
    mode: meets ? 'blended' : 'online',
    pace: run.kind === 'self-paced' ? 'self-paced' : 'scheduled',
    ...(seats !== null && { places: seats }),
    prices:
      cost === null
        ? []
        : [
            {
              amount: Math.round(cost.amount * 10 ** minorDigits(cost.currency)),
              currency: cost.currency,
              kind: 'full',
              raw: cost.amount === 0 ? 'free' : `${cost.amount} ${cost.currency}`,
              how: 'stated',
            },
          ],
    languages: [],
    url: `${origin}/learn/runs/${run.id}`,
  };
}
