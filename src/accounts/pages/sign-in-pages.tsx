/** Signing in, and a new password for whoever forgot the old one. */
import { Field, FormPage, type Frame, type Refusal } from '../../ui/index.js';
import { NewPassword } from './sign-up-pages.js';

type Props = { frame: Frame; refusal?: Refusal | null };

export function SignInPage({ frame, refusal = null, email, next }: Props & { email?: string; next?: string }) {
  return (
    <FormPage
      frame={frame}
      title="Sign in"
      action="/sign-in"
      act="Sign in"
      refusal={refusal}
      after={
        <ul class="plain after">
          <li>
            <a href="/new-password">I have forgotten my password</a>
          </li>
          <li>
            <a href="/sign-up">Make an account</a>
          </li>
        </ul>
      }
    >
      {next && <input type="hidden" name="next" value={next} />}
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
      <Field
        id="password"
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        maxLength={500}
        required
      />
    </FormPage>
  );
}

export function ForgottenPage({ frame, refusal = null, email }: Props & { email?: string }) {
  return (
    <FormPage
      frame={frame}
      title="A new password"
      lede="We send you a link with which to choose one."
      action="/new-password"
      act="Send me the link"
      refusal={refusal}
    >
      <Field
        id="email"
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        value={email}
        error={refusal?.fields?.email}
      />
    </FormPage>
  );
}

export function NewPasswordPage({ frame, refusal = null }: Props) {
  return (
    <FormPage
      frame={frame}
      title="Choose a new password"
      lede="You will be signed out everywhere, and then signed in here."
      act="Set this password"
      refusal={refusal}
    >
      <NewPassword error={refusal?.fields?.password} />
    </FormPage>
  );
}
