/** A run before one enrols: what one gets, what it costs, what is kept of oneself. And enrolling. */
import type { ComponentChildren } from 'preact';
import {
  ActForm,
  Crumbs,
  type Fact,
  FactTable,
  Field,
  type Frame,
  formatDay,
  Layout,
  Notice,
  PageHead,
  type Refusal,
  Section,
  TextArea,
} from '../../../ui/index.js';
import type { RunSeen } from '../../actions/offerings/reading.js';
import { minutesInWords } from '../../rules/content/index.js';
import { whenInWords } from '../../rules/offerings/sessions.js';
import { KEPT } from '../../rules/people/collected.js';
import { givenWords } from '../../rules/player/gives.js';
import { costInWords, datesInWords, kindInWords, paceInWords, seatsInWords } from './words.js';

type Props = {
  frame: Frame;
  seen: RunSeen;
  /** What was typed, where a form came back. */
  texts: Readonly<Record<string, string>>;
  refusal?: Refusal | null;
  done?: string | undefined;
};

const DONE: Record<string, string> = {
  waiting: 'You will have a letter when a seat is free. It is not held for you then: be quick.',
  stopped: 'You wait no more.',
};

export function RunPage({ frame, seen, texts, refusal = null, done }: Props) {
  const { edition, provider, run } = seen;
  const { title, outcomes } = edition.content;
  return (
    <Layout frame={frame} title={`Take ${title}`} section="/courses" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[{ label: provider.name, href: `/providers/${provider.slug}` }, { label: 'Take this course' }]}
        />
        <PageHead
          title={title}
          lede={`${kindInWords(run.kind)}, with ${provider.name}. You take it here, in Cairn.`}
          done={done === undefined ? undefined : DONE[done]}
          refusal={refusal}
        />
        <div class="with-aside">
          <FactTable facts={factsOf(seen)} />
          <Section id="enrol" title="Your place">
            <Entry seen={seen} texts={texts} refusal={refusal} />
            <p class="small">
              <a class="act" href="#collected">
                What is kept of you, and who sees it
              </a>
            </p>
          </Section>
        </div>
        {outcomes.length > 0 && (
          <Section id="outcomes" title="What you will be able to do">
            <ul>
              {outcomes.map(({ text }) => (
                <li>{text}</li>
              ))}
            </ul>
          </Section>
        )}
        <Section id="weeks" title="What is in it">
          <ol>
            {edition.content.weeks.map((week) => (
              <li>
                {week.title}{' '}
                <span class="quiet small">
                  {minutesInWords(week.steps.reduce((sum, { minutes }) => sum + minutes, 0))}
                </span>
              </li>
            ))}
          </ol>
        </Section>
        <Section id="collected" title="What is kept of you, and who sees it">
          <Collected />
        </Section>
      </div>
    </Layout>
  );
}

