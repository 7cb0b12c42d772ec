/** Signing in: password, passkey, another provider; then a code, where one is asked for. */
import { Field, FormPage, type Frame, type Refusal, Tick } from '../../ui/index.js';

type Props = { frame: Frame; refusal?: Refusal | null };
export type ProviderButton = { id: string; name: string };

type SignInProps = Props & { email?: string; next: string; providers: readonly ProviderButton[] };

export function SignInPage({ frame, refusal = null, email, next, providers }: SignInProps) {
  return (
    <FormPage
      frame={frame}
      title="Sign in"
      action="/sign-in"
      act="Sign in"
      refusal={refusal}
      enhancers={['passkey']}
      after={
        <>
          <OtherWays next={next} providers={providers} />
          <ul class="plain after">
            <li>
              <a href="/new-password">I have forgotten my password</a>
            </li>
            <li>
              <a href={signUpAt(next)}>Make an account</a>
            </li>
          </ul>
        </>
      }
    >
      <input type="hidden" name="next" value={next} />
      <Field
        id="email"
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        maxLength={254}
        required
        value={email}
      />
      <OldPassword />
    </FormPage>
  );
}

/** Whoever was on the way somewhere goes on there once the account is made. */
function signUpAt(next: string): string {
  return next === '/my' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`;
}

/** With a passkey or with an account elsewhere. `again`: only to prove who one is once more. */
function OtherWays({
  next,
  providers,
  again = false,
}: {
  next: string;
  providers: readonly ProviderButton[];
  again?: boolean;
}) {
  const query = `next=${encodeURIComponent(next)}${again ? '&again=1' : ''}`;
  return (
    <div class="other-ways">
      <form
        class="act-form"
        method="post"
        action="/sign-in/passkey"
        data-passkey="use"
        data-challenge="/sign-in/passkey/challenge"
        hidden
      >
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="answer" value="" />
        <button class="btn btn-line" type="submit">
          Sign in with a passkey
        </button>
      </form>
      {providers.map(({ id, name }) => (
        <a class="btn btn-line" href={`/sign-in/with/${id}?${query}`}>
          Sign in with {name}
        </a>
      ))}
      <noscript>
        <p class="small quiet">Signing in with a passkey needs script, which is switched off in this browser.</p>
      </noscript>
      <p class="small" role="status" data-passkey-says />
    </div>
  );
}

export function CodePage({ frame, refusal = null, next }: Props & { next: string }) {
  return (
    <FormPage
      frame={frame}
      title="Enter your code"
      lede="The six digits that your authenticator app shows now, or one of your backup codes."
      action="/sign-in/code"
      act="Sign in"
      refusal={refusal}
      after={
        <p class="after">
          App and backup codes are lost? A <a href="/sign-in">passkey</a> needs no code.
        </p>
      }
    >
      <input type="hidden" name="next" value={next} />
      <CodeField error={refusal?.fields?.code} />
      <Tick name="trust" value="1" label="Do not ask for a code in this browser for 30 days" />
    </FormPage>
  );
}

export function CodeField({ error }: { error: string | undefined }) {
  return (
    <Field
      id="code"
      name="code"
      label="Code"
      autoComplete="one-time-code"
      inputMode="text"
      maxLength={40}
      required
      error={error}
    />
  );
}

type AgainProps = Props & {
  next: string;
  hasPassword: boolean;
  hasPasskey: boolean;
  providers: readonly ProviderButton[];
};

/** Asked before something that is hard to undo. */
export function AgainPage({ frame, refusal = null, next, hasPassword, hasPasskey, providers }: AgainProps) {
  const others = hasPasskey || providers.length > 0 ? <OtherWays next={next} providers={providers} again /> : null;
  const about = 'What you want to do is hard to undo, and you signed in a while ago.';
  if (!hasPassword) {
    return (
      <FormPage
        frame={frame}
        title="Is it you?"
        lede={`${about} Your account has no password yet: choose one by a letter, or come in another way.`}
        action="/sign-out"
        act="Sign out, to sign in again"
        refusal={refusal}
        enhancers={['passkey']}
        after={others}
      />
    );
  }
  return (
    <FormPage
      frame={frame}
      title="Is it you?"
      lede={`${about} Enter your password again.`}
      action="/sign-in/again"
      act="Go on"
      refusal={refusal}
      enhancers={['passkey']}
      after={others}
    >
      <input type="hidden" name="next" value={next} />
      <OldPassword error={refusal?.fields?.password} />
    </FormPage>
  );
}

/** The password that one has. */
export function OldPassword({ error, label = 'Password' }: { error?: string | undefined; label?: string }) {
  return (
    <Field
      id="password"
      name="password"
      label={label}
      type="password"
      autoComplete="current-password"
      maxLength={500}
      required
      error={error}
    />
  );
}
