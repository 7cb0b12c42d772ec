/** A decision as whoever holds its link sees it: as it was kept, with what was chosen; and the way to comment. */
import { Section } from '../../ui/index.js';
import type { Decision } from '../schema.js';
import { AskedTable, Chosen, RankedOn, Shortlist, WouldChange } from './decision-parts.js';

/** So many of the list are told to others. */
const SHOWN = 5;

export function DecisionShown({ decision, owner }: { decision: Decision; owner: string }) {
  const { answer } = decision.version;
  return (
    <>
      <h1>{decision.name}</h1>
      <p class="lede">A decision of {owner}, with the answers that they gave to six questions and what came of them.</p>
      <Section id="chosen" title="What was chosen">
        <Chosen chosen={decision.chosen} why={decision.why} />
      </Section>
      {answer === null ? (
        <p class="quiet">The shortlist was kept in a form that we no longer read. Ask {owner} to open it once.</p>
      ) : (
        <>
          <Section id="asked" title="What was asked">
            <AskedTable answer={answer} />
          </Section>
          <Section id="shortlist" title="The shortlist">
            <RankedOn answer={answer} />
            <Shortlist items={answer.items.slice(0, SHOWN)} />
          </Section>
          <Section id="changes" title="What would change it">
            <WouldChange answer={answer} />
          </Section>
        </>
      )}
    </>
  );
}

type WayProps = { id: string; link: string; signedIn: boolean };

/** Beneath the page of a link: who is signed in may write, others are told how. */
export function CommentWay({ id, link, signedIn }: WayProps) {
  return (
    <p class="row">
      {signedIn ? (
        <a class="act" href={`/my/decisions/${id}#comments`}>
          Comment on it
        </a>
      ) : (
        <a class="act" href={`/sign-in?next=${encodeURIComponent(link)}`}>
          Sign in to comment
        </a>
      )}
    </p>
  );
}
