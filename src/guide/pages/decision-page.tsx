/** One decision, for its owner: what became of it since, what to choose, and the ways on. */
import { type Discussion, DiscussionPanel } from '../../discussion/index.js';
import {
  Crumbs,
  Field,
  type Frame,
  formatLongDay,
  Layout,
  Notice,
  PageHead,
  type Refusal,
  Section,
  Select,
  TextArea,
} from '../../ui/index.js';
import type { SinceThen } from '../rules/since-then.js';
import type { Decision, KeptAnswer, Plan } from '../schema.js';
import { AnswerFields } from './answers-fields.js';
import { AskedTable, RankedOn, Shortlist, WouldChange } from './decision-parts.js';
import { PlanPicture } from './plan-picture.js';
import { DecisionShown } from './shared-decision.js';

export type DecisionPageProps = {
  frame: Frame;
  decision: Decision;
  /** The same question asked today; null: it cannot be, and `fault` says why. */
  today: KeptAnswer | null;
  fault: string | null;
  since: SinceThen | null;
  plan: { slug: string; title: string; plan: Plan } | null;
  discussion: Discussion;
  done?: string | undefined;
  refusal?: Refusal | null;
  given?: Readonly<Record<string, string>>;
};

/** So many of the list are shown here; all of them by a button. */
const SHOWN = 5;
const trail = [
  { label: 'My Cairn', href: '/my' },
  { label: 'Decisions', href: '/my/decisions' },
];

export function DecisionPage(props: DecisionPageProps) {
  const { frame, decision, today, fault, since, plan, discussion, done, refusal } = props;
  const { answer } = decision.version;
  const shown = today ?? answer;
  return (
    <Layout frame={frame} title={decision.name} section="/my" unlisted>
      <div class="wrap page decision">
        <Crumbs trail={trail} />
        <PageHead title={decision.name} done={done} refusal={refusal} />
        <Ways decision={decision} />
        {fault !== null && <Notice kind="note">{fault}</Notice>}
        {since !== null && answer !== null && (
          <Notice kind="note">
            Since {formatLongDay(answer.day)}: {since.summary}
          </Notice>
        )}
        <Section id="choice" title="What you choose, and why">
          <ChoiceForm {...props} listed={shown} />
        </Section>
        {plan && (
          <Section id="plan" title="On your calendar">
            <PlanPicture plan={plan.plan} title={plan.title} />
            {plan.plan.sessions.length > 0 && decision.version.question && (
              <form method="post" action="/guide/plan.ics">
                <AnswerFields question={decision.version.question} />
                <input type="hidden" name="course" value={plan.slug} />
                <button class="btn btn-line" type="submit">
                  Take it into my calendar
                </button>
              </form>
            )}
          </Section>
        )}
        <Section id="asked" title="What you asked">
          {answer ? <AskedTable answer={answer} /> : <Raw raw={decision.version.raw} />}
          <AgainForm decision={decision} />
        </Section>
        {shown && (
          <Section id="shortlist" title={today ? 'The shortlist today' : 'The shortlist as it was kept'}>
            <RankedOn answer={shown} />
            <Shortlist items={shown.items.slice(0, SHOWN)} {...(since && { marks: since.marks })} />
            {since && since.gone.length > 0 && <Gone gone={since.gone} />}
          </Section>
        )}
        {shown && (
          <Section id="changes" title="What would change it">
            <WouldChange answer={shown} />
          </Section>
        )}
        <DiscussionPanel discussion={discussion} title="Comments" invitation="Write to those with whom you share it." />
      </div>
    </Layout>
  );
}

function Ways({ decision: { id } }: Pick<DecisionPageProps, 'decision'>) {
  const base = `/my/decisions/${id}`;
  return (
    <p class="row guide-acts">
      <a class="act" href={`${base}/record.pdf`}>
        Decision record (PDF)
      </a>
      <a class="act" href={`${base}/record`}>
        Print it
      </a>
      <a class="act" href={`/account/shared/new?subject=guide:decision:${id}`}>
        Share it
      </a>
      <a class="act" href={`${base}/name`}>
        Name it
      </a>
      <a class="act" href={`${base}/removal`}>
        Delete it
      </a>
    </p>
  );
}

function ChoiceForm({ decision, listed, given, refusal }: DecisionPageProps & { listed: KeptAnswer | null }) {
  const courses = [...(decision.chosen ? [decision.chosen] : []), ...(listed?.items.map(({ course }) => course) ?? [])];
  const unique = [...new Map(courses.map((course) => [course.slug, course])).values()];
  const options = [
    { value: '', label: 'Not decided yet' },
    ...unique.map(({ slug, title, provider }) => ({ value: slug, label: `${title} (${provider})` })),
  ];
  return (
    <form class="form" method="post" action={`/my/decisions/${decision.id}/choice`}>
      <Select
        id="course"
        name="course"
        label="Course"
        options={options}
        value={given?.course ?? decision.chosen?.slug ?? ''}
        error={refusal?.fields?.course}
      />
      <TextArea
        id="why"
        name="why"
        label="Why"
        hint="For yourself, and for whom you show it. Up to 1,000 characters."
        maxLength={1000}
        rows={3}
        value={given?.why ?? decision.why ?? ''}
        error={refusal?.fields?.why}
      />
      <button class="btn btn-line" type="submit">
        Keep this
      </button>
    </form>
  );
}

/** Back to the six questions, with these answers where they are still understood. */
function AgainForm({ decision }: Pick<DecisionPageProps, 'decision'>) {
  const { question } = decision.version;
  return (
    <form method="post" action="/guide">
      {question && <AnswerFields question={question} />}
      <input type="hidden" name="decision" value={decision.id} />
      <button class="btn btn-line" type="submit" name="act" value="change">
        {question ? 'Change answers' : 'Answer them anew'}
      </button>{' '}
      {question && (
        <button class="btn btn-line" type="submit">
          See the whole list
        </button>
      )}
    </form>
  );
}

/** Answers whose shape is not understood any more, as they were kept. */
function Raw({ raw }: { raw: unknown }) {
  return (
    <details>
      <summary>Your answers, as they were kept</summary>
      <pre class="letter-text">{JSON.stringify(raw, null, 2)}</pre>
    </details>
  );
}

function Gone({ gone }: { gone: SinceThen['gone'] }) {
  return (
    <details class="small">
      <summary>No longer on the list</summary>
      <ul class="plain">
        {gone.map(({ course, place }) => (
          <li>
            <a href={course.url}>{course.title}</a> <span class="quiet">was number {place}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

type ReaderProps = { frame: Frame; decision: Decision; owner: string; discussion: Discussion };

/** The same for somebody with whom it is shared. */
export function ReaderPage({ frame, decision, owner, discussion }: ReaderProps) {
  return (
    <Layout frame={frame} title={decision.name} section="/my" unlisted>
      <div class="wrap page decision">
        <DecisionShown decision={decision} owner={owner} />
        <DiscussionPanel discussion={discussion} title="Comments" />
      </div>
    </Layout>
  );
}

/** A field for a name, here and where answers are kept. */
export function NameField({
  value,
  error,
  required,
}: {
  value: string;
  error?: string | undefined;
  required: boolean;
}) {
  return (
    <Field
      id="name"
      name="name"
      label="Name"
      hint={
        required ? 'Only you see it, and those with whom you share it.' : 'Left empty, it goes by your first answer.'
      }
      maxLength={100}
      required={required}
      value={value}
      error={error}
    />
  );
}
