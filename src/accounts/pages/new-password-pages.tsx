/** A new password: for whoever forgot the old one, by letter; for whoever knows it, at once. */
import { Field, FormPage, type Frame, type Refusal } from '../../ui/index.js';
import { AccountPage } from './account-shell.js';
import { OldPassword } from './sign-in-pages.js';
import { NewPassword } from './sign-up-pages.js';

type Props = { frame: Frame; refusal?: Refusal | null };

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

export function ChangePasswordPage({ frame, refusal = null, email }: Props & { email: string }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/security"
      title="Change your password"
      lede="Every other browser will be signed out. This one stays signed in."
      refusal={refusal}
    >
      <form class="form" method="post" action="/account/password">
        <input type="hidden" name="email" autocomplete="username" value={email} />
        <OldPassword label="The password you have now" error={refusal?.fields?.password} />
        <NewPassword id="wanted" label="The new password" error={refusal?.fields?.wanted} />
        <button class="btn" type="submit">
          Change my password
        </button>
      </form>
      <p class="after">
        <a href="/new-password">I have forgotten the one I have</a>
      </p>
    </AccountPage>
  );
}
