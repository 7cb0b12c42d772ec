/** Somebody's own courses: all of them, one of them, and taking one away. */
import type { ComponentChildren } from 'preact';
import {
  ActForm,
  Crumbs,
  Field,
  FormPage,
  type Frame,
  formatDay,
  Icon,
  Layout,
  PageHead,
  type Refusal,
  Section,
  State,
} from '../../ui/index.js';
import { isOver, nextSteps } from '../rules/taking.js';
import { STEPS, type Taking, type TakingDates, type TakingStep } from '../schema/taking.js';
import { STEP_WORDS, saidOf } from './taking-words.js';

const TRAIL = [
  { label: 'My Cairn', href: '/my' },
  { label: 'My courses', href: '/my/courses' },
];

type TakingsPageProps = { frame: Frame; takings: readonly Taking[]; done: string | undefined };

export function TakingsPage({ frame, takings, done }: TakingsPageProps) {
  const now = takings.filter(({ step }) => !isOver(step));
  const finished = takings.filter(({ step }) => step === 'finished');
  const stopped = takings.filter(({ step }) => step === 'stopped');
  return (
    <Layout frame={frame} title="My courses" section="/my" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }, { label: 'My courses' }]} />
        <PageHead
          title="My courses"
          lede="What you take with its providers, as far as you say so. Nobody sees this list but you."
          done={saidOf(done)}
        />
        {takings.length === 0 && (
          <State kind="empty" title="No course yet" act={{ href: '/courses', label: 'Find a course' }}>
            <p class="small quiet">Choose “I’m going there” on a course’s page, and you find it here again.</p>
          </State>
        )}
        <TakingList id="now" title="Before you and under way" takings={now} />
        <TakingList id="finished" title="Finished" takings={finished} />
        <TakingList id="stopped" title="Stopped" takings={stopped} />
        <p class="after small quiet">
          Providers learn how many people say that they enrolled and finished, once there are five; never who.
        </p>
      </div>
    </Layout>
  );
}

function TakingList({ id, title, takings }: { id: string; title: string; takings: readonly Taking[] }) {
  if (takings.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <TakingRows takings={takings} />
    </Section>
  );
}

/** A row a course, with the likeliest next press. */
export function TakingRows({ takings }: { takings: readonly Taking[] }) {
  return (
    <ul class="rows">
      {takings.map((taking) => (
        <li>
          <div>
            <a href={`/my/courses/${taking.id}`}>{taking.course.title}</a>
            <span class="quiet small">
              {taking.course.provider} · {standing(taking)}
            </span>
          </div>
          <NextPress taking={taking} />
        </li>
      ))}
    </ul>
  );
}

/** "Started 3 Nov 2026, ends 12 Jan 2027". */
function standing({ step, dates }: Taking): string {
  const since = dates[step];
  const ends = !isOver(step) && dates.ends !== null ? `, ends ${formatDay(dates.ends)}` : '';
  return `${STEP_WORDS[step].label}${since === null ? '' : ` ${formatDay(since)}`}${ends}`;
}

/** The likeliest next thing to say; after the end: what it was like. */
function NextPress({ taking }: { taking: Taking }) {
  const [next] = nextSteps(taking.step);
  if (next === undefined)
    return (
      <a class="btn btn-line" href={reviewAddress(taking)}>
        Say what it was like<span class="sr">, {taking.course.title}</span>
      </a>
    );
  return <Press taking={taking} step={next} />;
}

function Press({ taking, step, quiet = true }: { taking: Taking; step: TakingStep; quiet?: boolean }) {
  return (
    <ActForm
      action={`/my/courses/${taking.id}/steps`}
      label={STEP_WORDS[step].press}
      about={taking.course.title}
      values={{ step }}
      quiet={quiet}
    />
  );
}

export function reviewAddress({ course }: Taking): string {
  return `/reviews/${course.slug}/new`;
}

type TakingPageProps = {
  frame: Frame;
  taking: Taking;
  /** As they typed them, where they came back. */
  given?: TakingDates;
  done?: string | undefined;
  refusal?: Refusal | null;
};

export function TakingPage({ frame, taking, given, done, refusal }: TakingPageProps) {
  const { course, step } = taking;
  return (
    <Layout frame={frame} title={refusal ? `Please check: ${course.title}` : course.title} section="/my" unlisted>
      <div class="wrap page form-page">
        <Crumbs trail={[...TRAIL, { label: course.title }]} />
        <PageHead
          title={course.title}
          lede={`${course.provider}. ${standing(taking)}.`}
          done={saidOf(done)}
          refusal={refusal}
        />
        <Onward taking={taking} />
        <Section id="days" title="The days">
          <form class="form" method="post" action={`/my/courses/${taking.id}/days`}>
            <p class="small quiet">
              Change a day, or empty it if it is not so. What you have said so far follows from them.
            </p>
            <div class="pair">
              {DAYS.map(({ name, label, hint }) => (
                <Field
                  id={name}
                  name={name}
                  type="date"
                  label={label}
                  hint={hint}
                  value={(given ?? taking.dates)[name] ?? ''}
                  error={refusal?.fields?.[name]}
                />
              ))}
            </div>
            <button class="btn btn-line" type="submit">
              Keep these days
            </button>
          </form>
        </Section>
        <p class="after row">
          <a href={`/courses/${course.slug}`}>The course’s page here</a>
          <a href={`/my/courses/${taking.id}/removal`}>
            {step === 'opened' || step === 'planned' ? 'I’m not taking it: remove it' : 'Remove it from my courses'}
          </a>
        </p>
      </div>
    </Layout>
  );
}

