/** The groups of filters that hold fields: price, credit, time, start, place, rating. */
import type { ComponentChildren } from 'preact';
import { countOf, drawnOnce, Field, formatNumber, Histogram, Select, Tick } from '../../ui/index.js';
import { pointOf } from '../rules/places.js';
import { NEAR_KM } from '../rules/question.js';
import type { Range, SearchAnswer, SearchQuery } from '../schema.js';

export type GroupsProps = { query: SearchQuery; answer: SearchAnswer };

const PLACE_UNKNOWN = 'We do not know this place. Try a larger town nearby.';

/** What a range is called where it is not stated. */
const RANGE_WORDS: Record<Range, string> = {
  price: 'a price',
  credit: 'credit',
  cpdHours: 'CPD hours',
  hours: 'total hours',
  weeks: 'weeks',
  hoursPerWeek: 'hours a week',
  start: 'a start',
  rating: 'a rating',
};

type GroupProps = { name: string; title: string; open: boolean; on: number; children: ComponentChildren };

function Group({ name, title, open, on, children }: GroupProps) {
  return (
    <details class="facet" data-facet={name} open={open || on > 0}>
      <summary>
        {title}
        {on > 0 && <span class="on">{on} on</span>}
      </summary>
      <div class="facet-body">{children}</div>
    </details>
  );
}

/** Bands end with the highest that holds a course: "£50 or more" is only said where there is no upper edge. */
function upperEnd({ from, to }: { from: number; to: number }, words: (value: string) => string): string {
  return to > 1_000_000 ? `${words(formatNumber(from))} or more` : `under ${words(formatNumber(to))}`;
}

export function Price({ query, answer }: GroupsProps) {
  const bands = answer.ranges.price ?? [];
  const set = (query.priceMax === undefined ? 0 : 1) + Number(query.free) + Number(query.funded);
  const inPounds = query.currency === 'GBP' ? query.priceMax : undefined;
  const last = bands.at(-1);
  return (
    <Group name="price" title="Price" open on={set}>
      {last && bands.length > 1 && (
        <Histogram bands={bands} to={inPounds} ends={['Free', upperEnd(last, (pounds) => `£${pounds}`)]} />
      )}
      <div dangerouslySetInnerHTML={priceFields(query)} />
      <Missing of="price" answer={answer} />
    </Group>
  );
}

const priceFields = drawnOnce(
  ({ priceMax, currency, free, funded }: SearchQuery) => (
    <>
      <div class="range">
        <Field id="priceMax" name="priceMax" label="Up to" type="number" min={0} step="any" value={priceMax} />
        <Select id="currency" name="currency" label="Currency" value={currency} options={CURRENCIES} />
      </div>
      <Tick name="free" value="1" label="Free only" checked={free} />
      <Tick name="funded" value="1" label="Funding stated" checked={funded} />
    </>
  ),
  ({ priceMax, currency, free, funded }) => [priceMax, currency, free, funded],
);

const CURRENCIES = ['GBP', 'EUR', 'USD', 'AUD'].map((value) => ({ value, label: value }));
const SCHEMES = ['ECTS', 'CATS', 'SCQF', 'RQF', 'CQFW', 'US-SEM', 'US-QTR'].map((value) => ({ value, label: value }));

export function Credit({ query, answer }: GroupsProps) {
  const { creditMin, creditMax, cpdHoursMin, cpdHoursMax } = query;
  const set = countSet(creditMin, creditMax, cpdHoursMin, cpdHoursMax);
  return (
    <Group name="credit" title="Credit and CPD hours" open={false} on={set}>
      <div class="range three" dangerouslySetInnerHTML={creditFields(query)} />
      <Missing of="credit" answer={answer} />
      <div class="range" dangerouslySetInnerHTML={cpdFields(query)} />
      <Missing of="cpdHours" answer={answer} />
    </Group>
  );
}

const creditFields = drawnOnce(
  ({ creditMin, creditMax, creditScheme }: SearchQuery) => (
    <>
      <Field id="creditMin" name="creditMin" label="Credit from" type="number" min={0} step="any" value={creditMin} />
      <Field id="creditMax" name="creditMax" label="to" type="number" min={0} step="any" value={creditMax} />
      <Select id="creditScheme" name="creditScheme" label="in" value={creditScheme} options={SCHEMES} />
    </>
  ),
  ({ creditMin, creditMax, creditScheme }) => [creditMin, creditMax, creditScheme],
);

const cpdFields = drawnOnce(
  ({ cpdHoursMin, cpdHoursMax }: SearchQuery) => (
    <>
      <Field
        id="cpdHoursMin"
        name="cpdHoursMin"
        label="CPD hours from"
        type="number"
        min={0}
        step="any"
        value={cpdHoursMin}
      />
      <Field id="cpdHoursMax" name="cpdHoursMax" label="to" type="number" min={0} step="any" value={cpdHoursMax} />
    </>
  ),
  ({ cpdHoursMin, cpdHoursMax }) => [cpdHoursMin, cpdHoursMax],
);

