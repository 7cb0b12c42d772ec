import { Act, formatDay, formatMoney, NotStated, Section } from '../../ui/index.js';
import type { Course, Offering } from '../schema.js';
import { venueInWords } from './course-facts.js';
import { modeInWords, PRICE_KINDS } from './words.js';

/** More runs than this are folded away. */
const RUNS_SHOWN = 12;

export function Runs({ course, today }: { course: Course; today: string }) {
  const runs = course.offerings
    .filter(
      (run) => !run.cancelled && (run.start !== undefined || run.startText !== undefined || run.venue !== undefined),
    )
    .toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? ''));
  if (runs.length === 0) return null;
  const coming = runs.filter(({ start, pace }) => (start ? start >= today : pace === 'self-paced')).length;
  const dated = runs.some(({ start, startText, pace }) => start || startText || pace === 'self-paced');
  return (
    <Section
      id="runs"
      title="Dates and places"
      aside={
        <span class="tiny">
          {dated ? (coming === 0 ? 'none still to come' : `${coming} still to come`) : 'no date stated'}
        </span>
      }
    >
      <table class="table cards">
        <caption class="sr">When and where this course runs, latest first</caption>
        <thead>
          <tr>
            <th scope="col">Starts</th>
            <th scope="col">How</th>
            <th scope="col">Where</th>
            <th scope="col" class="n">
              Price
            </th>
          </tr>
        </thead>
        <tbody>{runs.slice(0, RUNS_SHOWN).map((run) => Run(run))}</tbody>
      </table>
      {runs.some(({ start }) => start !== undefined && start >= today) && (
        <p>
          <Act href={`/courses/${course.slug}.ics`} icon="calendar">
            Put these dates in your calendar
          </Act>
        </p>
      )}
      {runs.length > RUNS_SHOWN && <p class="tiny">and {runs.length - RUNS_SHOWN} earlier.</p>}
    </Section>
  );
}

function Run(run: Offering) {
  const price = run.prices[0];
  return (
    <tr>
      <th scope="row">
        {run.start ? <time dateTime={run.start}>{formatDay(run.start)}</time> : (run.startText ?? undatedStart(run))}
      </th>
      <td data-l="How">{modeInWords(run.mode, run.pace) ?? <NotStated />}</td>
      <td data-l="Where">{venueInWords(run) ?? <NotStated />}</td>
      <td class="n" data-l="Price">
        {price ? (
          <>
            {price.amount === 0 ? 'Free' : formatMoney(price.amount, price.currency)}
            {price.kind !== 'full' && <span class="approx"> {PRICE_KINDS[price.kind]}</span>}
          </>
        ) : (
          <NotStated />
        )}
      </td>
    </tr>
  );
}

/** A run without a date begins at any time only where its source says so. */
function undatedStart({ pace }: Offering) {
  return pace === 'self-paced' ? 'Any time' : <NotStated />;
}
