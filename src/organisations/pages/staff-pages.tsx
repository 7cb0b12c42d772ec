/** For staff: claims with their evidence, organisations without an owner, names that were asked for, who is verified. */
import { ActForm, Field, type Frame, formatDay, type Refusal, Section, State, TextArea, Tick } from '../../ui/index.js';
import type { ClaimBeforeStaff } from '../queries/claims.js';
import type { NameRequest } from '../queries/profile.js';
import type { OrganisationBrief, Verification } from '../schema.js';
import { Paragraphs, PlainPage } from './plain-page.js';
import { countryInWords, ORGANISATION_KINDS, proofInWords } from './words.js';

export type StaffPageProps = {
  frame: Frame;
  claims: readonly ClaimBeforeStaff[];
  ownerless: readonly (OrganisationBrief & { members: number })[];
  names: readonly NameRequest[];
  verified: readonly (OrganisationBrief & { verification: Verification })[];
  done?: string | undefined;
  refusal?: Refusal | null;
};

const dayOf = (moment: Date) => formatDay(moment.toISOString().slice(0, 10));

export function StaffOrganisationsPage(props: StaffPageProps) {
  const { frame, claims, ownerless, names, verified, done, refusal = null } = props;
  const waiting = claims.filter(({ method, provedAt }) => method === 'staff' || provedAt !== null);
  const underWay = claims.filter((claim) => !waiting.includes(claim));
  return (
    <PlainPage frame={frame} title="Organisations to verify" done={done} refusal={refusal} wide>
      <Section id="waiting" title="Claims that wait for you">
        {waiting.length === 0 && <State kind="empty" title="No claim waits" level={3} />}
        <ClaimPanels claims={waiting} />
      </Section>
      {names.length > 0 && (
        <Section id="names" title="Names that were asked for">
          <ul class="rows">
            {names.map((asked) => (
              <li>
                <div>
                  <a href={`/providers/${asked.slug}`}>{asked.current}</a> wants to be called{' '}
                  <strong>{asked.name}</strong>
                  <span class="quiet small">
                    {asked.personName ?? 'Somebody whose account is gone'}, {dayOf(asked.created)}
                    {asked.message && `: “${asked.message}”`}
                  </span>
                </div>
                <div class="row">
                  <ActForm action={`/staff/names/${asked.id}/approval`} label="Change it" about={asked.current} />
                  <a class="act" href={`/staff/names/${asked.id}/refusal`}>
                    Refuse<span class="sr">, {asked.current}</span>
                  </a>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {ownerless.length > 0 && (
        <Section id="ownerless" title="Verified, without an owner">
          <ul class="rows">
            {ownerless.map(({ slug, name, members }) => (
              <li>
                <div>
                  <a href={`/providers/${slug}`}>{name}</a>
                  <span class="quiet small">{members === 1 ? 'One member' : `${members} members`}, no owner</span>
                </div>
                <form method="post" action={`/staff/organisations/${slug}/owner`} class="row">
                  <Field id={`owner-${slug}`} name="email" label="New owner’s e-mail address" type="email" required />
                  <button class="btn btn-line" type="submit">
                    Make them its owner
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {underWay.length > 0 && (
        <Section id="under-way" title="Claims under way">
          <p class="small quiet">They prove themselves, or end after seven days. You may decide before.</p>
          <ClaimPanels claims={underWay} />
        </Section>
      )}
      <Section id="verified" title="Verified">
        {verified.length === 0 && <p class="quiet">None yet.</p>}
        <ul class="rows">
          {verified.map(({ slug, name, verification }) => (
            <li>
              <div>
                <a href={`/providers/${slug}`}>{name}</a>
                <span class="quiet small">{proofInWords(verification)}</span>
              </div>
              <a class="act" href={`/staff/organisations/${slug}/withdrawal`}>
                Withdraw<span class="sr">, {name}</span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </PlainPage>
  );
}

function ClaimPanels({ claims }: { claims: readonly ClaimBeforeStaff[] }) {
  return (
    <div class="panels">
      {claims.map((claim) => (
        <ClaimPanel claim={claim} />
      ))}
    </div>
  );
}

/** The evidence in words, so that a decision can be defended later. */
function ClaimPanel({ claim }: { claim: ClaimBeforeStaff }) {
  const { organisation, personName, created, message } = claim;
  return (
    <article class="panel">
      <h3>
        <a href={`/providers/${organisation.slug}`}>{organisation.name}</a>
      </h3>
      <p class="small quiet">
        {ORGANISATION_KINDS[organisation.kind]}
        {organisation.country && `, ${countryInWords(organisation.country)}`}
        {organisation.url && ` · ${organisation.url}`}
      </p>
      <p>
        {personName ?? 'Somebody whose account is gone'} claimed it on {dayOf(created)}. {evidence(claim)}
      </p>
      {message && (
        <blockquote class="note">
          <Paragraphs text={message} />
        </blockquote>
      )}
      {organisation.verified && (
        <p class="small">
          It is verified and has {organisation.owners === 1 ? 'one owner' : `${organisation.owners} owners`}: whoever
          you approve becomes an owner beside them.
        </p>
      )}
      <div class="row">
        <ActForm
          action={`/staff/claims/${claim.id}/approval`}
          label="Approve"
          about={organisation.name}
          quiet={false}
        />
        <a class="act" href={`/staff/claims/${claim.id}/refusal`}>
          Refuse<span class="sr">, {organisation.name}</span>
        </a>
      </div>
    </article>
  );
}

function evidence({ method, domain, email, provedAt, organisation }: ClaimBeforeStaff): string {
  const trust = organisation.urlTrusted ? '' : ' Its address is only what whoever registered it wrote.';
  if (method === 'staff') return `They ask you to decide.${trust}`;
  const what = method === 'dns' ? `a DNS record of ${domain}` : `the mail of ${email}`;
  return provedAt === null
    ? `To be proved by ${what}; not proved yet.${trust}`
    : `Proved by ${what} on ${dayOf(provedAt)}.${trust}`;
}

type ReasonPageProps = {
  frame: Frame;
  title: string;
  lede: string;
  act: string;
  /** A further question, with its name: whether members go too. */
  tick?: { name: string; label: string };
  given?: Readonly<Record<string, string | undefined>>;
  refusal?: Refusal | null;
};

/** Staff say why: whoever is concerned reads it. */
export function ReasonPage({ frame, title, lede, act, tick, given = {}, refusal = null }: ReasonPageProps) {
  return (
    <PlainPage
      frame={frame}
      title={title}
      lede={lede}
      trail={[{ label: 'Organisations to verify', href: '/staff/organisations' }]}
      refusal={refusal}
    >
      <form class="form" method="post">
        <TextArea
          id="reason"
          name="reason"
          label="The reason"
          hint="It is sent as it stands: plain, kind, and without names of others."
          required
          maxLength={1000}
          value={given.reason}
          error={refusal?.fields?.reason}
        />
        {tick && <Tick name={tick.name} value="yes" checked label={tick.label} />}
        <button class="btn" type="submit">
          {act}
        </button>
      </form>
    </PlainPage>
  );
}
