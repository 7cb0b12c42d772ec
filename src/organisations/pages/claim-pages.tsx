/** Claiming an organisation: the ways, how far one is, and asking to be let in where somebody speaks for it already. */
import { ActForm, Field, type Frame, formatDay, Notice, type Refusal, Section, TextArea } from '../../ui/index.js';
import { type DomainFound, RECORD_PREFIX, recordNames, type Undecidable } from '../rules/domains.js';
import type { Claim, Organisation, Standing } from '../schema.js';
import { Paragraphs, PlainPage } from './plain-page.js';
import { VerifiedTag } from './verified-tag.js';
import { proofInWords } from './words.js';

type Given = Readonly<Record<string, string | undefined>>;

export type ClaimPageProps = {
  frame: Frame;
  organisation: Organisation;
  standing: Standing;
  domain: DomainFound;
  /** The last claim of whoever is looking. */
  claim: Claim | null;
  given?: Given;
  refusal?: Refusal | null;
  done?: string | undefined;
  /** Nothing was done: what was found. */
  note?: string | undefined;
};

export function ClaimPage(props: ClaimPageProps) {
  const { frame, organisation, standing, claim, done, note, refusal = null } = props;
  const { name, slug } = organisation;
  return (
    <PlainPage
      frame={frame}
      title={`Claim ${name}`}
      section="/providers"
      trail={[
        { label: 'Providers', href: '/providers' },
        { label: name, href: `/providers/${slug}` },
      ]}
      done={done}
      refusal={refusal}
    >
      {note && <Notice kind="note">{note}</Notice>}
      {claim?.state === 'open' ? (
        <OpenClaim {...props} claim={claim} />
      ) : (
        <>
          {claim && <LastClaim claim={claim} />}
          {standing.verification ? <Taken {...props} /> : <Ways {...props} />}
        </>
      )}
    </PlainPage>
  );
}

/** Three ways, each a form of its own, so that they work without script. */
function Ways({ organisation, domain, given = {}, refusal }: ClaimPageProps) {
  return (
    <>
      <p class="lede">
        Whoever speaks for {organisation.name} can publish its courses here, and every page then says that its identity
        is proved. You become its owner, and can invite colleagues.
      </p>
      {'domain' in domain ? (
        <>
          <Section id="dns" title="By a DNS record">
            <p>
              For whoever looks after the domain <strong>{domain.domain}</strong>. We show you a line to add; we look
              for it for seven days.
            </p>
            <form class="form" method="post">
              <input type="hidden" name="method" value="dns" />
              <button class="btn" type="submit">
                Show me the record
              </button>
            </form>
          </Section>
          <Section id="letter" title={`By an address at ${domain.domain}`}>
            <p>We send a letter there; its link proves that you read the mail of the domain.</p>
            <form class="form" method="post">
              <input type="hidden" name="method" value="address" />
              <Field
                id="email"
                name="email"
                label="E-mail address"
                type="email"
                maxLength={254}
                required
                value={given.email}
                error={refusal?.fields?.email}
                hint={addressHint(organisation, domain.domain)}
              />
              <button class="btn" type="submit">
                Send the letter
              </button>
            </form>
          </Section>
        </>
      ) : (
        <Notice kind="note">
          <p>{whyStaff(domain.reason, organisation.name)} So staff of this site decide.</p>
        </Notice>
      )}
      <StaffWay given={given} refusal={refusal} title="By staff" />
    </>
  );
}

function addressHint({ kind }: Organisation, domain: string): string {
  if (!['university', 'college', 'school'].includes(kind)) return `At ${domain}. Not a public mail service.`;
  return `postmaster@, webmaster@, hostmaster@ or admin@${domain} prove it at once. With any other address staff look too, as many people have one there.`;
}

function whyStaff(reason: Undecidable, name: string): string {
  switch (reason) {
    case 'no-address':
      return `We know no web address of ${name}.`;
    case 'no-domain':
      return `The address that we know of ${name} is not a domain of its own.`;
    case 'part-of-a-site':
      return `The address that we know of ${name} is a page of a larger site.`;
    case 'shared':
      return `${name} shares its web address with another organisation.`;
  }
}

type StaffWayProps = { given: Given; refusal?: Refusal | null | undefined; title: string };

function StaffWay({ given, refusal, title }: StaffWayProps) {
  return (
    <Section id="staff" title={title}>
      <form class="form" method="post">
        <input type="hidden" name="method" value="staff" />
        <TextArea
          id="message"
          name="message"
          label="How can staff see that you speak for it?"
          hint="Your position, and where that can be checked: a page of the organisation, a telephone number of its switchboard. Only staff read this."
          required
          maxLength={2000}
          value={given.message}
          error={refusal?.fields?.message}
        />
        <button class="btn" type="submit">
          Ask staff
        </button>
      </form>
    </Section>
  );
}

