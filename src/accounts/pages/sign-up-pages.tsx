/** Making an account: name and address, then a letter, then a password. */
import { Field, FormPage, type Frame, Layout, Notice, type Refusal } from '../../ui/index.js';
import type { LinkFound } from '../schema/index.js';

type Given = Readonly<Record<string, string | undefined>>;
type Props = { frame: Frame; given?: Given; refusal?: Refusal | null };

/** `next`: where one goes once the account is made. */
export function SignUpPage({ frame, next, given = {}, refusal = null }: Props & { next: string }) {
  return (
    <FormPage
      frame={frame}
      title="Make an account"
      lede="An account keeps what is yours: lists, credentials, your CPD record. Finding courses needs none."
      action="/sign-up"
      act="Send me the link"
      refusal={refusal}
      after={
        <p class="after">
          Have one already? <a href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</a>
        </p>
      }
    >
      <input type="hidden" name="next" value={next} />
      <Field
        id="name"
        name="name"
        label="Your name"
        hint="As it should stand on a certificate. You can change it later."
        autoComplete="name"
        maxLength={200}
        required
        value={given.name}
        error={refusal?.fields?.name}
      />
      <Field
        id="email"
        name="email"
        label="E-mail address"
        hint="We send a link to it. You can add more addresses later."
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        value={given.email}
        error={refusal?.fields?.email}
      />
    </FormPage>
  );
}

/** The same words whether or not there is an account: who has one is nobody else's business. */
export function LetterSentPage({ frame, email, what }: { frame: Frame; email: string; what: string }) {
  return (
    <Layout frame={frame} title="Look in your mail" unlisted>
      <div class="wrap page form-page">
        <h1>Look in your mail</h1>
        <Notice kind="done">
          <p>
            We have written to <strong>{email}</strong>. {what}
          </p>
        </Notice>
        <p>
          It can take a minute or two. If nothing comes, look in the junk folder, or check the address and try again.
        </p>
        {frame.outbox && (
          <p>
            This is a demonstration: nothing is really sent. <a href={frame.outbox}>Read the letters here</a>.
          </p>
        )}
      </div>
    </Layout>
  );
}

export function FinishSignUpPage({ frame, link, given = {}, refusal = null }: Props & { link: LinkFound }) {
  return (
    <FormPage
      frame={frame}
      title="Choose a password"
      lede={
        <>
          For your account with <strong>{link.email}</strong>.
        </>
      }
      act="Make my account"
      refusal={refusal}
    >
      <input type="hidden" name="email" autocomplete="username" value={link.email ?? ''} />
      <OwnName link={link} given={given} refusal={refusal} />
      <NewPassword error={refusal?.fields?.password} />
      <Terms />
    </FormPage>
  );
}

type OfferProps = Props & { link: LinkFound; provider: string };

/** For whoever came by another provider, whose address nobody here has. */
export function OfferPage({ frame, link, provider, given = {}, refusal = null }: OfferProps) {
  return (
    <FormPage
      frame={frame}
      title="Make an account"
      lede={
        <>
          {provider} says that <strong>{link.email}</strong> is yours. There is no account with this address yet.
        </>
      }
      act="Make my account"
      refusal={refusal}
      after={
        <p class="after">
          You have an account with another address? <a href="/sign-in">Sign in with it</a>, and add this address to it.
        </p>
      }
    >
      <OwnName link={link} given={given} refusal={refusal} />
      <Terms />
    </FormPage>
  );
}

function OwnName({ link, given, refusal }: { link: LinkFound; given: Given; refusal: Refusal | null }) {
  return (
    <Field
      id="name"
      name="name"
      label="Your name"
      autoComplete="name"
      maxLength={200}
      required
      value={given.name ?? String(link.detail.name ?? '')}
      error={refusal?.fields?.name}
    />
  );
}

function Terms() {
  return (
    <p class="small">
      By making an account you agree to the <a href="/terms">terms of use</a> and have read the{' '}
      <a href="/privacy">privacy page</a>.
    </p>
  );
}

type NewPasswordProps = { error: string | undefined; id?: string; label?: string };

export function NewPassword({ error, id = 'password', label = 'Password' }: NewPasswordProps) {
  return (
    <Field
      id={id}
      name={id}
      label={label}
      type="password"
      hint="At least 8 characters. Three or four unrelated words are easy to remember and hard to guess."
      autoComplete="new-password"
      maxLength={500}
      required
      error={error}
    />
  );
}
