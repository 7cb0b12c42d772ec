/** All ways into the account, and where it is open. */
import { Act, ActForm, type Frame, formatDay, Section, Tag } from '../../ui/index.js';
import { browserInWords } from '../rules/browsers.js';
import type { Passkey, SessionRow } from '../schema/index.js';
import { AccountPage } from './account-shell.js';

export type Security = {
  hasPassword: boolean;
  secondFactor: boolean;
  isStaff: boolean;
  passkeys: readonly Passkey[];
  sessions: readonly SessionRow[];
  /** Which of the sessions asks. */
  sessionId: string;
  /** Everything that is offered, and what is linked though it is offered no more. */
  providers: readonly { id: string | null; issuer: string; name: string; since: Date | null }[];
};

export const DONE = {
  password: 'Your password is changed. Every other browser is signed out.',
  'code-off': 'No code is asked for any more.',
  'passkey-added': 'The passkey is added. Next time you can sign in with it alone.',
  'passkey-named': 'The passkey has its new name.',
  'passkey-removed': 'The passkey is removed. It opens nothing any more; you can delete it in your device too.',
  'session-ended': 'That browser is signed out.',
  'sessions-ended': 'Every other browser is signed out.',
  linked: 'The account is linked. You can sign in with it.',
  unlinked: 'The account is not linked any more.',
} as const;

type Props = { frame: Frame; security: Security; done?: keyof typeof DONE | undefined };

export function SecurityPage({ frame, security, done }: Props) {
  return (
    <AccountPage frame={frame} here="/account/security" title="Signing in" done={done && DONE[done]}>
      <PasswordPart security={security} />
      <CodePart security={security} />
      <PasskeyPart passkeys={security.passkeys} />
      {security.providers.length > 0 && <ProviderPart providers={security.providers} />}
      <SessionPart security={security} />
    </AccountPage>
  );
}

function PasswordPart({ security: { hasPassword } }: { security: Security }) {
  return (
    <Section id="password" title="Password">
      {hasPassword ? (
        <Act href="/account/password" icon="arrow-right">
          Change your password
        </Act>
      ) : (
        <p>
          Your account has none. You can <a href="/new-password">choose one by a letter</a>.
        </p>
      )}
    </Section>
  );
}

function CodePart({ security: { secondFactor, hasPassword, isStaff } }: { security: Security }) {
  return (
    <Section id="code" title="A code after the password" aside={secondFactor && <Tag tone="good">on</Tag>}>
      {secondFactor ? (
        <ul class="plain">
          <li>
            <Act href="/account/backup-codes" icon="arrow-right">
              Make new backup codes
            </Act>
          </li>
          <li>
            <Act href="/account/second-factor/removal" icon="x">
              Switch it off
            </Act>
          </li>
        </ul>
      ) : (
        <>
          <p>
            With a code from an app on your phone, a stolen password alone opens nothing.
            {isStaff && ' You are staff of this site: please switch it on, or sign in with a passkey.'}
          </p>
          {hasPassword ? (
            <Act href="/account/second-factor" icon="arrow-right">
              Switch it on
            </Act>
          ) : (
            <p class="quiet">It goes with a password, which your account does not have.</p>
          )}
        </>
      )}
    </Section>
  );
}

function PasskeyPart({ passkeys }: { passkeys: readonly Passkey[] }) {
  return (
    <Section id="passkeys" title="Passkeys">
      <p>A passkey is kept by your device and opened by finger, face or PIN. It cannot be guessed or given away.</p>
      {passkeys.length > 0 && (
        <ul class="rows">
          {passkeys.map(({ id, name, created, lastUsed, backedUp }) => (
            <li>
              <div>
                {name}
                <span class="quiet small">
                  {backedUp ? 'Synchronised between your devices' : 'On one device'}, since {dayOf(created)},{' '}
                  {lastUsed ? `last used ${dayOf(lastUsed)}` : 'not used yet'}
                </span>
              </div>
              <a class="btn btn-line" href={`/account/passkeys?id=${id}`}>
                Rename or remove<span class="sr">, {name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="after">
        <Act href="/account/passkeys/new" icon="arrow-right">
          Add a passkey
        </Act>
      </p>
    </Section>
  );
}

function ProviderPart({ providers }: Pick<Security, 'providers'>) {
  return (
    <Section id="providers" title="Accounts elsewhere">
      <ul class="rows">
        {providers.map(({ id, issuer, name, since }) => (
          <li>
            <div>
              {name}
              <span class="quiet small">{since ? `Linked since ${dayOf(since)}` : 'Not linked'}</span>
            </div>
            {since ? (
              <ActForm action="/account/providers/unlink" label="Unlink" about={name} values={{ issuer }} />
            ) : (
              <ActForm action="/account/providers/link" label="Link" about={name} values={{ provider: id ?? '' }} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SessionPart({ security: { sessions, sessionId } }: { security: Security }) {
  return (
    <Section id="sessions" title="Where you are signed in">
      <ul class="rows">
        {sessions.map(({ id, userAgent, created, used }) => (
          <li>
            <div>
              {browserInWords(userAgent)} {id === sessionId && <Tag tone="good">this browser</Tag>}
              <span class="quiet small">
                Since {dayOf(created)}, last used {dayOf(used)}
              </span>
            </div>
            {id !== sessionId && (
              <ActForm
                action="/account/sessions/end"
                label="Sign out"
                about={browserInWords(userAgent)}
                values={{ id }}
              />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div class="after">
          <ActForm action="/account/sessions/end-others" label="Sign out everywhere but here" />
        </div>
      )}
    </Section>
  );
}

function dayOf(at: Date): string {
  return formatDay(at.toISOString().slice(0, 10));
}
