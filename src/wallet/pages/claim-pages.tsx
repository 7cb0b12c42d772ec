/** What a letter with credentials leads to, for whoever has its link, with an account or without. */
import { Act, ActForm, FormPage, type Frame, formatDay, Layout, Notice, PageHead, Section } from '../../ui/index.js';
import type { ShownCredential } from '../rules/shown.js';
import type { Offered } from '../schema.js';
import { StandingTag } from './credential-shown.js';
import { FILES, type FileName } from './files.js';

type OfferProps = { frame: Frame; token: string; offered: readonly Offered[]; isSignedIn: boolean };

export function OfferPage({ frame, token, offered, isSignedIn }: OfferProps) {
  const at = `/claim/${token}`;
  if (offered.length === 0) return <SettledPage frame={frame} isDeclined={false} isCancelled />;
  const title = offered.length === 1 ? 'A credential for you' : `${offered.length} credentials for you`;
  return (
    <Layout frame={frame} title={title} unlisted>
      <div class="wrap page form-page">
        <PageHead
          title={title}
          lede="It shows what you have learned, and anybody can check it. Take it, and it is yours."
        />
        <ul class="rows">
          {offered.map(({ name, issuer, issued }) => (
            <li>
              <div>
                <strong>{name}</strong>
                <span class="quiet small">
                  {issuer} · {formatDay(issued.toISOString().slice(0, 10))}
                </span>
              </div>
            </li>
          ))}
        </ul>
        {isSignedIn ? (
          <ActForm action={at} label="Take it into my wallet" quiet={false} />
        ) : (
          <>
            <p>
              <a class="btn" href={`/sign-in?next=${encodeURIComponent(at)}`}>
                Sign in and take it
              </a>
            </p>
            <p class="small quiet">
              With an account you have it in your wallet, and can share it and put it on a CV.{' '}
              <a href={`/sign-up?next=${encodeURIComponent(at)}`}>Make an account</a>, and you come back here.
            </p>
            <Section id="without" title="Without an account">
              <p>The link of your letter is then your key to it: keep the letter. You can make an account later.</p>
              <ActForm action={at} label="Take it without an account" />
            </Section>
          </>
        )}
        <p class="after">
          <a href={`${at}/refusal`}>This is not me</a>
        </p>
      </div>
    </Layout>
  );
}

export function DeclinePage({ frame, token, issuer }: { frame: Frame; token: string; issuer: string }) {
  return (
    <FormPage
      frame={frame}
      title="This is not you?"
      lede={`Then the letter went to the wrong address. What it offers is cancelled, and ${issuer} sees that. It cannot be undone here.`}
      act="It is not me: cancel it"
      after={
        <p>
          <a href={`/claim/${token}`}>Back: it is mine</a>
        </p>
      }
    />
  );
}

/** Nothing can be taken by this link any more. */
export function SettledPage({
  frame,
  isDeclined,
  isCancelled = false,
}: {
  frame: Frame;
  isDeclined: boolean;
  isCancelled?: boolean;
}) {
  const [title, words] = isDeclined
    ? [
        'It is cancelled',
        'Whoever had this letter said that it is not for them. Its issuer sees that, and may send it to the right address.',
      ]
    : isCancelled
      ? [
          'It was taken back',
          'What this letter offered was cancelled by its issuer. If you think that this is wrong, write to them.',
        ]
      : ['It was taken already', 'What this letter brought is in the wallet of whoever took it.'];
  return (
    <Layout frame={frame} title={title} unlisted>
      <div class="wrap page form-page">
        <PageHead title={title} lede={words} />
        {!isDeclined && !isCancelled && (
          <p>
            <a class="btn btn-line" href="/my/credentials">
              My credentials
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

type HeldShown = { id: string; credential: ShownCredential; files: readonly FileName[] };
type HeldProps = {
  frame: Frame;
  token: string;
  /** Of this page: the key to what it shows. */
  address: string;
  shown: readonly HeldShown[];
  isSignedIn: boolean;
  done: string | undefined;
};

/** What is held by the link of a letter alone. */
export function HeldPage({ frame, token, address, shown, isSignedIn, done }: HeldProps) {
  const at = `/claim/${token}`;
  return (
    <Layout frame={frame} title="Your credential" unlisted>
      <div class="wrap page form-page">
        <PageHead
          title={shown.length === 1 ? 'Your credential' : 'Your credentials'}
          lede="You hold it by the link of your letter. Whoever has the link has it too: keep the letter to yourself."
          done={done === 'claimed' ? 'It is yours. Nobody else sees it.' : undefined}
        />
        {shown.map((one) => (
          <HeldCredential at={at} one={one} />
        ))}
        <Section id="account" title="Into an account">
          <p>
            In a wallet you can share it, publish its page, put it on a CV, and bring others beside it. The link of the
            letter opens nothing from then on.
          </p>
          {isSignedIn ? (
            <ActForm action={`${at}/account`} label="Take it into my wallet" quiet={false} />
          ) : (
            <p>
              <a class="btn" href={`/sign-in?next=${encodeURIComponent(at)}`}>
                Sign in
              </a>{' '}
              or <a href={`/sign-up?next=${encodeURIComponent(at)}`}>make an account</a>, and you come back here.
            </p>
          )}
        </Section>
        <Notice kind="note">
          This page: <span class="address">{address}</span>
        </Notice>
      </div>
    </Layout>
  );
}

function HeldCredential({ at, one: { id, credential, files } }: { at: string; one: HeldShown }) {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{credential.name}</h2>
      </div>
      <div class="holding">
        <img src={`${at}/${id}/picture.png`} width={96} height={96} alt={`Badge: ${credential.name}`} />
        <div>
          <StandingTag standing={credential.standing} />
          <p>
            {credential.issuer}
            {credential.issued && `, ${credential.issued}`}
          </p>
        </div>
      </div>
      <ul class="rows">
        {files.map((file) => (
          <li>
            <div>
              <Act href={`${at}/${id}/${file}`} icon="download">
                {FILES[file].label}
                <span class="sr">, {credential.name}</span>
              </Act>
              <span class="quiet small">{FILES[file].about}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
