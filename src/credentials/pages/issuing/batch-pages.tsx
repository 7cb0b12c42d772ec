/** Many at once: sending a table, looking at what it would do, and watching it being issued. */
import { WorkplacePage } from '../../../organisations/index.js';
import {
  ActForm,
  countOf,
  formatDay,
  formatNumber,
  Notice,
  type Refusal,
  Section,
  Select,
  State,
  Tag,
  TextArea,
  Tick,
} from '../../../ui/index.js';
import type { Batch, GivenAward } from '../../schema/issuing.js';
import { below, credentialsPath, type IssuingPlace } from './place.js';
import { SignedAsField } from './signed-as.js';
import { BATCH_WORDS, dayOf } from './words.js';

export type SendPageProps = {
  place: IssuingPlace;
  achievements: readonly { id: string; name: string }[];
  values: { achievement: string; text: string };
  refusal?: Refusal | null;
};

export function SendTablePage({ place, achievements, values, refusal }: SendPageProps) {
  const base = credentialsPath(place);
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title="Issue many by a table"
      lede="A file of comma-separated values, one row a person. You see what it would do before anything is issued."
      refusal={refusal ?? null}
    >
      {achievements.length === 0 ? (
        <State
          kind="empty"
          title="There is nothing to award yet"
          act={{
            href: `/organisations/${place.organisation.slug}/achievements`,
            label: 'Write an achievement and publish it',
          }}
        />
      ) : (
        <>
          <p>Start from a template, which has a column for each result of the achievement:</p>
          <ul>
            {achievements.slice(0, 20).map(({ id, name }) => (
              <li>
                <a href={`${base}/template.csv?achievement=${id}`}>Template for “{name}”</a>
              </li>
            ))}
          </ul>
          <p class="small quiet">
            Only the column “e-mail” (or “did”) must be there. Days are written 2026-11-23, or 23/11/2026 with the day
            first.
          </p>
          <form class="form" method="post" encType="multipart/form-data">
            <Select
              id="table-achievement"
              name="achievement"
              label="Achievement"
              value={values.achievement}
              options={achievements.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <div class="field">
              <label for="table-file">The file</label>
              <span class="hint" id="table-file-hint">
                CSV, at most 20 MB. From a spreadsheet: Save as, CSV UTF-8.
              </span>
              <input
                class="input"
                id="table-file"
                name="file"
                type="file"
                accept=".csv,text/csv"
                aria-describedby="table-file-hint"
              />
            </div>
            <TextArea
              id="table-text"
              name="text"
              label="Or paste it here"
              rows={6}
              value={values.text}
              hint="With the row of column names."
            />
            <SignedAsField value={undefined} />
            <Tick
              name="suspendable"
              value="yes"
              label="They can be suspended later, not only revoked (some older verifiers refuse such files)"
            />
            <Tick name="again" value="yes" label="Issue also to people who hold this already" />
            <button class="btn" type="submit">
              Check the table
            </button>
          </form>
        </>
      )}
    </WorkplacePage>
  );
}

export type BatchPageProps = {
  place: IssuingPlace;
  batch: Batch;
  achievement: string;
  /** The first awards of one that is not confirmed yet. */
  awards: readonly GivenAward[];
  done?: string | null;
  refusal?: Refusal | null;
};

/** A batch that waits for whoever sent it, is being issued, or was. */
export function BatchPage(props: BatchPageProps) {
  const { place, batch, achievement, done, refusal } = props;
  const isChecked = batch.state === 'checked';
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place, { label: 'Batches', href: `${credentialsPath(place)}/batches` })}
      title={isChecked ? 'What your table would do' : batch.name}
      lede={
        isChecked
          ? `Nothing is issued yet. It would issue ${countOf(batch.total, 'credential')} of “${achievement}”.`
          : `“${achievement}”: ${BATCH_WORDS[batch.state]}.`
      }
      done={batch.state === 'done' ? null : (done ?? null)}
      refusal={refusal ?? null}
    >
      {isChecked ? <Preview {...props} /> : <Standing {...props} />}
    </WorkplacePage>
  );
}

const MOST_SHOWN = 200;

function Preview(props: BatchPageProps) {
  const { place, batch } = props;
  const own = `${credentialsPath(place)}/batches/${batch.id}`;
  return (
    <>
      {batch.faults.length > 0 && <Faults faults={batch.faults} />}
      {batch.total > 0 && <FirstAwards {...props} />}
      <Section id="issue" title="Issue">
        {batch.total === 0 ? (
          <p>Nothing of it can be issued as it stands. Mend the table and send it again.</p>
        ) : (
          <form class="form" method="post" action={own}>
            {batch.faults.some(({ row }) => row > 0) && (
              <Tick name="leaveOut" value="yes" label="Leave out the rows with faults, and issue the rest" />
            )}
            <p class="small quiet">A letter with a link goes to each address.</p>
            <button class="btn" type="submit">
              Issue {batch.total === 1 ? 'this credential' : `these ${formatNumber(batch.total)} credentials`}
            </button>
          </form>
        )}
        <div class="after">
          <ActForm action={`${own}/drop`} label="Throw this table away" />
        </div>
      </Section>
    </>
  );
}

