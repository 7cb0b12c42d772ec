/** The runs of a course, for its registrar: all of them, and one with all that waits in it. */
import {
  Act,
  ActForm,
  countOf,
  type Fact,
  FactTable,
  Field,
  formatDay,
  Notice,
  type Refusal,
  Section,
  State,
  Tag,
} from '../../../ui/index.js';
import { NEXT_STATES } from '../../rules/offerings/invoices.js';
import { whenInWords } from '../../rules/offerings/sessions.js';
import type { OfferingState } from '../../schema/index.js';
import type { Extension, Invoice, LiveSession, Run, VoucherBatch } from '../../schema/runs.js';
import { DeskPage, type DeskPlace, runsPath } from './desk-shell.js';
import { costInWords, datesInWords, kindInWords, paceInWords, priceInWords, runName, seatsInWords } from './words.js';

const STATES: Record<OfferingState, { words: string; tone: 'good' | 'caution' | 'bad' | 'unknown' }> = {
  draft: { words: 'not open yet', tone: 'caution' },
  open: { words: 'open', tone: 'good' },
  closed: { words: 'closed to new learners', tone: 'unknown' },
  cancelled: { words: 'cancelled', tone: 'bad' },
};
const DONE: Record<string, string> = {
  made: 'The run is there.',
  changed: 'The run is changed. Whoever is in it keeps edition, start and place.',
  open: 'Learners can enrol.',
  closed: 'Nobody can enrol any more. Those who are in it have been told.',
  cancelled: 'The run is cancelled, and its learners are told.',
  code: 'The code is set.',
  'no-code': 'The code is taken away.',
  withdrawn: 'Those codes work no more. Places that were taken stay.',
  settled: 'That is kept.',
  decided: 'The learner has a letter.',
  session: 'The session is kept, and the learners are told.',
  called: 'The session is cancelled, and the learners are told.',
};

type ListProps = { place: DeskPlace; runs: readonly Run[]; isPublished: boolean; done: string | undefined };

export function RunsDeskPage({ place, runs, isPublished, done }: ListProps) {
  const base = runsPath(place);
  return (
    <DeskPage
      place={place}
      title="Runs"
      lede="How learners take this course: at their own pace, as a cohort, or for one employer’s people. Several at once."
      done={done === undefined ? undefined : DONE[done]}
    >
      {isPublished ? (
        <p>
          <a class="btn" href={`${base}/new`}>
            Open a run
          </a>
        </p>
      ) : (
        <Notice kind="note">Publish the course first: a run is a run of an edition.</Notice>
      )}
      {runs.length === 0 ? (
        <State kind="empty" title="No run yet" />
      ) : (
        <ul class="rows">
          {runs.map((run) => (
            <li>
              <div>
                <a href={`${base}/${run.id}`}>{runName(run)}</a>
                <span class="quiet small">
                  {datesInWords(run)} · edition {run.edition} · {costInWords(run)} · {countOf(run.taken, 'learner')}
                </span>
              </div>
              <Tag tone={STATES[run.state].tone}>{STATES[run.state].words}</Tag>
            </li>
          ))}
        </ul>
      )}
    </DeskPage>
  );
}

export type RunDesk = {
  run: Run;
  employer: string | null;
  newest: number;
  waiting: number;
  batches: readonly VoucherBatch[];
  invoices: readonly Invoice[];
  extensions: readonly (Extension & { learner: string; extensionDays: number })[];
  sessions: readonly LiveSession[];
  hasSessionSteps: boolean;
};
type OneProps = { place: DeskPlace; desk: RunDesk; origin: string; done: string | undefined; refusal?: Refusal | null };

