/** A person's own data: to take away, and to erase. */
import { ActForm, FormPage, type Frame, Icon, Layout, Notice, type Refusal, Section } from '../../ui/index.js';
import type { ErasurePreview } from '../actions/erasure.js';
import type { LinkFound } from '../schema/index.js';
import { AccountPage } from './account-shell.js';

type Props = { frame: Frame };
type DataProps = Props & { email: string; done: string | undefined };

export function DataPage({ frame, email, done }: DataProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account/data"
      title="Your data"
      lede="It is yours: to read, to take elsewhere, and to have erased."
      done={done === 'sent' ? `A link was sent to ${email}. It works once, for an hour.` : undefined}
    >
      <Section id="export" title="Take it with you">
        <p>
          One ZIP file with everything that is held about you, from every part of Cairn: a page that you can read in any
          browser without a connection, and the same as JSON for programs. Passwords, keys and links that act are not in
          it.
        </p>
        <p class="after">
          <a class="btn" href="/account/data/export.zip" download>
            <Icon name="download" />
            Download my data
          </a>
        </p>
      </Section>
      <Section id="erasure" title="Erase it">
        <p>Your account and all that belongs to it. Cairn says first what goes, what stays and why.</p>
        <p class="after">
          <a class="btn btn-line" href="/account/data/erasure">
            See what erasing would do
          </a>
        </p>
        <p class="after small">
          You are asked who you are first. If you cannot say, since the password or the passkey is lost, erase it by a
          link to {email}.
        </p>
        <div class="after">
          <ActForm action="/account/data/erasure/letter" label="Send me a link that erases" />
        </div>
      </Section>
    </AccountPage>
  );
}

type ErasureProps = Props & {
  preview: ErasurePreview;
  refusal?: Refusal | null;
};

export function ErasurePage({ frame, preview: { notes, objections }, refusal = null }: ErasureProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account/data"
      title="Erase my account"
      lede="At once and for good: nobody can bring it back, not even we."
      refusal={refusal}
    >
      {objections.length > 0 ? (
        <>
          <p class="after">Something must be settled first:</p>
          {objections.map((objection) => (
            <Notice kind="note">{objection}</Notice>
          ))}
        </>
      ) : (
        <>
          <Section id="goes" title="What goes">
            <ul>
              {notes
                .filter(({ kept }) => !kept)
                .map(({ what }) => (
                  <li>{what}</li>
                ))}
            </ul>
          </Section>
          <Section id="stays" title="What stays, and why">
            <ul>
              {notes
                .filter(({ kept }) => kept)
                .map(({ what, why }) => (
                  <li>
                    <strong>{what}</strong> {why}
                  </li>
                ))}
              <li>
                <strong>Backups, until they are replaced.</strong> Whoever runs this site decides how long. When one is
                brought back, what was erased since must be erased again, and that is up to them.
              </li>
            </ul>
          </Section>
          <Section id="now" title="Erase it now">
            <p>
              You may want to <a href="/account/data/export.zip">download your data</a> first. No letter will confirm
              this: the address is erased with the rest.
            </p>
            <div class="after">
              <ActForm action="/account/data/erasure" label="Erase my account for good" quiet={false} />
            </div>
          </Section>
        </>
      )}
    </AccountPage>
  );
}

export function EraseByLinkPage({
  frame,
  link,
  refusal = null,
}: Props & { link: LinkFound; refusal?: Refusal | null }) {
  return (
    <FormPage
      frame={frame}
      title="Erase this account?"
      lede={
        <>
          The account of <strong>{link.email}</strong>, with all that belongs to it, at once and for good.
        </>
      }
      act="Erase my account for good"
      refusal={refusal}
      after={
        <p class="after">
          <a href="/my">No, keep it</a>
        </p>
      }
    />
  );
}

export function FarewellPage({ frame }: Props) {
  return (
    <Layout frame={frame} title="Your account is erased" unlisted>
      <div class="wrap page form-page">
        <h1>Your account is erased</h1>
        <Notice kind="done">Nothing here points to you any more, and you are signed out everywhere.</Notice>
        <p>You can go on finding courses without an account, and make a new one whenever you like.</p>
        <p>
          <a class="act" href="/courses">
            Find a course
          </a>
        </p>
      </div>
    </Layout>
  );
}
