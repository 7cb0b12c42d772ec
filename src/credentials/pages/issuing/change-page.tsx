/** Revoking, suspending and resuming: asked once more, with the reason. */
import { WorkplacePage } from '../../../organisations/index.js';
import { countOf, formatNumber, type Refusal, Select, TextArea } from '../../../ui/index.js';
import { reasonInWords } from '../../rules/issuing/reasons.js';
import { REVOCATION_REASONS } from '../../schema/issuing.js';
import { below, credentialsPath, type IssuingPlace } from './place.js';

export type ChangePageProps = {
  place: IssuingPlace;
  how: 'revoked' | 'suspended' | 'resumed';
  /** Chosen one by one; empty where a batch is meant. */
  ids: readonly string[];
  batch: { id: string; name: string } | null;
  count: number;
  values: { reason: string; words: string };
  refusal?: Refusal | null;
};

const VERBS = { revoked: 'Revoke', suspended: 'Suspend', resumed: 'Lift the suspension of' } as const;
const EFFECTS = {
  revoked:
    'Whoever checks it from now on is told that it is no longer valid, and why. This cannot be taken back. Those not claimed yet are cancelled. Each learner is told by letter.',
  suspended:
    'Whoever checks it from now on is told that it does not hold at this moment. Each learner is told by letter.',
  resumed: 'It holds again. Each learner is told by letter.',
} as const;

export function ChangePage({ place, how, ids, batch, count, values, refusal }: ChangePageProps) {
  const title = `${VERBS[how]} ${batch ? `the batch “${batch.name}”` : countOf(count, 'credential')}`;
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title={title}
      lede={`${batch ? `${formatNumber(count)} credentials of it stand. ` : ''}${EFFECTS[how]}`}
      refusal={refusal ?? null}
    >
      <form class="form" method="post" action={`${credentialsPath(place)}/change`}>
        <input type="hidden" name="how" value={how} />
        {ids.map((id) => (
          <input type="hidden" name="id" value={id} />
        ))}
        {batch && <input type="hidden" name="batch" value={batch.id} />}
        {how !== 'resumed' && (
          <>
            <Select
              id="reason"
              name="reason"
              label="Why"
              value={values.reason}
              options={REVOCATION_REASONS.map((value) => ({ value, label: reasonInWords(value).replace(/\.$/, '') }))}
            />
            <TextArea
              id="words"
              name="words"
              label="In your own words (optional)"
              hint="The learner reads them in the letter. Name nobody else in them."
              rows={3}
              value={values.words}
              maxLength={1000}
            />
          </>
        )}
        <button class="btn" type="submit">
          {title}
        </button>
      </form>
      <p class="after">
        <a href={credentialsPath(place)}>Leave it as it is</a>
      </p>
    </WorkplacePage>
  );
}
