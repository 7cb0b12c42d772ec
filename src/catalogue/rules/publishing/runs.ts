/** What the words of each field of a run mean, and back. Pure. */
import { countryOf } from '../../formats/readers/countries.js';
import { Mode, type Offering, type OfferingRecord, Pace } from '../../schema.js';
import { parseDay } from '../dates.js';
import { tidy } from '../text.js';
import { canonicalUrl } from '../urls.js';
import { emptyRun, type Faults, isEmptyRun, type RunForm } from './course-form.js';
import { quoted, tooLong } from './lines.js';
import { pricesInWords, readPrices } from './money-words.js';

type RunDraft = OfferingRecord;
type DayField = 'start' | 'end' | 'enrol_from' | 'enrol_until';
const DAYS: Record<DayField, 'start' | 'end' | 'enrolFrom' | 'enrolUntil'> = {
  start: 'start',
  end: 'end',
  enrol_from: 'enrolFrom',
  enrol_until: 'enrolUntil',
};

/** The runs that were filled in; faults by `runs.<place in the form>.<field>`. */
export function readRuns(forms: readonly RunForm[]): { runs: OfferingRecord[]; faults: Faults } {
  const faults: Faults = {};
  const runs: OfferingRecord[] = [];
  const used = new Set<string>();
  forms.forEach((form, at) => {
    if (isEmptyRun(form)) return;
    const { run, faults: found } = readRun(form);
    for (const [field, words] of Object.entries(found)) faults[`runs.${at}.${field}`] = words;
    run.externalId = freshId(tidy(form.run_id) || idOf(run, at), used);
    used.add(run.externalId);
    runs.push(run);
  });
  return { runs, faults };
}

function freshId(wanted: string, used: ReadonlySet<string>): string {
  for (let nth = 1; ; nth++) {
    const id = nth === 1 ? wanted : `${wanted} (${nth})`;
    if (!used.has(id)) return id;
  }
}

/** Stable while the run starts on its day in its town. */
function idOf({ start, venue }: OfferingRecord, at: number): string {
  return [start ?? `run ${at + 1}`, venue?.town].filter(Boolean).join(' ');
}

function readRun(form: RunForm): { run: OfferingRecord; faults: Faults } {
  const faults: Faults = {};
  const run: RunDraft = { externalId: '', prices: [], languages: [] };
  if (tidy(form.run_id).length > 400) faults.run_id = tooLong(400);
  for (const field of Object.keys(DAYS) as DayField[]) readDay(form, field, run, faults);
  if (run.start && run.end && run.end < run.start) faults.end = 'The end is before the start. Check both days.';
  if (run.enrolFrom && run.enrolUntil && run.enrolUntil < run.enrolFrom)
    faults.enrol_until = 'Enrolment closes before it opens. Check both days.';
  readTaught(form, run, faults);
  readPlace(form, run, faults);
  const prices = readPrices(form.run_price);
  if ('fault' in prices) faults.run_price = prices.fault;
  else run.prices = prices.prices;
  const url = tidy(form.run_url);
  if (url) {
    const address = canonicalUrl(url);
    if (address === null) faults.run_url = 'Write a whole address that begins with https://.';
    else run.url = address;
  }
  return { run, faults };
}

/** A start may be to the month; every other day is whole. */
function readDay(form: RunForm, field: DayField, run: RunDraft, faults: Faults): void {
  const words = tidy(form[field]);
  if (words === '') return;
  const found = parseDay(words);
  if (!found) faults[field] = `${quoted(words)} is no day that is certain. Write 2027-03-04.`;
  else if (found.precision !== 'day' && field !== 'start') faults[field] = 'Write the whole day, such as 2027-03-04.';
  else {
    run[DAYS[field]] = found.day;
    if (found.precision !== 'day') run.startApproximate = true;
  }
}

function readTaught(form: RunForm, run: RunDraft, faults: Faults): void {
  const mode = tidy(form.run_mode).toLowerCase().replace('in person', 'in-person');
  const pace = tidy(form.run_pace).toLowerCase().replace('self paced', 'self-paced');
  if (mode) {
    const found = Mode.safeParse(mode);
    if (found.success) run.mode = found.data;
    else faults.run_mode = `${quoted(mode)} is none of ${Mode.options.join(', ')}.`;
  }
  if (pace) {
    const found = Pace.safeParse(pace);
    if (found.success) run.pace = found.data;
    else faults.run_pace = `${quoted(pace)} is none of ${Pace.options.join(', ')}.`;
  }
  const cancelled = tidy(form.cancelled).toLowerCase();
  if (/^(yes|true|1|cancelled)$/.test(cancelled)) run.cancelled = true;
  else if (!/^(no|false|0)?$/.test(cancelled)) faults.cancelled = 'Write yes, or leave it empty.';
}

function readPlace(form: RunForm, run: RunDraft, faults: Faults): void {
  const [name, town, country] = [tidy(form.venue), tidy(form.town), tidy(form.run_country)];
  if (name.length > 300) faults.venue = tooLong(300);
  if (town.length > 200) faults.town = tooLong(200);
  const code = country ? countryOf(country) : undefined;
  if (country && !code) faults.run_country = `We know no country called ${quoted(country)}.`;
  if (name || town || code)
    run.venue = { ...(name && { name }), ...(town && { town }), ...(code && { country: code }) };
  const places = tidy(form.places);
  if (places === '') return;
  if (/^\d{1,6}$/.test(places)) run.places = Number(places);
  else faults.places = 'Write a whole number, such as 24.';
}

/** The words of a run; `own` as in `FieldRule.write`. */
export function writeRun(run: OfferingRecord | Offering, own: boolean): RunForm {
  return {
    ...emptyRun(),
    run_id: own ? run.externalId : '',
    start: run.startApproximate ? (run.start ?? '').slice(0, 7) : (run.start ?? ''),
    end: run.end ?? '',
    enrol_from: run.enrolFrom ?? '',
    enrol_until: run.enrolUntil ?? '',
    run_mode: run.mode ?? '',
    run_pace: run.pace ?? '',
    venue: run.venue?.name ?? '',
    town: run.venue?.town ?? '',
    run_country: run.venue?.country ?? '',
    places: run.places === undefined ? '' : String(run.places),
    run_price: pricesInWords(run.prices, own),
    run_url: run.url ?? '',
    cancelled: run.cancelled ? 'yes' : '',
  };
}
