/** What a reading of a feed came to: first courses, faults by place, what is not as it was, the readings before. */
import { countOf, formatNumber, NotStated, Tag } from '../../../ui/index.js';
import type { FeedRun } from '../../queries/index.js';
import type { FeedSample } from '../../schema/feeds.js';
import type { ImportReport, ListingDifference } from '../../schema.js';
import { countsInWords, fieldInWords, OUTCOMES, REASONS, timeInWords } from './words.js';

export function Sample({ sample }: { sample: readonly FeedSample[] }) {
  if (sample.length === 0) return null;
  const cell = (label: string, value: string | null) => <td data-l={label}>{value ?? <NotStated />}</td>;
  return (
    <table class="table cards after">
      <caption class="sr">The first courses, as they were understood</caption>
      <thead>
        <tr>
          <th scope="col">Course</th>
          <th scope="col">Level</th>
          <th scope="col">Credit</th>
          <th scope="col">Price</th>
          <th scope="col">Next start</th>
        </tr>
      </thead>
      <tbody>
        {sample.map(({ title, level, credit, price, start }) => (
          <tr>
            <th scope="row">{title}</th>
            {cell('Level', level)}
            {cell('Credit', credit)}
            {cell('Price', price)}
            {cell('Next start', start)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOST_ERRORS = 100;

export function Errors({ report }: { report: ImportReport }) {
  const { errors } = report;
  if (errors.length === 0) return null;
  return (
    <details class="after" open={errors.length <= 10}>
      <summary>{countOf(errors.length, 'fault')} by place</summary>
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {errors.slice(0, MOST_ERRORS).map(({ at, reason }) => (
            <tr>
              <th scope="row">{at}</th>
              <td data-l="What is wrong">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {errors.length > MOST_ERRORS && <p class="small quiet">The first {MOST_ERRORS} are shown.</p>}
    </details>
  );
}

const KINDS: readonly { kind: ListingDifference['kind']; done: string; asked: string }[] = [
  { kind: 'withdrawn', done: 'Withdrawn', asked: 'Not in the file any more' },
  { kind: 'changed', done: 'Changed', asked: 'Changed' },
  { kind: 'added', done: 'New', asked: 'New' },
];

export function Differences({ run }: { run: FeedRun }) {
  const { diff, outcome, report } = run;
  if (!diff || diff.length === 0) return null;
  const total = (kind: ListingDifference['kind']) => {
    if (kind === 'withdrawn' && outcome === 'stopped') return report?.unseen ?? 0;
    return report?.[kind] ?? 0;
  };
  return (
    <>
      {KINDS.map(({ kind, done, asked }) => {
        const found = diff.filter((one) => one.kind === kind);
        if (found.length === 0) return null;
        return (
          <details class="after" open={kind === 'withdrawn'}>
            <summary>
              {outcome === 'stopped' ? asked : done}: {countOf(Math.max(total(kind), found.length), 'course')}
            </summary>
            <ul class="rows">
              {found.map((one) => (
                <Difference {...one} />
              ))}
            </ul>
            {total(kind) > found.length && <p class="small quiet">The first {formatNumber(found.length)} are shown.</p>}
          </details>
        );
      })}
    </>
  );
}

function Difference({ title, fields }: ListingDifference) {
  return (
    <li>
      <span>
        {title}
        {fields.map(({ field, from, to }) => (
          <span class="small quiet break">
            {fieldInWords(field)}: {from === null ? <NotStated /> : `“${from}”`} →{' '}
            {to === null ? <NotStated /> : `“${to}”`}
          </span>
        ))}
      </span>
    </li>
  );
}

export function Runs({ runs }: { runs: readonly FeedRun[] }) {
  if (runs.length === 0) return <p>It has not been read yet.</p>;
  return (
    <table class="table cards">
      <caption class="sr">The last fifty readings, newest first</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Why</th>
          <th scope="col">Result</th>
          <th scope="col">What it came to</th>
          <th scope="col" class="n">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr>
            <th scope="row">{timeInWords(run.started)}</th>
            <td data-l="Why">{REASONS[run.reason]}</td>
            <td data-l="Result">
              <Tag tone={OUTCOMES[run.outcome].tone}>{OUTCOMES[run.outcome].words}</Tag>
            </td>
            <td data-l="What it came to">
              <span>{run.message ?? (run.report ? countsInWords(run.report) : '')}</span>
            </td>
            <td data-l="Took" class="n">
              {run.finished ? `${formatNumber((run.finished.getTime() - run.started.getTime()) / 1000)} s` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
