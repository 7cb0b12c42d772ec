/** An invitation as its receiver sees it. */
import { ActForm, type Frame, formatDay, Notice, type Refusal } from '../../ui/index.js';
import type { Invitation } from '../schema.js';
import { PlainPage } from './plain-page.js';
import { ROLES, rolesInWords } from './words.js';

const dayOf = (moment: Date) => formatDay(moment.toISOString().slice(0, 10));

type InvitationPageProps = {
  frame: Frame;
  invitation: Invitation;
  /** Where its acts are sent. */
  action: string;
  /** Signed in, and as whom; null: not signed in. */
  who: { name: string } | null;
  /** Whoever is signed in has proved the address. */
  mine: boolean;
  refusal?: Refusal | null;
};

export function InvitationPage({ frame, invitation, action, who, mine, refusal = null }: InvitationPageProps) {
  const { organisation, roles, email, expiresAt } = invitation;
  return (
    <PlainPage frame={frame} title={`Join ${organisation.name}`} refusal={refusal}>
      <p class="lede">
        {organisation.name} invites <strong>{email}</strong> as {rolesInWords(roles)}.
      </p>
      <ul class="plain small">
        {roles.map((role) => (
          <li>
            <strong>{ROLES[role].label}</strong> {ROLES[role].about}
          </li>
        ))}
      </ul>
      {mine ? (
        <div class="row after">
          <ActForm action={`${action}/acceptance`} label={`Join ${organisation.name}`} quiet={false} />
        </div>
      ) : (
        <Notice kind="note">
          {who === null ? (
            <p>
              To accept, <a href={`/sign-in?next=${encodeURIComponent(action)}`}>sign in</a> with {email}, or{' '}
              <a href={`/sign-up?next=${encodeURIComponent(action)}`}>make an account</a> with it, and you come back
              here.
            </p>
          ) : (
            <p>
              You are signed in as {who.name}, and {email} is not among your addresses. To accept,{' '}
              <a href="/account/addresses">add it to your account</a>, then open this page again.
            </p>
          )}
        </Notice>
      )}
      <div class="row">
        <ActForm action={`${action}/refusal`} label="Decline" about={`the invitation of ${organisation.name}`} />
      </div>
      <p class="small quiet">It holds until {dayOf(expiresAt)}.</p>
    </PlainPage>
  );
}

export function DeclinedPage({ frame }: { frame: Frame }) {
  return (
    <PlainPage frame={frame} title="You have declined" done="The owners of the organisation have been told.">
      <p>
        <a class="act" href="/courses">
          Find a course
        </a>
      </p>
    </PlainPage>
  );
}