export function Time({ query, answer }: GroupsProps) {
  const { hoursMin, hoursMax, weeksMax, hoursPerWeekMax } = query;
  const bands = answer.ranges.hours ?? [];
  const last = bands.at(-1);
  return (
    <Group name="time" title="Time it takes" open={false} on={countSet(hoursMin, hoursMax, weeksMax, hoursPerWeekMax)}>
      {last && bands.length > 1 && (
        <Histogram
          bands={bands}
          from={hoursMin}
          to={hoursMax}
          ends={['1 h', upperEnd(last, (hours) => `${hours} h`)]}
        />
      )}
      <div class="range" dangerouslySetInnerHTML={timeFields(query)} />
      <Missing of="hours" answer={answer} />
    </Group>
  );
}

const timeFields = drawnOnce(
  ({ hoursMin, hoursMax, weeksMax, hoursPerWeekMax }: SearchQuery) => (
    <>
      <Field
        id="hoursMin"
        name="hoursMin"
        label="Hours in all, from"
        type="number"
        min={0}
        step="any"
        value={hoursMin}
      />
      <Field id="hoursMax" name="hoursMax" label="to" type="number" min={0} step="any" value={hoursMax} />
      <Field id="weeksMax" name="weeksMax" label="Weeks, at most" type="number" min={0} step="any" value={weeksMax} />
      <Field
        id="hoursPerWeekMax"
        name="hoursPerWeekMax"
        label="Hours a week, at most"
        type="number"
        min={0}
        step="any"
        value={hoursPerWeekMax}
      />
    </>
  ),
  ({ hoursMin, hoursMax, weeksMax, hoursPerWeekMax }) => [hoursMin, hoursMax, weeksMax, hoursPerWeekMax],
);

export function Starts({ query, answer }: GroupsProps) {
  return (
    <Group name="start" title="Starts" open={false} on={countSet(query.startFrom, query.startTo)}>
      <div class="range one" dangerouslySetInnerHTML={startFields(query)} />
      <p class="tiny">A course that you can begin at any time fits every date.</p>
      <Missing of="start" answer={answer} />
    </Group>
  );
}

const startFields = drawnOnce(
  ({ startFrom, startTo }: SearchQuery) => (
    <>
      <Field id="startFrom" name="startFrom" label="From" type="date" value={startFrom} />
      <Field id="startTo" name="startTo" label="To" type="date" value={startTo} />
    </>
  ),
  ({ startFrom, startTo }) => [startFrom, startTo],
);

export function Near({ query }: GroupsProps) {
  return (
    <Group name="near" title="Near a place" open={false} on={countSet(query.near)}>
      <div class="range" dangerouslySetInnerHTML={nearFields(query)} />
      <p class="tiny">For courses taught in person, from the centre of the town.</p>
    </Group>
  );
}

const nearFields = drawnOnce(
  ({ near, withinKm }: SearchQuery) => (
    <>
      <Select
        id="withinKm"
        name="withinKm"
        label="Within"
        value={String(withinKm ?? NEAR_KM)}
        options={distancesWith(withinKm ?? NEAR_KM)}
      />
      <Field
        id="near"
        name="near"
        label="of town or city"
        value={near}
        error={near !== undefined && pointOf(near) === null ? PLACE_UNKNOWN : undefined}
      />
    </>
  ),
  ({ near, withinKm }) => [near, withinKm],
);

const DISTANCES = [5, 10, 25, 50, 100, 200];

/** A distance that came with the address stays, whatever it is. */
function distancesWith(chosen: number): { value: string; label: string }[] {
  return [...new Set([...DISTANCES, chosen])]
    .toSorted((a, b) => a - b)
    .map((km) => ({ value: String(km), label: `${formatNumber(km)} km` }));
}

export function Rating({ query, answer }: GroupsProps) {
  const options = [{ value: '', label: 'Any rating' }].concat(
    ['4.5', '4', '3.5', '3'].map((value) => ({ value, label: `${value} of 5 or more` })),
  );
  return (
    <Group name="rating" title="Rating" open={false} on={countSet(query.ratingMin)}>
      <Select
        id="ratingMin"
        name="ratingMin"
        label="At least"
        value={query.ratingMin === undefined ? '' : String(query.ratingMin)}
        options={options}
      />
      <Missing of="rating" answer={answer} />
    </Group>
  );
}

function countSet(...values: unknown[]): number {
  return values.filter((value) => value !== undefined).length;
}

/** How many of the courses found do not state the value: they drop out of a range unless they are kept. */
function Missing({ of, answer }: { of: Range; answer: SearchAnswer }) {
  const missing = answer.notStated[of] ?? 0;
  if (missing === 0) return null;
  return (
    <p class="tiny">
      {countOf(missing, 'course does', 'courses do')} not state {RANGE_WORDS[of]}.
    </p>
  );
}

export function NotStatedTick({ query, answer }: GroupsProps) {
  const missing = RANGES_IN_ORDER.filter((range) => (answer.notStated[range] ?? 0) > 0);
  if (missing.length === 0 && !query.unknown) return null;
  return (
    <Group name="unknown" title="Facts not stated" open on={query.unknown ? 1 : 0}>
      <Tick
        name="unknown"
        value="include"
        checked={query.unknown !== undefined}
        label="Keep courses that do not state what I ask for"
      />
    </Group>
  );
}

const RANGES_IN_ORDER: readonly Range[] = [
  'price',
  'credit',
  'cpdHours',
  'hours',
  'weeks',
  'hoursPerWeek',
  'start',
  'rating',
];