export function RunDeskPage({ place, desk, origin, done, refusal = null }: OneProps) {
  const { run, newest } = desk;
  const at = `${runsPath(place)}/${run.id}`;
  const { words, tone } = STATES[run.state];
  return (
    <DeskPage
      place={place}
      title={runName(run)}
      isBelow
      done={done === undefined ? undefined : DONE[done]}
      refusal={refusal}
    >
      <p>
        <Tag tone={tone}>{words}</Tag>
      </p>
      {run.listingNote && <Notice kind="note">{run.listingNote}</Notice>}
      <FactTable facts={factsOf(desk, origin)} />
      {run.state !== 'cancelled' && (
        <div class="row after">
          <a class="btn btn-line" href={`${at}/form`}>
            Change this run
          </a>
          {run.state !== 'open' && (
            <ActForm action={`${at}/state`} label="Open to learners" values={{ state: 'open' }} quiet={false} />
          )}
          {run.state === 'open' && (
            <ActForm action={`${at}/state`} label="Close to new learners" values={{ state: 'closed' }} />
          )}
        </div>
      )}
      {newest > run.edition && (
        <p class="small quiet">
          New learners learn by edition {run.edition}. Edition {newest} is the newest: change the run to give them that.
        </p>
      )}
      <Extensions desk={desk} at={at} />
      {(run.places === 'voucher' || desk.batches.length > 0) && <Vouchers desk={desk} at={at} refusal={refusal} />}
      {(run.places === 'invoice' || desk.invoices.length > 0) && <Invoices desk={desk} at={at} />}
      {(desk.hasSessionSteps || desk.sessions.length > 0) && <Sessions desk={desk} at={at} />}
      {run.kind === 'private' && <EmployerCode run={run} at={at} refusal={refusal} />}
      {run.state !== 'cancelled' && (
        <Section id="cancel" title="Cancel this run">
          <form class="form" method="post" action={`${at}/state`}>
            <input type="hidden" name="state" value="cancelled" />
            <Field
              id="cancel-words"
              name="words"
              label="What you tell its learners"
              hint="They keep their work, and can move to another run."
              maxLength={600}
            />
            <button class="btn btn-line" type="submit">
              Cancel the run
            </button>
          </form>
        </Section>
      )}
    </DeskPage>
  );
}

function factsOf({ run, employer, waiting }: RunDesk, origin: string): Fact[] {
  const facts: (Fact | false)[] = [
    { name: 'Kind', value: employer ? `For the people of ${employer}` : kindInWords(run.kind) },
    { name: 'Address', value: <code class="wrap-anywhere">{`${origin}/learn/runs/${run.id}`}</code> },
    { name: 'When', value: datesInWords(run) },
    { name: 'Enrolling', value: datesInWords({ starts: run.enrolFrom, ends: run.enrolUntil }) },
    { name: 'Learners', value: countOf(run.taken, 'learner') },
    { name: 'Seats', value: seatsInWords(run) },
    waiting > 0 && { name: 'Waiting', value: countOf(waiting, 'person', 'people') },
    { name: 'Pace', value: paceInWords(run) },
    { name: 'More time', value: `${countOf(run.extensionLimit, 'day')} for the asking` },
    { name: 'Cost', value: costInWords(run) },
    { name: 'Edition', value: String(run.edition) },
    { name: 'Time zone', value: run.timeZone },
  ];
  return facts.filter((fact) => fact !== false);
}

type Part = { desk: RunDesk; at: string };

