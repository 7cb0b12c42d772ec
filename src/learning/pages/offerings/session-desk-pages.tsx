/** One live session, for its registrar: its form, the code that is shown in the room, and who was there. */
import {
  ActForm,
  Field,
  formatDay,
  Notice,
  type Refusal,
  Section,
  Select,
  State,
  Tag,
  TextArea,
} from '../../../ui/index.js';
import { wallOf } from '../../rules/offerings/days.js';
import { codeCounts, whenInWords } from '../../rules/offerings/sessions.js';
import type { Attendee, LiveSession, Run } from '../../schema/runs.js';
import { DeskPage, type DeskPlace, runsPath } from './desk-shell.js';

const DONE: Record<string, string> = { kept: 'That is kept.' };

type FormProps = {
  place: DeskPlace;
  run: Run;
  steps: readonly { key: string; title: string }[];
  texts: Readonly<Record<string, string>>;
  /** Null: a new one. */
  session: LiveSession | null;
  refusal?: Refusal | null;
};

export function SessionFormPage({ place, run, steps, texts, session, refusal = null }: FormProps) {
  const field = (name: string) => ({ id: name, name, value: texts[name] ?? '', error: refusal?.fields?.[name] });
  return (
    <DeskPage
      place={place}
      title={session ? 'Change a session' : 'Set a session'}
      run={run}
      lede={`Hours are those of ${run.timeZone.replaceAll('_', ' ')}. The learners of the run are told.`}
      refusal={refusal}
    >
      <form class="form" method="post">
        <Select
          {...field('step')}
          label="For the step"
          options={steps.map(({ key, title }) => ({ value: key, label: title }))}
        />
        <Field {...field('starts')} type="datetime-local" label="From" />
        <Field {...field('ends')} type="datetime-local" label="To" />
        <TextArea {...field('address')} label="Address, where one meets" rows={2} maxLength={500} />
        <Field {...field('room')} label="Room" maxLength={200} />
        <TextArea
          {...field('access')}
          label="How one gets in and about"
          hint="Steps, lift, hearing loop, parking, quiet room."
          rows={2}
          maxLength={1000}
        />
        <Field
          {...field('link')}
          type="url"
          label="Link, for those who join from afar"
          hint="Shown to the enrolled alone."
          maxLength={500}
        />
        <Field {...field('capacity')} type="number" label="Chairs" hint="Left empty: enough for all." min={1} />
        <button class="btn" type="submit">
          {session ? 'Keep the changes' : 'Set the session'}
        </button>
      </form>
    </DeskPage>
  );
}

type DeskProps = {
  place: DeskPlace;
  run: Run;
  session: LiveSession;
  title: string;
  attendees: readonly Attendee[];
  now: Date;
  done: string | undefined;
  refusal?: Refusal | null;
};

export function SessionDeskPage({ place, run, session, title, attendees, now, done, refusal = null }: DeskProps) {
  const at = `${runsPath(place)}/${run.id}/sessions/${session.id}`;
  return (
    <DeskPage
      place={place}
      title={title}
      run={run}
      lede={[whenInWords(session, run.timeZone), session.address, session.room].filter(Boolean).join(', ')}
      done={done === undefined ? undefined : DONE[done]}
      refusal={refusal}
    >
      {session.cancelled ? (
        <Notice kind="note">
          This session was cancelled on {formatDay(session.cancelled.toISOString().slice(0, 10))}.
        </Notice>
      ) : (
        <>
          <Code session={session} run={run} at={at} now={now} refusal={refusal} />
          <div class="row after">
            <a class="btn btn-line" href={`${at}/form`}>
              Change this session
            </a>
            <ActForm action={`${at}/cancellation`} label="Cancel this session" />
          </div>
        </>
      )}
      <Section id="attendance" title="Who was there">
        {attendees.length === 0 && <State kind="empty" title="Nobody is in this run yet" />}
        <ul class="rows">
          {attendees.map(({ enrolmentId, name, state }) => (
            <li>
              <span>
                {name} {state && <Tag tone={state === 'present' ? 'good' : 'unknown'}>{STATES[state]}</Tag>}
              </span>
              <div class="row">
                {state !== 'present' && (
                  <ActForm
                    action={`${at}/attendance`}
                    label="Was there"
                    about={name}
                    values={{ enrolment: enrolmentId, state: 'present' }}
                  />
                )}
                {state !== 'excused' && state !== 'present' && (
                  <ActForm
                    action={`${at}/attendance`}
                    label="Excused"
                    about={name}
                    values={{ enrolment: enrolmentId, state: 'excused' }}
                  />
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </DeskPage>
  );
}

const STATES = { coming: 'comes', present: 'was there', excused: 'excused' } as const;

type CodeProps = Pick<DeskProps, 'session' | 'run' | 'now'> & { at: string; refusal: Refusal | null };

function Code({ session, run, at, now, refusal }: CodeProps) {
  const isShown = codeCounts(session, now) && session.codeUntil !== null;
  return (
    <Section id="code" title="Code of attendance">
      {isShown && session.codeUntil ? (
        <p>
          <strong class="attendance-code">{session.code}</strong> counts until{' '}
          {wallOf(session.codeUntil, run.timeZone).slice(11)}. Learners type it on the page of the step.
        </p>
      ) : (
        <p>Show a code in the room, or say it in the call: whoever types it in its time was there.</p>
      )}
      <form class="form" method="post" action={`${at}/code`}>
        <Field
          id="minutes"
          name="minutes"
          type="number"
          label="Minutes for which it counts"
          value={15}
          min={1}
          max={240}
          error={refusal?.fields?.minutes}
        />
        <button class="btn" type="submit">
          {isShown ? 'Show another code' : 'Show a code'}
        </button>
      </form>
    </Section>
  );
}