function Faults({ faults }: Pick<Batch, 'faults'>) {
  return (
    <Section
      id="faults"
      title="What to mend"
      aside={<span class="tiny">{countOf(faults.filter(({ row }) => row > 0).length, 'fault')}</span>}
    >
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_SHOWN).map(({ row, column, message }) => (
            <tr>
              <th scope="row">{row === 0 ? 'The table' : `Row ${row}`}</th>
              <td data-l="Column">{row === 0 ? 'a remark' : column === '' ? 'the whole row' : column}</td>
              <td data-l="What to do">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small quiet">
        Rows are numbered as in a spreadsheet: the names of the columns are row 1.
        {faults.length > MOST_SHOWN && ` The first ${MOST_SHOWN} are shown.`}
      </p>
    </Section>
  );
}

function FirstAwards({ batch, awards }: BatchPageProps) {
  return (
    <Section
      id="awards"
      title="Who would get it"
      aside={<span class="tiny">{countOf(batch.total, 'person', 'people')}</span>}
    >
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            <th scope="col">E-mail or DID</th>
            <th scope="col">Results</th>
            <th scope="col">Days</th>
          </tr>
        </thead>
        <tbody>
          {awards.map(({ recipient, results = [], started, finished, validUntil }) => (
            <tr>
              <th scope="row">{recipient.name ?? 'name not stated'}</th>
              <td data-l="E-mail or DID">{recipient.email ?? recipient.did}</td>
              <td data-l="Results">
                {results.map(({ result, value, level }) => `${result}: ${value ?? `level ${level}`}`).join(', ') ||
                  'none'}
              </td>
              <td data-l="Days">
                {[
                  started && `from ${formatDay(started)}`,
                  finished && `to ${formatDay(finished)}`,
                  validUntil && `holds until ${formatDay(validUntil)}`,
                ]
                  .filter(Boolean)
                  .join(', ') || 'none'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {batch.total > awards.length && (
        <p class="small quiet">
          The first {awards.length} of {formatNumber(batch.total)} are shown.
        </p>
      )}
    </Section>
  );
}

function Standing({ place, batch }: BatchPageProps) {
  const base = credentialsPath(place);
  const isGoing = batch.state === 'waiting' || batch.state === 'running';
  return (
    <>
      <p>
        <progress id="batch-progress" max={batch.total} value={batch.done} aria-label="Issued so far">
          {batch.done}
        </progress>
      </p>
      <p class="num">
        {formatNumber(batch.done)} of {formatNumber(batch.total)} issued
      </p>
      {batch.fault && <Notice kind={batch.state === 'failed' ? 'error' : 'note'}>{batch.fault}</Notice>}
      {batch.state === 'failed' && (
        <ActForm action={`${base}/batches/${batch.id}/resume`} label="Go on" quiet={false} />
      )}
      {isGoing && <p class="small quiet">This page looks again by itself. You can leave it: nothing stops.</p>}
      <p class="row after">
        <a class="btn btn-line" href={`${base}?batch=${batch.id}`}>
          The credentials of it
        </a>
        {batch.done > 0 && (
          <a class="btn btn-line" href={`${base}/change?how=revoked&batch=${batch.id}`}>
            Revoke all of it
          </a>
        )}
      </p>
    </>
  );
}

export function BatchesPage({
  place,
  batches,
}: {
  place: IssuingPlace;
  batches: readonly (Batch & { achievement: string })[];
}) {
  const base = credentialsPath(place);
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title="Batches"
      lede="Credentials that were issued together."
    >
      {batches.length === 0 ? (
        <State kind="empty" title="No batch yet" act={{ href: `${base}/table`, label: 'Issue many by a table' }} />
      ) : (
        <ul class="rows">
          {batches.map(({ id, name, achievement, made, done, total, state }) => (
            <li>
              <span>
                <a href={`${base}/batches/${id}`}>{name}</a>
                <span class="small quiet">
                  “{achievement}”, {formatDay(dayOf(made))}, {formatNumber(done)} of {formatNumber(total)}
                </span>
              </span>
              <Tag tone={state === 'done' ? 'good' : state === 'failed' ? 'bad' : 'caution'}>{BATCH_WORDS[state]}</Tag>
            </li>
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}