function Extensions({ desk: { extensions }, at }: Part) {
  if (extensions.length === 0) return null;
  return (
    <Section id="time" title="More time is asked for">
      <ul class="rows">
        {extensions.map(({ id, learner, days, extensionDays }) => (
          <li>
            <div>
              {learner}
              <span class="quiet small">
                {countOf(days, 'day')}; has had {countOf(extensionDays, 'day')} so far
              </span>
            </div>
            <form class="form" method="post" action={`${at}/extensions/${id}`}>
              <Field id={`words-${id}`} name="words" label="A word to them (may be left empty)" maxLength={500} />
              <span class="row">
                <button class="btn" type="submit" name="decision" value="granted">
                  Give it<span class="sr"> to {learner}</span>
                </button>
                <button class="btn btn-line" type="submit" name="decision" value="refused">
                  Refuse<span class="sr"> {learner}</span>
                </button>
              </span>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Vouchers({ desk: { batches, run }, at, refusal }: Part & { refusal: Refusal | null }) {
  const field = (name: string) => ({ id: `voucher-${name}`, name, error: refusal?.fields?.[name] });
  return (
    <Section id="vouchers" title="Vouchers">
      <ul class="rows">
        {batches.map(({ id, name, codes, uses, used, expires, withdrawn }) => (
          <li>
            <div>
              {name}
              <span class="quiet small">
                {countOf(codes, 'code')}, each for {countOf(uses, 'place')}; used {countOf(used, 'time')}
                {expires && `; until ${formatDay(expires)}`}
              </span>
            </div>
            {withdrawn ? (
              <Tag tone="unknown">withdrawn</Tag>
            ) : (
              <ActForm action={`${at}/vouchers/${id}/withdrawal`} label="Withdraw" about={name} />
            )}
          </li>
        ))}
      </ul>
      {run.places === 'voucher' && (
        <form class="form" method="post" action={`${at}/vouchers`}>
          <Field {...field('name')} label="For whom" hint="So that you know these codes again." maxLength={200} />
          <Field {...field('count')} type="number" label="How many codes" value={10} min={1} max={1000} />
          <Field {...field('uses')} type="number" label="Places for each code" value={1} min={1} max={10000} />
          <Field {...field('expires')} type="date" label="Last day (may be left empty)" />
          <button class="btn btn-line" type="submit">
            Make codes and download them
          </button>
          <p class="small quiet">
            You get them as a table, this once. They are kept so that nobody can read them again.
          </p>
        </form>
      )}
    </Section>
  );
}

const INVOICE_WORDS = { asked: 'new', invoiced: 'invoiced', paid: 'paid', refused: 'refused' } as const;
const PRESS = { invoiced: 'Invoiced', paid: 'Paid', refused: 'Refuse' } as const;

function Invoices({ desk: { invoices }, at }: Part) {
  return (
    <Section
      id="invoices"
      title="Purchase orders"
      aside={
        invoices.length > 0 && (
          <Act href={`${at}/invoices.csv`} icon="download">
            As a table
          </Act>
        )
      }
    >
      {invoices.length === 0 && <p>None yet.</p>}
      <ul class="rows">
        {invoices.map(({ id, learner, purchaseOrder, billed, billedEmail, amount, currency, state, reason }) => (
          <li>
            <div>
              <strong>{purchaseOrder}</strong>
              <span class="small">
                {priceInWords({ amount, currency })}, {learner ?? 'a learner whose account was erased'}
              </span>
              <span class="quiet small wrap-anywhere">
                {billed}
                {billedEmail && `, ${billedEmail}`}
                {reason && `. Refused: ${reason}`}
              </span>
            </div>
            <div>
              <Tag tone={state === 'paid' ? 'good' : state === 'refused' ? 'bad' : 'unknown'}>
                {INVOICE_WORDS[state]}
              </Tag>
              {NEXT_STATES[state].length > 0 && (
                <form class="form" method="post" action={`${at}/invoices/${id}`}>
                  <Field id={`reason-${id}`} name="reason" label="Why, if you refuse" maxLength={500} />
                  <span class="row">
                    {NEXT_STATES[state].map(
                      (next) =>
                        next !== 'asked' && (
                          <button class="btn btn-line" type="submit" name="state" value={next}>
                            {PRESS[next]}
                            <span class="sr">, {purchaseOrder}</span>
                          </button>
                        ),
                    )}
                  </span>
                </form>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Sessions({ desk: { sessions, run, hasSessionSteps }, at }: Part) {
  return (
    <Section
      id="sessions"
      title="Live sessions"
      aside={
        hasSessionSteps && (
          <a class="act" href={`${at}/sessions/new`}>
            Set a session
          </a>
        )
      }
    >
      {sessions.length === 0 && <p>None is set yet. The course has steps that wait for one.</p>}
      <ul class="rows">
        {sessions.map((session) => (
          <li>
            <div>
              <a href={`${at}/sessions/${session.id}`}>{whenInWords(session, run.timeZone)}</a>
              <span class="quiet small">
                {[session.address, session.room, session.link && 'online'].filter(Boolean).join(', ')} ·{' '}
                {session.coming} come or came
              </span>
            </div>
            {session.cancelled && <Tag tone="bad">cancelled</Tag>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function EmployerCode({ run, at, refusal }: { run: Run; at: string; refusal: Refusal | null }) {
  return (
    <Section id="employer-code" title="The employer’s code">
      <p class="small">
        Members of the employer here, and addresses at its proved domain, need no code. Whoever else has it can enrol.
        {run.hasEmployerCode ? ' There is one.' : ' There is none.'}
      </p>
      <form class="form" method="post" action={`${at}/code`}>
        <Field
          id="code"
          name="code"
          label="A new code"
          hint="At least 8 letters and digits. Left empty, there is none any more."
          error={refusal?.fields?.code}
          maxLength={40}
          autoComplete="off"
        />
        <button class="btn btn-line" type="submit">
          Set the code
        </button>
      </form>
    </Section>
  );
}
