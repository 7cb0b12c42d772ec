/** Small pages about a decision: keeping, naming, deleting, printing. */
import { FormPage, type Frame, Layout, type Refusal, Section, State } from '../../ui/index.js';
import type { Recorded } from '../rules/record.js';
import type { Decision, GuideQuestion } from '../schema.js';
import { AnswerFields } from './answers-fields.js';
import { NameField } from './decision-page.js';
import { AskedTable, Chosen, RankedOn, Shortlist, WouldChange } from './decision-parts.js';

type FormProps = { frame: Frame; refusal?: Refusal | null; given?: string | undefined };

const trailOf = (decision?: Decision) => [
  { label: 'My Cairn', href: '/my' },
  { label: 'Decisions', href: '/my/decisions' },
  ...(decision ? [{ label: decision.name, href: `/my/decisions/${decision.id}` }] : []),
];

/** After signing in: the answers waited. */
export function KeepPage({
  frame,
  held,
  refusal = null,
}: FormProps & { held: { question: GuideQuestion; decision: string | null } | null }) {
  if (held === null)
    return (
      <Layout frame={frame} title="Keep your answers" section="/my" unlisted>
        <div class="wrap page form-page">
          <h1>Keep your answers</h1>
          <State
            kind="empty"
            title="No answers wait here"
            level={2}
            act={{ href: '/guide', label: 'To the six questions' }}
          >
            <p>Answers wait for a day, in the browser in which they were given.</p>
          </State>
        </div>
      </Layout>
    );
  return (
    <FormPage
      frame={frame}
      title="Keep your answers"
      lede="They waited while you signed in. What you keep is seen by you alone, until you share it."
      trail={trailOf()}
      section="/my"
      action="/guide/saved"
      act="Keep them"
      refusal={refusal}
    >
      <AnswerFields question={held.question} />
      {held.decision && <input type="hidden" name="decision" value={held.decision} />}
      {!held.decision && <NameField value="" error={refusal?.fields?.name} required={false} />}
    </FormPage>
  );
}

export function NamePage({ frame, decision, refusal = null, given }: FormProps & { decision: Decision }) {
  return (
    <FormPage frame={frame} title="Name it" trail={trailOf(decision)} section="/my" act="Keep this" refusal={refusal}>
      <NameField value={given ?? decision.name} error={refusal?.fields?.name} required />
    </FormPage>
  );
}

export function DeletePage({ frame, decision }: { frame: Frame; decision: Decision }) {
  return (
    <FormPage
      frame={frame}
      title={`Delete “${decision.name}”?`}
      lede="Your answers, the shortlist, your note and all comments on it are gone for good. Links by which you shared it show nothing."
      trail={trailOf(decision)}
      section="/my"
      act="Delete it"
      after={
        <p>
          <a href={`/my/decisions/${decision.id}`}>Keep it</a>
        </p>
      }
    />
  );
}

/** The record as a page to print. */
export function RecordPage({ frame, recorded }: { frame: Frame; recorded: Recorded }) {
  const { name, answer, chosen, why, link } = recorded;
  return (
    <Layout frame={frame} title={`Decision record: ${name}`} unlisted>
      <div class="wrap page prose-page decision-record">
        <h1>{name}</h1>
        <RankedOn answer={answer} />
        <Section id="asked" title="What was asked">
          <AskedTable answer={answer} />
        </Section>
        <Section id="shortlist" title="The shortlist">
          <Shortlist items={answer.items.slice(0, 5)} />
        </Section>
        {(chosen || why) && (
          <Section id="chosen" title="What was chosen, and why">
            <Chosen chosen={chosen} why={why} />
          </Section>
        )}
        <Section id="changes" title="What would change it">
          <WouldChange answer={answer} />
        </Section>
        <p class="small quiet">
          Facts are as providers stated them. Ask the provider before you pay.
          {link && (
            <>
              {' '}
              Kept at <a href={link}>{link}</a>.
            </>
          )}
        </p>
      </div>
    </Layout>
  );
}
