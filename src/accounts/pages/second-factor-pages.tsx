/** Switching the second factor on and off. */
import type { ComponentChildren } from 'preact';
import { encodeQR } from 'qr';
import { type Frame, Notice, type Refusal } from '../../ui/index.js';
import { inGroups, totpUri } from '../rules/totp.js';
import { AccountPage } from './account-shell.js';
import { CodeField, OldPassword } from './sign-in-pages.js';

type Props = { frame: Frame; refusal?: Refusal | null };

type PasswordFirstProps = Props & { title: string; lede: ComponentChildren; action: string; act: string };

/** An act on the second factor that asks for the password. */
export function PasswordFirstPage({ frame, refusal = null, title, lede, action, act }: PasswordFirstProps) {
  return (
    <AccountPage frame={frame} here="/account/security" title={title} lede={lede} refusal={refusal}>
      <form class="form" method="post" action={action}>
        <OldPassword error={refusal?.fields?.password} />
        <button class="btn" type="submit">
          {act}
        </button>
      </form>
      <p class="after">
        <a href="/account/security">Leave it as it is</a>
      </p>
    </AccountPage>
  );
}

type ScanProps = Props & { secret: string; email: string };

/** The secret as a picture and in letters, and a field for the first code. */
export function ScanPage({ frame, refusal = null, secret, email }: ScanProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account/security"
      title="Connect your app"
      lede="Open an authenticator app on your phone, add an account, and point it at this picture."
      refusal={refusal}
    >
      <QrPicture text={totpUri({ secret, email })} />
      <p class="small">
        On this phone? <a href={totpUri({ secret, email })}>Open the app from here</a>, or type this key into it:
      </p>
      <p class="code-box" data-secret={secret}>
        {inGroups(secret)}
      </p>
      <form class="form" method="post" action="/account/second-factor/code">
        <p>The app now shows six digits, new every half minute. Enter them to switch the code on.</p>
        <CodeField error={refusal?.fields?.code} />
        <button class="btn" type="submit">
          Switch it on
        </button>
      </form>
    </AccountPage>
  );
}

/** One path of squares; dark on white whatever the page's colours, as cameras expect. */
function QrPicture({ text }: { text: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label="The key as a QR code">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Shown once. */
export function BackupCodesPage({ frame, codes, isNew }: { frame: Frame; codes: readonly string[]; isNew: boolean }) {
  return (
    <AccountPage
      frame={frame}
      here="/account/security"
      title="Your backup codes"
      done={isNew ? 'The code is switched on.' : 'The older backup codes work no more.'}
    >
      <p>
        Each opens your account once, in place of a code, when your phone is lost. Print them or put them into a
        password manager.
      </p>
      <ol class="backup-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Notice kind="note">They are shown this once. You can make new ones at any time.</Notice>
      <p class="after">
        <a class="btn" href="/account/security">
          I have kept them
        </a>
      </p>
    </AccountPage>
  );
}