/** Somebody speaks for it already: ask them, or tell staff that this is wrong. */
function Taken({ organisation, standing, given = {}, refusal }: ClaimPageProps) {
  const { verification, owners } = standing;
  return (
    <>
      <p class="lede">Somebody speaks for {organisation.name} already.</p>
      {verification && (
        <p>
          <VerifiedTag verification={verification} /> <span class="small quiet">{proofInWords(verification)}</span>
        </p>
      )}
      {owners > 0 && (
        <Section id="join" title="Ask to join">
          <form class="form" method="post" action={`/organisations/${organisation.slug}/claim/joining`}>
            <TextArea
              id="joining"
              name="joining"
              label="To its owners"
              hint="They get a letter with this, your name and your e-mail address."
              required
              maxLength={1000}
              value={given.joining}
              error={refusal?.fields?.joining}
            />
            <button class="btn" type="submit">
              Send this to its owners
            </button>
          </form>
        </Section>
      )}
      <StaffWay
        given={given}
        refusal={refusal}
        title={owners > 0 ? 'They are the wrong people?' : 'It has no owner now'}
      />
    </>
  );
}

/** What became of the claim before. */
function LastClaim({ claim }: { claim: Claim }) {
  if (claim.state !== 'refused' && claim.state !== 'expired') return null;
  return (
    <Notice kind="note">
      <p>
        Your claim of {formatDay(claim.created.toISOString().slice(0, 10))}{' '}
        {claim.state === 'expired' ? 'was not proved in time' : 'was refused'}.{' '}
        {claim.state === 'refused' && claim.reason}
      </p>
    </Notice>
  );
}

function OpenClaim({ organisation, claim }: ClaimPageProps & { claim: Claim }) {
  const base = `/organisations/${organisation.slug}/claim`;
  return (
    <>
      {claim.provedAt !== null || claim.method === 'staff' ? (
        <p class="lede">Your claim is with the staff of this site. A letter tells you what they decide.</p>
      ) : claim.method === 'dns' ? (
        <DnsSteps claim={claim} base={base} />
      ) : (
        <p class="lede">
          We have written to <strong>{claim.email}</strong>. Open the link in the letter while you are signed in here.
          It works for seven days.
        </p>
      )}
      {claim.method === 'staff' && claim.message && (
        <Section id="written" title="What you wrote">
          <Paragraphs text={claim.message} />
        </Section>
      )}
      <div class="after">
        <ActForm action={`${base}/withdrawal`} label="Withdraw this claim" />
      </div>
    </>
  );
}

function DnsSteps({ claim, base }: { claim: Claim; base: string }) {
  const domain = claim.domain ?? '';
  const [first, ...others] = recordNames(domain);
  return (
    <>
      <p class="lede">Add this TXT record to the DNS of {domain}, or hand it to whoever looks after it.</p>
      <dl class="fact-table">
        <div>
          <dt>Name</dt>
          <dd class="code-box">{first}</dd>
        </div>
        <div>
          <dt>Type</dt>
          <dd class="code-box">TXT</dd>
        </div>
        <div>
          <dt>Value</dt>
          <dd class="code-box">{RECORD_PREFIX + claim.token}</dd>
        </div>
      </dl>
      <p class="small quiet">
        It may stand at {others.join(' or ')} instead. It is no secret, and may be removed afterwards. We look every
        quarter of an hour, until{' '}
        {formatDay(new Date(claim.created.getTime() + 7 * 86_400_000).toISOString().slice(0, 10))}.
        {claim.checkedAt && ` Last looked on ${formatDay(claim.checkedAt.toISOString().slice(0, 10))}: not there yet.`}
      </p>
      <div class="after">
        <ActForm action={`${base}/check`} label="Check now" quiet={false} />
      </div>
    </>
  );
}

type LetterPageProps = { frame: Frame; organisation: Organisation; claim: Claim };

/** Behind the link of the letter: only its button acts. */
export function ClaimLetterPage({ frame, organisation, claim }: LetterPageProps) {
  return (
    <PlainPage
      frame={frame}
      title={`Claim ${organisation.name}`}
      lede={
        <>
          This letter went to <strong>{claim.email}</strong>. With this button you say that you may speak for{' '}
          {organisation.name}.
        </>
      }
    >
      <form class="form" method="post">
        <button class="btn" type="submit">
          Yes, I speak for it
        </button>
      </form>
    </PlainPage>
  );
}
