/** Pages that links in letters lead to: stop letters of a kind, become staff. */
import { FormPage, type Frame, Layout, Notice } from '../../ui/index.js';
import type { StaffInvitation } from '../actions/staff.js';
import type { NotificationTopic } from '../schema/index.js';

type Props = { frame: Frame };

export function UnsubscribePage({ frame, topic }: Props & { topic: NotificationTopic }) {
  return (
    <FormPage frame={frame} title="Stop these letters?" lede={`“${topic.label}”: ${topic.about}`} act="Stop them" />
  );
}

export function UnsubscribedPage({ frame, topic }: Props & { topic: NotificationTopic | null }) {
  return (
    <Layout frame={frame} title={topic ? 'You will have no more of these' : 'This link opens nothing'} unlisted>
      <div class="wrap page form-page">
        <h1>{topic ? 'You will have no more of these' : 'This link opens nothing'}</h1>
        {topic ? (
          <Notice kind="done">Letters of the kind “{topic.label}” are switched off.</Notice>
        ) : (
          <p class="lede">It may be incomplete, or its account is erased: then nothing is sent anyway.</p>
        )}
        <p>
          <a href="/account/letters">Choose your letters</a>
        </p>
      </div>
    </Layout>
  );
}

type StaffLinkProps = Props & { invitation: StaffInvitation; here: string; isSignedIn: boolean };

export function StaffLinkPage({ frame, invitation: { link, isTheirs }, here, isSignedIn }: StaffLinkProps) {
  if (isTheirs)
    return (
      <FormPage
        frame={frame}
        title="Become staff of this site"
        lede="Staff decide on claims and reports, and see to sources and jobs. What you do as staff is logged."
        act="Make me staff"
      />
    );
  return (
    <Layout frame={frame} title="Become staff of this site" unlisted>
      <div class="wrap page form-page">
        <h1>Become staff of this site</h1>
        <p class="lede">
          This link is for <strong>{link.email}</strong>.
        </p>
        {isSignedIn ? (
          <p>
            You are signed in with an account that has not proved that address. Sign out and in again with it, or add it
            to your account, then open this link once more.
          </p>
        ) : (
          <p>
            <a class="btn" href={`/sign-in?next=${encodeURIComponent(here)}`}>
              Sign in
            </a>{' '}
            with that address, or <a href="/sign-up">make an account</a> with it and then open this link once more.
          </p>
        )}
      </div>
    </Layout>
  );
}
