/** A learner's plan: deadlines and sessions, pauses, more time, another run, leaving. */
import {
  Act,
  ActForm,
  countOf,
  Field,
  type Frame,
  formatDay,
  formatLongDay,
  Notice,
  type Refusal,
  Section,
  Tag,
} from '../../../ui/index.js';
import type { Plan } from '../../actions/offerings/reading.js';
import { isPaused } from '../../rules/offerings/deadlines.js';
import { whenInWords } from '../../rules/offerings/sessions.js';
import { LearnerPage } from './learner-shell.js';
import { costInWords, datesInWords, runName } from './words.js';

const DONE: Record<string, string> = {
  paused: 'Your pause is kept. Nobody asks why.',
  resumed: 'You go on. Your deadlines are below.',
  granted: 'You have more time.',
  asked: 'Your provider decides about it. You get a letter.',
  moved: 'You are in another run now. Your work is all here.',
  edition: 'You learn by the newest edition now. What you did is kept.',
};

type Props = {
  frame: Frame;
  plan: Plan;
  feed: string;
  done?: string | undefined;
  refusal?: Refusal | null;
  texts?: Readonly<Record<string, string>>;
};

export function PlanPage({ frame, plan, feed, done, refusal = null, texts = {} }: Props) {
  const { place, run, invoice } = plan;
  const { state } = place.enrolment;
  const home = `/learn/${place.enrolment.id}`;
  return (
    <LearnerPage
      frame={frame}
      place={place}
      title="Your plan"
      lede={`${runName(run)}. You see this page; the provider’s staff see your deadlines.`}
      done={done === undefined ? undefined : DONE[done]}
      refusal={refusal}
    >
      {run.state === 'cancelled' && (
        <Notice kind="note">
          This run was cancelled. Your work is kept; you can move to another run below, or read on.
        </Notice>
      )}
      {invoice && (
        <p class="small">
          Your place, against purchase order {invoice.purchaseOrder}:{' '}
          <Tag tone={invoice.state === 'refused' ? 'bad' : 'unknown'}>{INVOICE[invoice.state] ?? invoice.state}</Tag>
        </p>
      )}
      <div class="with-aside">
        <div>
          <Dates plan={plan} />
          <Sessions plan={plan} />
          <Section id="calendar" title="In your calendar">
            <p>
              <Act href={`${home}/calendar.ics`} icon="download">
                Deadlines and sessions as a file
              </Act>
            </p>
            <p class="small">Or let your calendar read this address. It is a key: whoever has it sees these days.</p>
            <p class="small">
              <code class="wrap-anywhere">{feed}</code>
            </p>
          </Section>
        </div>
        {state === 'active' && <Changes plan={plan} refusal={refusal} texts={texts} />}
      </div>
      <p class="after small">
        <a href={`${home}/privacy`}>What is kept of you here, and who sees it</a>
      </p>
    </LearnerPage>
  );
}

const INVOICE: Record<string, string> = {
  asked: 'the provider has it',
  invoiced: 'invoiced',
  paid: 'paid',
  refused: 'refused',
};

function Dates({ plan: { deadlines, pauses, today } }: { plan: Plan }) {
  if (deadlines.weeks.length === 0)
    return (
      <Section id="dates" title="Deadlines">
        <p>
          {deadlines.last
            ? `There are none before the end: ${formatLongDay(deadlines.last.day)}.`
            : 'There are none. Take the time that it takes.'}
        </p>
      </Section>
    );
  const paused = isPaused(pauses, today);
  return (
    <Section id="dates" title="Deadlines">
      {paused && deadlines.kind === 'relative' && (
        <p class="small">You pause: these days move on with each day of your pause.</p>
      )}
      <ul class="rows">
        {deadlines.weeks.map(({ title, day }) => (
          <li>
            <span>{title}</span>
            <span class={day < today ? 'quiet num' : 'num'}>{formatLongDay(day)}</span>
          </li>
        ))}
      </ul>
      {deadlines.last && deadlines.last.day !== deadlines.weeks.at(-1)?.day && (
        <p class="small quiet">Work is taken until {formatLongDay(deadlines.last.day)}.</p>
      )}
    </Section>
  );
}

