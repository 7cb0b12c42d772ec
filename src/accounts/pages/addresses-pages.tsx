/** The addresses of a person. */
import { ActForm, Field, type Frame, type Refusal, Section, Tag } from '../../ui/index.js';
import type { Address } from '../schema/index.js';
import { AccountPage } from './account-shell.js';

export const ADDRESS_DONE = {
  sent: 'If the address can be added, a letter is on its way to it. Open its link while you are signed in here.',
  added: 'The address is yours. You can sign in with it.',
  removed: 'The address is removed.',
  first: 'Letters go to this address from now on.',
} as const;

type Props = {
  frame: Frame;
  addresses: readonly Address[];
  given?: string;
  refusal?: Refusal | null;
  done?: keyof typeof ADDRESS_DONE | undefined;
};

export function AddressesPage({ frame, addresses, given = '', refusal = null, done }: Props) {
  return (
    <AccountPage
      frame={frame}
      here="/account/addresses"
      title="Your addresses"
      lede="You can sign in with each of them. Add a private one, and changing employer does not lock you out."
      done={done && ADDRESS_DONE[done]}
      refusal={refusal}
    >
      <ul class="rows">
        {addresses.map((address) => (
          <AddressRow address={address} />
        ))}
      </ul>
      <Section id="add" title="Add an address">
        <form class="form" method="post" action="/account/addresses">
          <Field
            id="email"
            name="email"
            label="E-mail address"
            hint="We send a link to it. It counts when you have used the link."
            type="email"
            autoComplete="email"
            maxLength={254}
            required
            value={given}
            error={refusal?.fields?.email}
          />
          <button class="btn" type="submit">
            Send me the link
          </button>
        </form>
      </Section>
    </AccountPage>
  );
}

function AddressRow({ address: { id, email, verifiedAt, isFirst } }: { address: Address }) {
  return (
    <li>
      <div>
        {email} {isFirst && <Tag tone="good">letters go here</Tag>}
        {verifiedAt === null && <Tag tone="caution">not confirmed yet</Tag>}
      </div>
      {verifiedAt === null && (
        <ActForm action="/account/addresses" label="Send the link again" about={email} values={{ email }} />
      )}
      {verifiedAt !== null && !isFirst && (
        <ActForm action="/account/addresses/first" label="Send letters here" about={email} values={{ id }} />
      )}
      {!isFirst && (
        <a class="btn btn-line" href={`/account/addresses/removal?id=${id}`}>
          Remove<span class="sr">, {email}</span>
        </a>
      )}
    </li>
  );
}

export function ConfirmAddressPage({ frame, email, name }: { frame: Frame; email: string; name: string }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/addresses"
      title="Confirm this address"
      lede={
        <>
          <strong>{email}</strong> will belong to the account of {name}, and sign in to it.
        </>
      }
    >
      <form class="form" method="post">
        <button class="btn" type="submit">
          Yes, this address is mine
        </button>
      </form>
    </AccountPage>
  );
}

export function RemoveAddressPage({ frame, address }: { frame: Frame; address: Address }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/addresses"
      title="Remove this address?"
      lede={
        <>
          <strong>{address.email}</strong> will not sign in to your account any more.
        </>
      }
    >
      <form class="form" method="post" action="/account/addresses/removal">
        <input type="hidden" name="id" value={address.id} />
        <button class="btn" type="submit">
          Remove it
        </button>
      </form>
      <p class="after">
        <a href="/account/addresses">Keep it</a>
      </p>
    </AccountPage>
  );
}

/** The last step before another provider: a link, because a browser does not let a form lead to another site. */
export function OnwardPage({ frame, provider, address }: { frame: Frame; provider: string; address: string }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/security"
      title={`Link your account at ${provider}`}
      lede={`You sign in at ${provider} and come back here. Both accounts must have the same confirmed address.`}
    >
      <p class="after">
        <a class="btn" href={address} rel="noreferrer">
          Go on to {provider}
        </a>
      </p>
    </AccountPage>
  );
}