const DAYS: readonly { name: TakingStep | 'ends'; label: string; hint?: string }[] = [
  { name: 'enrolled', label: 'Enrolled' },
  { name: 'started', label: 'Started' },
  { name: 'ends', label: 'Should end', hint: 'Two weeks after it we ask once whether you finished.' },
  { name: 'finished', label: 'Finished' },
  { name: 'stopped', label: 'Stopped' },
];

/** What comes next: the way to the provider, what to say, and at the end the review. */
function Onward({ taking }: { taking: Taking }) {
  const { course, step } = taking;
  const [next, ...others] = nextSteps(step);
  const isOnTheWay = step === 'planned' || step === 'opened';
  return (
    <div class="panel">
      <Progress taking={taking} />
      <div class="row onward">
        {isOnTheWay && (
          <a class="btn" href={`/courses/${course.slug}/visit`} rel="noopener external nofollow">
            Go to the provider’s page
            <Icon name="external-link" />
          </a>
        )}
        {next === undefined ? (
          <a class="btn" href={reviewAddress(taking)}>
            Say what it was like
          </a>
        ) : (
          <Press taking={taking} step={next} quiet={isOnTheWay} />
        )}
        {others.map((other) => (
          <Press taking={taking} step={other} />
        ))}
      </div>
      {step === 'finished' && (
        <p class="small quiet">Others choose by what people say who took it. Two minutes are enough.</p>
      )}
    </div>
  );
}

/** The way so far, as a line of four stones. */
function Progress({ taking: { step, dates } }: { taking: Taking }) {
  const reached = step === 'stopped' ? lastBefore(dates) : step;
  const at = WAY.findIndex(({ name }) => name === reached);
  return (
    <ol class="waymarks">
      {WAY.map(({ name, label }, index) => (
        <li class={index <= at ? 'passed' : undefined} aria-current={index === at ? 'step' : undefined}>
          <span>{label}</span>
          {dates[name] !== null && <span class="tiny num">{formatDay(dates[name])}</span>}
        </li>
      ))}
    </ol>
  );
}

const WAY: readonly { name: TakingStep; label: string }[] = [
  { name: 'opened', label: 'Looked at' },
  { name: 'enrolled', label: 'Enrolled' },
  { name: 'started', label: 'Started' },
  { name: 'finished', label: 'Finished' },
];

function lastBefore(dates: TakingDates): TakingStep | undefined {
  return STEPS.findLast((step) => step !== 'stopped' && dates[step] !== null);
}

type TakePageProps = { frame: Frame; course: { slug: string; title: string; provider: { name: string } } };

/** Where whoever was not signed in on the course's page comes out: one press. */
export function TakePage({ frame, course }: TakePageProps) {
  return (
    <Layout frame={frame} title={`Keep track of ${course.title}`} section="/my" unlisted>
      <div class="wrap page form-page">
        <Crumbs trail={[...TRAIL, { label: course.title }]} />
        <PageHead
          title="How far are you with it?"
          lede={
            <>
              <a href={`/courses/${course.slug}`}>{course.title}</a>, {course.provider.name}. You enrol with the
              provider; here you keep track. One press is enough, and you can change it later.
            </>
          }
        />
        <ul class="rows">
          {(['opened', 'planned', 'enrolled', 'started', 'finished'] as const).map((step) => (
            <Choice about={ABOUT[step]}>
              <ActForm
                action="/my/courses"
                label={STEP_WORDS[step].press}
                values={{ course: course.slug, step }}
                quiet={step !== 'opened'}
              />
            </Choice>
          ))}
        </ul>
      </div>
    </Layout>
  );
}

const ABOUT = {
  opened: 'We note today, and show you the way to its page.',
  planned: 'It waits on your list of courses.',
  enrolled: 'You have a place, or have paid.',
  started: 'You are working on it.',
  finished: 'You took it before. You can set the days, and say what it was like.',
};

function Choice({ about, children }: { about: string; children: ComponentChildren }) {
  return (
    <li>
      <span class="small quiet">{about}</span>
      {children}
    </li>
  );
}

export function RemoveTakingPage({ frame, taking }: { frame: Frame; taking: Taking }) {
  return (
    <FormPage
      frame={frame}
      title="Remove it from your courses?"
      lede={`${taking.course.title}: the days that you noted go with it, for good. A review that you wrote stays.`}
      trail={[...TRAIL, { label: taking.course.title, href: `/my/courses/${taking.id}` }, { label: 'Remove' }]}
      section="/my"
      act="Remove it"
      after={
        <p>
          <a href={`/my/courses/${taking.id}`}>Keep it</a>
        </p>
      }
    />
  );
}