function Sessions({ plan: { place, sessions, attendance, run } }: { plan: Plan }) {
  if (sessions.length === 0) return null;
  const titleOf = (key: string) =>
    place.edition.steps.find(({ step }) => step.key === key)?.step.title ?? 'Live session';
  return (
    <Section id="sessions" title="Live sessions">
      <ul class="rows">
        {sessions.map((session) => {
          const mine = attendance.find(({ sessionId }) => sessionId === session.id);
          return (
            <li>
              <div>
                <a href={`/learn/${place.enrolment.id}/steps/${session.step}`}>{titleOf(session.step)}</a>
                <span class="quiet small">
                  {whenInWords(session, run.timeZone)}
                  {session.address && `, ${session.address}`}
                </span>
              </div>
              {session.cancelled ? <Tag tone="bad">cancelled</Tag> : mine && <Tag>{ATTENDANCE[mine.state]}</Tag>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export const ATTENDANCE = { coming: 'you come', present: 'you were there', excused: 'excused' } as const;

/** What the learner can change. */
function Changes({ plan, refusal, texts }: Required<Pick<Props, 'plan' | 'texts'>> & { refusal: Refusal | null }) {
  const { place, pauses, today, extensions, others, newer, run } = plan;
  const home = `/learn/${place.enrolment.id}`;
  const running = pauses.filter(({ until }) => until === null || until > today);
  const waiting = extensions.find(({ state }) => state === 'asked');
  const field = (name: string) => ({ id: name, name, value: texts[name], error: refusal?.fields?.[name] });
  return (
    <div>
      {newer && (
        <Section id="newer" title="A newer edition">
          <p>The course was renewed. You stay with yours unless you want the new one.</p>
          <p>
            <a class="btn btn-line" href={`${home}/edition`}>
              See what would change
            </a>
          </p>
        </Section>
      )}
      <Section id="pause" title="Pause">
        {running.map(({ from, until }) => (
          <p>
            {from > today ? 'You will pause' : 'You pause'} from {formatDay(from)}
            {until ? ` until ${formatDay(until)}` : ', until you go on'}.
          </p>
        ))}
        {running.length > 0 ? (
          <ActForm action={`${home}/resumption`} label="Go on now" quiet={false} />
        ) : (
          <form class="form" method="post" action={`${home}/pauses`}>
            {plan.deadlines.kind === 'dated' && (
              <p class="small">
                The days of this run are the same for everybody: a pause does not move them. Ask for more time too.
              </p>
            )}
            <Field {...field('from')} type="date" label="From" value={texts.from ?? today} />
            <Field
              {...field('until')}
              type="date"
              label="Until, the day on which you go on"
              hint="May be left empty: until you say so."
            />
            <button class="btn btn-line" type="submit">
              Pause
            </button>
          </form>
        )}
      </Section>
      <Section id="time" title="More time">
        {waiting ? (
          <p>You asked for {countOf(waiting.days, 'day')}. You get a letter when it is decided.</p>
        ) : (
          <form class="form" method="post" action={`${home}/extensions`}>
            <Field
              {...field('days')}
              type="number"
              label="Days"
              min={1}
              max={365}
              hint={`${countOf(Math.max(0, run.extensionLimit - place.enrolment.extensionDays), 'day')} are yours for the asking; beyond that your provider decides.`}
            />
            <button class="btn btn-line" type="submit">
              Ask for more time
            </button>
          </form>
        )}
      </Section>
      {others.length > 0 && (
        <Section id="move" title="Another run">
          <p class="small">Your work goes with you.</p>
          <ul class="rows">
            {others.map((other) => (
              <li>
                <div>
                  <a href={`${home}/run?to=${other.id}`}>{runName(other)}</a>
                  <span class="quiet small">
                    {datesInWords(other)} · {costInWords(other)}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="leave" title="Leave">
        <p class="small">
          <a href={`${home}/leaving`}>Leave this course</a>. Your work is kept, and you can come back.
        </p>
      </Section>
    </div>
  );
}
