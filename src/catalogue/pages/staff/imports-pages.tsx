/** For staff: asking for an import or for ESCO, and following it. */
import { PlainPage } from '../../../organisations/index.js';
import {
  ActForm,
  Field,
  type Frame,
  formatNumber,
  Notice,
  type Refusal,
  Section,
  Select,
  State,
  Tag,
  Tick,
} from '../../../ui/index.js';
import type { Errand, ErrandState } from '../../schema.js';
import { ReportsOf } from './import-report.js';
import { moment, STAFF } from './words.js';

export type GivenImport = { address?: string; source?: string; format?: string; dryRun?: boolean; force?: boolean };

type ImportsProps = {
  frame: Frame;
  errands: readonly Errand[];
  formats: readonly { value: string; label: string }[];
  given: GivenImport;
  refusal: Refusal | null;
};

export function ImportsPage({ frame, errands, formats, given, refusal }: ImportsProps) {
  return (
    <PlainPage
      frame={frame}
      title="Imports"
      lede="Read courses from a file or an address. A dry run says what would happen, exactly, and keeps nothing."
      trail={[STAFF]}
      refusal={refusal}
      wide
    >
      <form class="form form-page" method="post" action="/staff/imports" enctype="multipart/form-data">
        <div class="field">
          <label for="files">Files</label>
          <span class="hint" id="files-hint">
            One or several, together at most 64 MB. Larger ones: give an address, or use <code>cairn import</code>.
          </span>
          <input class="input" id="files" name="files" type="file" multiple aria-describedby="files-hint" />
        </div>
        <Field
          id="address"
          name="address"
          label="Or an address"
          type="url"
          maxLength={2000}
          value={given.address}
          placeholder="https://"
          error={refusal?.fields?.address}
        />
        <div class="pair">
          <Field
            id="source"
            name="source"
            label="Source"
            hint="Its key, where this is all that the source has."
            maxLength={200}
            value={given.source}
            error={refusal?.fields?.source}
          />
          <Select
            id="format"
            name="format"
            label="Format"
            hint="Mostly it is recognised."
            value={given.format ?? ''}
            options={[{ value: '', label: 'Recognise it' }, ...formats]}
          />
        </div>
        <fieldset>
          <legend class="sr">How</legend>
          <Tick name="dryRun" value="yes" checked={given.dryRun ?? true} label="A dry run: keep nothing" />
          <Tick
            name="force"
            value="yes"
            checked={given.force ?? false}
            label="Withdraw courses even where that is more than a fifth of the source"
          />
        </fieldset>
        <button class="btn" type="submit">
          Read it
        </button>
      </form>
      <p class="after">
        <a href="/staff/imports/esco">Load the skills and occupations of ESCO</a>
      </p>
      <Section id="lately" title="Lately">
        {errands.length === 0 ? (
          <State kind="empty" title="Nothing was asked for here yet" level={3}>
            <p>
              What the terminal and feeds read is shown at each <a href="/staff/sources">source</a>.
            </p>
          </State>
        ) : (
          <ErrandList errands={errands} />
        )}
      </Section>
    </PlainPage>
  );
}

export function ErrandList({ errands }: { errands: readonly Errand[] }) {
  return (
    <ul class="rows">
      {errands.map((errand) => (
        <li>
          <div>
            <a href={`/staff/imports/${errand.id}`}>{nameOf(errand)}</a>
            <span class="quiet small">
              {moment(errand.asked)}
              {errand.dryRun && ', a dry run'}
            </span>
          </div>
          <StateTag state={errand.state} />
        </li>
      ))}
    </ul>
  );
}

const TONES = { waiting: 'unknown', running: 'caution', done: 'good', failed: 'bad', stopped: 'caution' } as const;

function StateTag({ state }: { state: ErrandState }) {
  return <Tag tone={TONES[state]}>{state}</Tag>;
}

/** "feed.json", "3 files", "Withdraw demo-feed". */
export function nameOf({ kind, address, files, source }: Errand): string {
  if (kind === 'withdrawal') return `Withdraw ${source}`;
  if (kind === 'taxonomy') return 'ESCO';
  if (address !== null) return address;
  if (files.length === 0) return source === null ? 'Files that are kept no more' : `Files of ${source}`;
  return files.length === 1 ? (files[0] as string) : `${files.length} files`;
}

type ErrandProps = { frame: Frame; errand: Errand; done?: string | undefined; now: Date };

