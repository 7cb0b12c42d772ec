/** What waits to be marked. */
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { Act, countOf, formatShortDay, State, Tag } from '../../../ui/index.js';
import type { Queue, QueueEntry } from '../../actions/marking/desk-view.js';
import type { Stage } from '../../rules/marking/stages.js';
import { numberOf } from './words.js';

const STAGES: Readonly<Record<Stage, string>> = {
  first: 'First mark',
  second: 'Second mark',
  agreement: 'Two marks differ',
  appeal: 'Appeal',
  stands: 'Marked',
};

type QueuePageProps = { workplace: Workplace; queue: Queue; done: string | undefined };

export function QueuePage({ workplace, queue, done }: QueuePageProps) {
  const { entries, figures } = queue;
  const base = `/organisations/${workplace.organisation.slug}/marking`;
  return (
    <WorkplacePage {...workplace} here="marking" title="Marking" lede={ledeOf(figures)} done={done}>
      {figures.flagged > 0 && (
        <p>
          <Act href={`${base}/feedback`} icon="info">
            {countOf(figures.flagged, 'piece')} of peer feedback reported
          </Act>
        </p>
      )}
      {entries.length === 0 ? (
        <State kind="empty" title="Nothing waits">
          <p>Work appears here when a learner hands it in. You get at most one letter about it on a working day.</p>
        </State>
      ) : (
        <table class="table cards">
          <caption class="sr">Work that waits, the promised day that is nearest first</caption>
          <thead>
            <tr>
              <th scope="col">Work</th>
              <th scope="col">Waits for</th>
              <th scope="col">Promised by</th>
              <th scope="col">Next</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row entry={entry} href={`${base}/${entry.row.id}`} />
            ))}
          </tbody>
        </table>
      )}
    </WorkplacePage>
  );
}

function ledeOf({ waiting, late, appeals }: Queue['figures']): string {
  const lateWords = late > 0 ? ` ${late} past the promised day: these come first.` : '';
  const appealWords = appeals > 0 ? ` ${countOf(appeals, 'appeal')} to decide.` : '';
  return waiting + appeals === 0 ? 'No work waits to be marked.' : `${waiting} to mark.${lateWords}${appealWords}`;
}

function Row({ entry, href }: { entry: QueueEntry; href: string }) {
  const { row, course, step, stage, isLate, isMine, refusal } = entry;
  return (
    <tr>
      <th scope="row">
        <a href={href}>
          {step.title}, {numberOf(row.id)}
        </a>
        <span class="quiet small queue-course">{course}</span>
      </th>
      <td data-l="Waits for">{STAGES[stage]}</td>
      <td data-l="Promised by" class="num">
        {formatShortDay(row.promisedBy)} {isLate && <Tag tone="bad">late</Tag>}
      </td>
      <td data-l="Next">{isMine ? <strong>Yours now</strong> : (refusal?.words ?? 'Open')}</td>
    </tr>
  );
}
