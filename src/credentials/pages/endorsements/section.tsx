/** Who recognises something, signed: on the page of a course, an achievement or a credential. */
import { formatDay, Section, Tag } from '../../../ui/index.js';
import { amountInWords } from '../../rules/endorsing.js';
import type { Endorsement } from '../../schema/endorsement.js';

type EndorsementsSectionProps = {
  endorsements: readonly Endorsement[];
  /** Names of bodies whose recognition is somebody's claim: nobody has signed it. */
  claimed?: readonly string[];
  /** Id of what the page is about: what is recognised is named where it is something else. */
  about: string;
};

/** Nothing, where nothing is signed. */
export function EndorsementsSection({ endorsements, claimed = [], about }: EndorsementsSectionProps) {
  if (endorsements.length === 0) return null;
  return (
    <Section id="recognition" title="Recognised, signed">
      <ul class="rows">
        {endorsements.map(({ id, body, counts, until, words, subject, isDemonstration }) => (
          <li>
            <div>
              <a href={`/endorsements/${id}`}>{body.name}</a>
              <span class="quiet small">
                {counts ? `Counts for ${amountInWords(counts)}` : 'Recognised'} until {formatDay(until)}
                {subject.id !== about && `, for “${subject.name}”`}.
              </span>
              {words !== '' && <span class="quiet small">{words}</span>}
            </div>
            <Tag tone={isDemonstration ? 'caution' : 'good'}>
              {isDemonstration ? 'demonstration' : 'signed by the body'}
            </Tag>
          </li>
        ))}
      </ul>
      <p class="small quiet after">
        Each was signed by the body itself, can be checked by anyone, and can be taken back.
        {claimed.length > 0 &&
          ` Recognition by ${claimed.join(', ')} is the provider’s claim: nobody has signed it here, so ask the body.`}
      </p>
    </Section>
  );
}
