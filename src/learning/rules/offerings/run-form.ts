/** A run as words in the fields of a form, and back. */
import type { Run, RunInput } from '../../schema/runs.js';

type Texts = Readonly<Record<string, string>>;
export type RunFormRead = { run: RunInput } | { faults: Record<string, string> };

export const FRESH_RUN: Texts = {
  ...{ kind: 'self-paced', places: 'free', currency: 'GBP', deadlines: 'none', daysAWeek: '7', grace: '0' },
  ...{ extensionLimit: '14', timeZone: 'Europe/London', open: 'yes' },
};

export function runTexts(run: Run, employer: string | null): Texts {
  const { pace, price } = run;
  return {
    ...{ name: run.name ?? '', kind: run.kind, employer: employer ?? '', edition: String(run.edition) },
    ...{
      starts: run.starts ?? '',
      ends: run.ends ?? '',
      enrolFrom: run.enrolFrom ?? '',
      enrolUntil: run.enrolUntil ?? '',
    },
    ...{ seats: run.seats === null ? '' : String(run.seats), places: run.places },
    ...{ price: price === null ? '' : String(price.amount), currency: price?.currency ?? 'GBP' },
    ...{ deadlines: pace.deadlines, daysAWeek: String(pace.daysAWeek), grace: String(pace.grace) },
    ...{ extensionLimit: String(run.extensionLimit), timeZone: run.timeZone },
  };
}

/** Numbers that are none are faults of their fields; all else is judged by the schema and `faultsOfRun`. */
export function readRunForm(texts: Texts): RunFormRead {
  const faults: Record<string, string> = {};
  const text = (name: string) => (texts[name] ?? '').trim();
  const whole = (name: string): number | undefined => {
    if (text(name) === '') return undefined;
    if (!/^\d{1,9}$/.test(text(name))) faults[name] = 'Write a whole number.';
    return Number(text(name));
  };
  const priced = text('price');
  if (priced !== '' && !/^\d{1,7}(\.\d{1,2})?$/.test(priced)) faults.price = 'Write a price as 480 or 480.50.';
  const currency = text('currency').toUpperCase();
  if (priced !== '' && !/^[A-Z]{3}$/.test(currency)) faults.currency = 'Write a currency as GBP.';
  const run = {
    ...{ name: text('name') || null, kind: text('kind') || undefined, employer: text('employer') || null },
    ...{ edition: whole('edition'), starts: text('starts') || null, ends: text('ends') || null },
    ...{ enrolFrom: text('enrolFrom') || null, enrolUntil: text('enrolUntil') || null },
    ...{ seats: whole('seats') ?? null, places: text('places') || undefined },
    price: priced === '' || Number(priced) === 0 ? null : { amount: Number(priced), currency },
    pace: { deadlines: text('deadlines') || undefined, daysAWeek: whole('daysAWeek'), grace: whole('grace') },
    ...{ timeZone: text('timeZone') || undefined, extensionLimit: whole('extensionLimit') },
  };
  return Object.keys(faults).length > 0 ? { faults } : { run: run as RunInput };
}

/** Where a path of the schema is another field of the form. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  if (first === 'pace') return second ?? 'deadlines';
  return first === 'price' && second === 'currency' ? 'currency' : (first ?? 'name');
}
