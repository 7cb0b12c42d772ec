/** Handing the ownership over: an offer to a member, and its answer. */
import { ActForm, formatDay, Notice, type Refusal, Select } from '../../ui/index.js';
import { allows } from '../rules/roles.js';
import type { HandOver, Member } from '../schema.js';
import { type Workplace, WorkplacePage } from './workplace-shell.js';

type HandOverPageProps = Workplace & {
  members: readonly Member[];
  offer: HandOver | null;
  /** The person who is looking. */
  me: string;
  refusal?: Refusal | null;
  done?: string | undefined;
};

export function HandOverPage(props: HandOverPageProps) {
  const { organisation, roles, offer, me } = props;
  const base = `/organisations/${organisation.slug}/hand-over`;
  const until = offer && formatDay(offer.expiresAt.toISOString().slice(0, 10));
  return (
    <WorkplacePage
      {...props}
      here="members"
      title="Hand the ownership over"
      trail={[{ label: 'Members', href: `/organisations/${organisation.slug}/members` }]}
    >
      {offer?.toId === me ? (
        <>
          <p class="lede">
            {offer.fromName} wants you to own {organisation.name}. You would decide who belongs to it and do everything
            in its name; {offer.fromName} would be an editor. The offer holds until {until}.
          </p>
          <div class="row after">
            <ActForm action={`${base}/acceptance`} label={`Own ${organisation.name}`} quiet={false} />{' '}
            <ActForm action={`${base}/refusal`} label="Decline" />
          </div>
        </>
      ) : allows(roles, 'owner') ? (
        <OwnerSide {...props} until={until} />
      ) : (
        <p class="lede">Nothing is offered to you at present.</p>
      )}
    </WorkplacePage>
  );
}

function OwnerSide(props: HandOverPageProps & { until: string | null }) {
  const { organisation, members, offer, me, until, refusal } = props;
  const base = `/organisations/${organisation.slug}/hand-over`;
  const others = members.filter(({ personId }) => personId !== me);
  if (offer !== null)
    return (
      <>
        <Notice kind="note">
          <p>
            {offer.fromName} has offered the ownership to {offer.toName}, until {until}.
          </p>
        </Notice>
        <ActForm action={`${base}/withdrawal`} label="Take the offer back" />
      </>
    );
  if (others.length === 0)
    return (
      <p class="lede">
        There is no other member yet.{' '}
        <a href={`/organisations/${organisation.slug}/members/new`}>Invite somebody first</a>.
      </p>
    );
  return (
    <>
      <p class="lede">Somebody else owns it in your place, once they accept. You stay as an editor.</p>
      <form class="form" method="post">
        <Select
          id="person"
          name="person"
          label="The new owner"
          options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
          value={others[0]?.personId ?? ''}
          error={refusal?.fields?.person}
        />
        <button class="btn" type="submit">
          Offer them the ownership
        </button>
      </form>
    </>
  );
}
