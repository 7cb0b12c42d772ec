/** Members, their roles, and inviting more. */
import { ActForm, Field, formatDay, type Refusal, Section, Tick } from '../../ui/index.js';
import { allows } from '../rules/roles.js';
import { type Invitation, type Member, Role } from '../schema.js';
import { ROLES, rolesInWords } from './words.js';
import { type Workplace, WorkplacePage } from './workplace-shell.js';

const dayOf = (moment: Date) => formatDay(moment.toISOString().slice(0, 10));

type MembersPageProps = Workplace & {
  members: readonly Member[];
  /** Those that wait for an answer; told to owners alone. */
  invitations: readonly Invitation[];
  /** The person who is looking. */
  me: string;
  done?: string | undefined;
};

export function MembersPage(props: MembersPageProps) {
  const { organisation, roles, members, invitations, me, done } = props;
  const isOwner = allows(roles, 'owner');
  const base = `/organisations/${organisation.slug}`;
  return (
    <WorkplacePage {...props} here="members" title="Members" done={done}>
      {isOwner && (
        <p>
          <a class="btn" href={`${base}/members/new`}>
            Invite somebody
          </a>
        </p>
      )}
      <ul class="rows">
        {members.map((member) => (
          <li>
            <div>
              <strong>{member.name}</strong>
              {member.personId === me && ' (you)'}
              <span class="quiet small">
                {sentenceOf(member.roles)}, since {dayOf(member.since)}
              </span>
            </div>
            {isOwner && (
              <a class="act" href={`${base}/members/${member.personId}`}>
                Change<span class="sr">, {member.name}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {isOwner && invitations.length > 0 && (
        <Section id="waiting" title="Invited">
          <ul class="rows">
            {invitations.map(({ id, email, roles: given, expiresAt }) => (
              <li>
                <div>
                  <strong>{email}</strong>
                  <span class="quiet small">
                    {sentenceOf(given)}, until {dayOf(expiresAt)}
                  </span>
                </div>
                <ActForm action={`${base}/members/invitations/${id}/withdrawal`} label="Withdraw" about={email} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="you" title="Your own part">
        <ul class="plain">
          <li>
            <a class="act" href={`${base}/leaving`}>
              Leave {organisation.name}
            </a>
          </li>
          {isOwner && (
            <li>
              <a class="act" href={`${base}/hand-over`}>
                Hand the ownership over
              </a>
            </li>
          )}
        </ul>
      </Section>
    </WorkplacePage>
  );
}

function sentenceOf(roles: readonly Role[]): string {
  const words = rolesInWords(roles);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type InvitePageProps = Workplace & {
  given: { email: string; roles: readonly string[] };
  refusal?: Refusal | null;
};

export function InvitePage(props: InvitePageProps) {
  const { given, refusal } = props;
  return (
    <WorkplacePage
      {...props}
      here="members"
      title="Invite somebody"
      trail={[{ label: 'Members', href: `/organisations/${props.organisation.slug}/members` }]}
      lede="They get a letter, and decide. The invitation holds for 14 days."
    >
      <form class="form" method="post">
        <Field
          id="email"
          name="email"
          label="Their e-mail address"
          type="email"
          maxLength={254}
          required
          value={given.email}
          error={refusal?.fields?.email}
        />
        <RoleTicks chosen={given.roles} error={refusal?.fields?.roles} />
        <button class="btn" type="submit">
          Send the invitation
        </button>
      </form>
    </WorkplacePage>
  );
}

function RoleTicks({ chosen, error }: { chosen: readonly string[]; error: string | undefined }) {
  return (
    <fieldset class={error ? 'field-error' : undefined}>
      <legend>What they may do</legend>
      <div>
        {Role.options.map((role) => (
          <Tick
            name="roles"
            value={role}
            checked={chosen.includes(role)}
            label={
              <>
                <strong>{ROLES[role].label}</strong> <span class="quiet">{ROLES[role].about}</span>
              </>
            }
          />
        ))}
      </div>
      {error && <span class="error">{error}</span>}
    </fieldset>
  );
}

type MemberPageProps = Workplace & { member: Member; given?: readonly string[]; refusal?: Refusal | null };

export function MemberPage(props: MemberPageProps) {
  const { organisation, member, given = member.roles, refusal } = props;
  const base = `/organisations/${organisation.slug}/members`;
  return (
    <WorkplacePage
      {...props}
      here="members"
      title={member.name}
      trail={[{ label: 'Members', href: base }]}
      lede={`A member since ${dayOf(member.since)}.`}
    >
      <form class="form" method="post">
        <RoleTicks chosen={given} error={refusal?.fields?.roles} />
        <button class="btn" type="submit">
          Save these roles
        </button>
      </form>
      <p class="after">
        <a class="act" href={`${base}/${member.personId}/removal`}>
          Remove {member.name} from the organisation
        </a>
      </p>
    </WorkplacePage>
  );
}

type SurePageProps = Workplace & {
  here?: string;
  title: string;
  /** What it means. */
  words: string;
  /** The word on the button. */
  act: string;
  back: { href: string; label: string };
  refusal?: Refusal | null;
};

/** Asks once more before something ends. */
export function SurePage(props: SurePageProps) {
  const { title, words, act, back } = props;
  return (
    <WorkplacePage {...props} here={props.here ?? 'members'} title={title} lede={words} trail={[back]}>
      <div class="form">
        <form method="post">
          <button class="btn" type="submit">
            {act}
          </button>
        </form>
        <a class="act" href={back.href}>
          No, go back
        </a>
      </div>
    </WorkplacePage>
  );
}
