/** Keys, for owners: those that sign, and those by which programs issue. */
import { WorkplacePage } from '../../../organisations/index.js';
import { ActForm, countOf, Field, formatDay, Notice, type Refusal, Section, Tag } from '../../../ui/index.js';
import type { ApiKey } from '../../queries/issuing/api-keys.js';
import type { IssuerKey } from '../../queries/issuing/keys.js';
import { below, credentialsPath, type IssuingPlace } from './place.js';
import { dayOf } from './words.js';

type ListedKey = Omit<IssuerKey, 'sealed'> & { credentials: number };

export type KeysPageProps = {
  place: IssuingPlace;
  keys: readonly ListedKey[];
  programs: readonly ApiKey[];
  /** A key that was just made, to be copied now. */
  fresh?: string | null;
  done?: string | null;
  refusal?: Refusal | null;
};

export function KeysPage({ place, keys, programs, fresh, done, refusal }: KeysPageProps) {
  const base = `${credentialsPath(place)}/keys`;
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place)}
      title="Keys"
      lede="With the first kind you sign; with the second your programs may ask for it. Owners alone see this page."
      done={done ?? null}
      refusal={refusal ?? null}
    >
      <Section id="signing" title="Keys that sign">
        {keys.length === 0 && <p>The first one is made when you issue your first credential.</p>}
        <ul class="rows">
          {keys.map((key) => (
            <SigningKeyRow key={key.id} place={place} signing={key} />
          ))}
        </ul>
        {keys.length > 0 && (
          <>
            <p class="small quiet after">
              A new key takes over from the old one. What the old one signed stays valid, and its secret half is
              destroyed.
            </p>
            <ActForm action={`${base}/rotation`} label="Take a new key" />
          </>
        )}
      </Section>
      <Section id="programs" title="Keys for programs">
        {fresh && (
          <Notice kind="done">
            Copy this key now. It is shown this once: <code>{fresh}</code>
          </Notice>
        )}
        <ul class="rows">
          {programs.map(({ id, name, ending, made, usedOn, withdrawn }) => (
            <li>
              <span>
                {name}
                <span class="small quiet">
                  ends in {ending}, made {formatDay(dayOf(made))},{' '}
                  {usedOn ? `last used ${formatDay(usedOn)}` : 'never used'}
                </span>
              </span>
              {withdrawn ? (
                <Tag tone="unknown">withdrawn</Tag>
              ) : (
                <ActForm action={`${base}/programs/${id}/withdrawal`} label="Withdraw" about={name} />
              )}
            </li>
          ))}
        </ul>
        <form class="form" method="post" action={`${base}/programs`}>
          <Field
            id="program-name"
            name="name"
            label="A new key for"
            hint="The name of the program, to tell it from others."
            maxLength={100}
            error={refusal?.fields?.name}
          />
          <button class="btn btn-line" type="submit">
            Make a key
          </button>
        </form>
        <p class="small quiet">
          How programs issue is described <a href="/api/docs">in the API</a>.
        </p>
      </Section>
    </WorkplacePage>
  );
}

function SigningKeyRow({ place, signing }: { place: IssuingPlace; signing: ListedKey }) {
  const { id, multibase, did, made, retired, withdrawn, credentials } = signing;
  const isLiving = !retired && !withdrawn;
  return (
    <li>
      <span>
        <span class="num">{multibase.slice(0, 12)}…</span>
        <span class="small quiet">
          made {formatDay(dayOf(made))}, signed {countOf(credentials, 'credential')}
          {did.startsWith('did:key:') && '; under no web address: a demonstration'}
        </span>
      </span>
      <Tag tone={withdrawn ? 'bad' : isLiving ? 'good' : 'unknown'}>
        {withdrawn ? 'withdrawn' : isLiving ? 'signs now' : 'still verifies'}
      </Tag>
      {!withdrawn && (
        <a class="act" href={`${credentialsPath(place)}/keys/${id}/withdrawal`}>
          Withdraw<span class="sr"> the key {multibase.slice(0, 12)}</span>
        </a>
      )}
    </li>
  );
}

/** Asked once more: what a withdrawn key signed is lost. */
export function WithdrawKeyPage({
  place,
  signing,
  refusal,
}: {
  place: IssuingPlace;
  signing: ListedKey;
  refusal?: Refusal | null;
}) {
  const base = `${credentialsPath(place)}/keys`;
  return (
    <WorkplacePage
      {...place}
      here="credentials"
      trail={below(place, { label: 'Keys', href: base })}
      title="Withdraw a key"
      lede="Do this only if somebody else may have the key."
      refusal={refusal ?? null}
    >
      <Notice kind="note">
        All {countOf(signing.credentials, 'credential')} that it signed will be revoked and fail wherever they are
        checked. That cannot be taken back. Issue them anew afterwards, and tell your learners why.
      </Notice>
      <form class="form" method="post">
        <button class="btn" type="submit">
          Withdraw the key and revoke what it signed
        </button>
      </form>
      <p class="after">
        <a href={base}>Leave it as it is</a>
      </p>
    </WorkplacePage>
  );
}