export function ErrandPage({ frame, errand, done, now }: ErrandProps) {
  const { id, state } = errand;
  const hasEnded = state !== 'waiting' && state !== 'running';
  const canRepeat = errand.kind === 'withdrawal' || errand.address !== null || errand.files.length > 0;
  return (
    <PlainPage
      frame={frame}
      title={nameOf(errand)}
      trail={[STAFF, { label: 'Imports', href: '/staff/imports' }]}
      done={done}
      enhancers={hasEnded ? [] : ['progress']}
      wide
    >
      <div data-progress={hasEnded ? 'ended' : 'under-way'} aria-live="polite">
        <p class="row">
          <StateTag state={state} />
          <span class="small quiet">{whatWasAsked(errand)}</span>
        </p>
        <Progress errand={errand} now={now} />
        {errand.fault && <Notice kind="error">{errand.fault}</Notice>}
        {state === 'stopped' && <p>It was stopped. What was read by then stays, unless it was a dry run.</p>}
        {errand.reports && <ReportsOf reports={errand.reports} dryRun={errand.dryRun} />}
        {!hasEnded && (
          <div class="row after">
            <ActForm action={`/staff/imports/${id}/stop`} label="Stop it" />
            <a class="act" href={`/staff/imports/${id}`}>
              Look again
            </a>
          </div>
        )}
        {hasEnded && canRepeat && (
          <div class="row after">
            {errand.dryRun && (
              <ActForm
                action={`/staff/imports/${id}/again`}
                label="Do it and keep it"
                values={{ keep: 'yes' }}
                quiet={false}
              />
            )}
            <ActForm
              action={`/staff/imports/${id}/again`}
              label={
                errand.kind === 'withdrawal' ? 'Withdraw it again' : errand.dryRun ? 'Try it again' : 'Run it again'
              }
            />
          </div>
        )}
      </div>
    </PlainPage>
  );
}

function whatWasAsked({ kind, source, format, dryRun, force, asked }: Errand): string {
  const parts = [
    kind === 'import' ? (dryRun ? 'a dry run' : 'an import') : kind === 'taxonomy' ? 'a taxonomy' : 'a withdrawal',
    source !== null && `source ${source}`,
    format !== null && `format ${format}`,
    force && 'withdraws anyway',
    `asked for on ${moment(asked)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

const SILENT_MS = 60_000;

function Progress({ errand: { state, progress, looked, stopAsked }, now }: { errand: Errand; now: Date }) {
  if (state === 'waiting') return <p>It waits for its turn: one is done after another.</p>;
  if (state !== 'running') return null;
  const share = progress?.size ? Math.min(100, Math.floor((progress.done / progress.size) * 100)) : null;
  return (
    <>
      <p>
        {progress === null ? 'It has begun.' : `${formatNumber(progress.read)} read so far, ${progress.name}`}
        {share !== null && ` (${share} %)`}
        {stopAsked && '. It is stopping.'}
      </p>
      {share !== null && <progress max={100} value={share} aria-label="How far it is" />}
      {looked !== null && now.getTime() - looked.getTime() > SILENT_MS && (
        <Notice kind="note">
          Whoever does it was last heard of on {moment(looked)}. It begins again by itself within four hours; or stop
          it, and run it again.
        </Notice>
      )}
    </>
  );
}

export function TaxonomyPage({ frame, refusal }: { frame: Frame; refusal: Refusal | null }) {
  return (
    <PlainPage
      frame={frame}
      title="Load ESCO"
      lede="The skills and occupations of ESCO, beside the vocabulary that ships. The same files again change nothing."
      trail={[STAFF, { label: 'Imports', href: '/staff/imports' }]}
      refusal={refusal}
    >
      <form class="form" method="post" action="/staff/imports/esco" enctype="multipart/form-data">
        <div class="field">
          <label for="files">Its CSV files</label>
          <span class="hint" id="files-hint">
            All of them, together at most 64 MB: skills, occupations and the files that link them. Or use{' '}
            <code>cairn import-taxonomy</code>.
          </span>
          <input
            class="input"
            id="files"
            name="files"
            type="file"
            accept=".csv,text/csv"
            multiple
            required
            aria-describedby="files-hint"
          />
        </div>
        <button class="btn" type="submit">
          Load it
        </button>
      </form>
    </PlainPage>
  );
}
