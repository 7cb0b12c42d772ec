/** Adding, naming and removing a passkey. */
import { Field, type Frame, type Refusal, Section } from '../../ui/index.js';
import type { Passkey } from '../schema/index.js';
import { AccountPage } from './account-shell.js';

type Props = { frame: Frame; refusal?: Refusal | null };

export function NewPasskeyPage({ frame, refusal = null, name }: Props & { name: string }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/security"
      title="Add a passkey"
      lede="Your device asks for your finger, face or PIN, and keeps the passkey. Nothing secret is sent to us."
      refusal={refusal}
      enhancers={['passkey']}
    >
      <noscript>
        <p>Making a passkey needs script, which is switched off in this browser.</p>
      </noscript>
      <form
        class="form"
        method="post"
        action="/account/passkeys"
        data-passkey="make"
        data-challenge="/account/passkeys/challenge"
        hidden
      >
        <PasskeyName value={name} error={refusal?.fields?.name} />
        <input type="hidden" name="answer" value="" />
        <button class="btn" type="submit">
          Make the passkey
        </button>
      </form>
      <p role="status" data-passkey-says />
    </AccountPage>
  );
}

function PasskeyName({ value, error }: { value: string; error: string | undefined }) {
  return (
    <Field
      id="name"
      name="name"
      label="Name"
      hint="So that you know it again in the list: the device, or where the passkey is kept."
      maxLength={60}
      required
      value={value}
      error={error}
    />
  );
}

export function PasskeyPage({ frame, refusal = null, passkey }: Props & { passkey: Passkey }) {
  return (
    <AccountPage frame={frame} here="/account/security" title={`Passkey: ${passkey.name}`} refusal={refusal}>
      <form class="form" method="post" action="/account/passkeys/name">
        <input type="hidden" name="id" value={passkey.id} />
        <PasskeyName value={passkey.name} error={refusal?.fields?.name} />
        <button class="btn btn-line" type="submit">
          Rename it
        </button>
      </form>
      <Section id="remove" title="Remove it">
        <p>It will not open your account any more. Make sure first that you can come in another way.</p>
        <form method="post" action="/account/passkeys/removal">
          <input type="hidden" name="id" value={passkey.id} />
          <button class="btn" type="submit">
            Remove this passkey
          </button>
        </form>
      </Section>
    </AccountPage>
  );
}