function factsOf({ run, edition, achievement, employer, sessions }: RunSeen): Fact[] {
  const given = achievement
    ? [achievement.content.name, ...givenWords(achievement.content)].join(' · ')
    : 'No credential is given for this course';
  const facts: (Fact | false)[] = [
    { name: 'What you get', value: given },
    { name: 'Time', value: minutesInWords(edition.minutes), remark: 'Hours designed: what its authors reckon with' },
    { name: 'When', value: datesInWords(run) },
    { name: 'Pace', value: paceInWords(run) },
    { name: 'Cost', value: costInWords(run) },
    { name: 'Seats', value: seatsInWords(run) },
    run.enrolUntil !== null && { name: 'Enrol until', value: formatDay(run.enrolUntil) },
    employer !== null && { name: 'For', value: `the people of ${employer}` },
    sessions.length > 0 && {
      name: 'Live sessions',
      value: (
        <ul class="plain">
          {sessions.map((session) => (
            <li>
              {whenInWords(session, run.timeZone)}
              {session.address && `, ${session.address}`}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return facts.filter((fact) => fact !== false);
}

function Collected() {
  return (
    <table class="table cards in-words">
      <caption class="sr">What is kept, why, and who sees it</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">Who sees it</th>
        </tr>
      </thead>
      <tbody>
        {KEPT.map(({ what, why, who }) => (
          <tr>
            <th scope="row">{what}</th>
            <td data-l="Why">
              <span>{why}</span>
            </td>
            <td data-l="Who sees it">
              <span>{who}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What can be done here now, by whoever looks. */
function Entry({ seen, texts, refusal }: Pick<Props, 'seen' | 'texts' | 'refusal'>) {
  const { run, own, closed, isFull } = seen;
  const at = `/learn/runs/${run.id}`;
  if (own?.before?.state === 'active')
    return own.before.isHere ? (
      <Words>
        You are enrolled. <a href={`/learn/${own.before.id}`}>Go on with the course</a>
      </Words>
    ) : (
      <Words>
        You take this course in another run.{' '}
        <a href={`/learn/${own.before.id}/run?to=${run.id}`}>Move to this one: your work goes with you</a>
      </Words>
    );
  if (closed) return <Words>{closed}</Words>;
  if (isFull) return <Waiting at={at} own={own} />;
  if (own === null)
    return (
      <>
        <p>{costInWords(run)}. Your place is yours as soon as you are signed in.</p>
        <p>
          <a class="btn" href={`/sign-in?next=${encodeURIComponent(at)}`}>
            Sign in to enrol
          </a>
        </p>
      </>
    );
  return (
    <form class="form" method="post" action={`${at}/enrolment`}>
      {own.before?.state === 'left' && (
        <Notice kind="note">You were here before. Your work is kept: you go on where you left.</Notice>
      )}
      {own.before?.state === 'completed' && (
        <Notice kind="note">
          You completed this course. <a href={`/learn/${own.before.id}`}>It is still open to you.</a> If you enrol
          again, you begin anew.
        </Notice>
      )}
      <PlaceFields needed={own.needed} asksCode={own.asksCode} texts={texts} refusal={refusal ?? null} />
      <button class="btn" type="submit">
        Enrol
      </button>
    </form>
  );
}

type FieldProps = {
  needed: 'free' | 'voucher' | 'invoice';
  asksCode: boolean;
  texts: Readonly<Record<string, string>>;
  refusal: Refusal | null;
};

/** What a place asks for: a voucher, a purchase order, the employer’s code. */
export function PlaceFields({ needed, asksCode, texts, refusal }: FieldProps) {
  const field = (name: string) => ({ id: name, name, value: texts[name], error: refusal?.fields?.[name] });
  return (
    <>
      {asksCode && (
        <Field
          {...field('code')}
          label="Your employer’s code"
          hint="Not asked of those who have an address at their employer’s own domain here."
          autoComplete="off"
          maxLength={60}
        />
      )}
      {needed === 'voucher' && (
        <Field {...field('voucher')} label="Voucher" hint="As in K7QM-3XTR-9PWB." autoComplete="off" maxLength={60} />
      )}
      {needed === 'invoice' && (
        <>
          <Field {...field('purchaseOrder')} label="Number of the purchase order" maxLength={60} autoComplete="off" />
          <TextArea
            {...field('billed')}
            label="Who pays"
            hint="The organisation and its address."
            rows={3}
            maxLength={500}
          />
          <Field
            {...field('billedEmail')}
            type="email"
            label="Where the invoice goes (may be left empty)"
            hint="An address of the organisation."
            maxLength={320}
          />
          <p class="small quiet">No money is taken here. The provider sends the invoice.</p>
        </>
      )}
    </>
  );
}

function Waiting({ at, own }: { at: string; own: RunSeen['own'] }) {
  if (own === null)
    return (
      <Words>
        This run is full. <a href={`/sign-in?next=${encodeURIComponent(at)}`}>Sign in</a> to be told when a seat is
        free.
      </Words>
    );
  return own.isWaiting ? (
    <>
      <p>This run is full. You will have a letter when a seat is free.</p>
      <ActForm action={`${at}/waiting`} label="Wait no more" values={{ wait: 'no' }} />
    </>
  ) : (
    <>
      <p>This run is full.</p>
      <ActForm action={`${at}/waiting`} label="Tell me when a seat is free" values={{ wait: 'yes' }} quiet={false} />
    </>
  );
}

function Words({ children }: { children: ComponentChildren }) {
  return <p>{children}</p>;
}
