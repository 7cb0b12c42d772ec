/** Contacts that one exchanged, asks that wait, whom one blocked, and the letter about discussions. */
import {
  ActForm,
  Crumbs,
  Field,
  type Frame,
  Layout,
  PageHead,
  type Refusal,
  Section,
  Select,
  State,
} from '../../../ui/index.js';
import type { Contacts } from '../../actions/people/contacts.js';
import type { Digest } from '../../queries/people/talk.js';
import type { SeenContact } from '../../rules/people/contacts.js';
import { CONTACT_HINT } from './directory-pages.js';

type ContactsPageProps = {
  frame: Frame;
  contacts: Contacts;
  digest: Digest | null;
  following: readonly { title: string; course: string; href: string; action: string }[];
  done?: string | undefined;
  /** A form that came back, by the ask that it answers. */
  refused?: { id: string; given: string; refusal: Refusal } | null;
};

const DONE: Readonly<Record<string, string>> = {
  asked: 'They are told that you asked. You hear of it if they agree.',
  exchanged: 'You have exchanged contacts.',
  declined: 'You will not be asked again by them. They are not told.',
  withdrawn: 'It is ended: neither of you sees the other’s contact here any more.',
  blocked: 'You do not see each other any more, and they were not told.',
  unblocked: 'They can see you again where you are both listed.',
  letters: 'That is how often the letter comes from now on.',
};

export function ContactsPage({ frame, contacts, digest, following, done, refused = null }: ContactsPageProps) {
  const { seen, blocked } = contacts;
  const those = (stance: SeenContact['stance']) => seen.filter((contact) => contact.stance === stance);
  const title = 'Contacts';
  return (
    <Layout frame={frame} title={refused ? `Please check: ${title}` : title} section="/my" unlisted>
      <div class="wrap page learn-contacts">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }, { label: title }]} />
        <PageHead
          title={title}
          lede="People whom you met on a course or through a credential. A contact is here only while both of you agree."
          done={DONE[done ?? '']}
          refusal={refused?.refusal}
        />
        {seen.length === 0 && (
          <State kind="empty" title="No contacts yet">
            <p>Each course has a list of those who chose to be seen, and so has each credential. There you can ask.</p>
          </State>
        )}
        {those('waits').length > 0 && (
          <Section id="waiting" title="They ask you">
            {those('waits').map((contact) => (
              <Waiting contact={contact} refused={refused?.id === contact.id ? refused : null} />
            ))}
          </Section>
        )}
        {those('exchanged').length > 0 && (
          <Section id="exchanged" title="Exchanged">
            <ul class="rows">
              {those('exchanged').map((contact) => (
                <Exchanged contact={contact} />
              ))}
            </ul>
          </Section>
        )}
        {those('asked').length > 0 && (
          <Section id="asked" title="You asked">
            <ul class="rows">
              {those('asked').map(({ id, name }) => (
                <li>
                  <div>
                    <strong>{name}</strong>
                    <span class="quiet small">You hear of it if they agree.</span>
                  </div>
                  <ActForm action={`/my/contacts/${id}/withdrawal`} label="Take it back" about={name} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Followed digest={digest} following={following} />
        {blocked.length > 0 && (
          <Section id="blocked" title="Blocked">
            <ul class="rows">
              {blocked.map(({ personId, name }) => (
                <li>
                  <span>{name}</span>
                  <ActForm action={`/my/contacts/blocked/${personId}/removal`} label="Block no more" about={name} />
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </Layout>
  );
}

type WaitingProps = { contact: SeenContact; refused: { given: string; refusal: Refusal } | null };

function Waiting({ contact: { id, name }, refused }: WaitingProps) {
  return (
    <article class="panel" aria-labelledby={`ask-${id}`}>
      <h3 id={`ask-${id}`}>{name}</h3>
      <form class="form" method="post" action={`/my/contacts/${id}/acceptance`}>
        <Field
          id={`contact-${id}`}
          name="contact"
          label="Your contact for them"
          hint={CONTACT_HINT}
          value={refused?.given ?? ''}
          maxLength={300}
          required
          error={refused?.refusal.fields?.contact}
        />
        <button class="btn" type="submit">
          Exchange contacts<span class="sr"> with {name}</span>
        </button>
      </form>
      <div class="row">
        <ActForm action={`/my/contacts/${id}/refusal`} label="No" about={`do not exchange contacts with ${name}`} />
        <ActForm action={`/my/contacts/${id}/block`} label="Block" about={name} />
        <span class="small quiet">They are told of neither.</span>
      </div>
    </article>
  );
}

function Exchanged({ contact: { id, name, contact, own } }: { contact: SeenContact }) {
  const href = contact?.startsWith('https://') ? contact : `mailto:${contact}`;
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <a class="line" href={href} rel="nofollow ugc noopener">
          {contact}
        </a>
        <span class="quiet small">They have yours: {own}</span>
      </div>
      <div class="row">
        <ActForm action={`/my/contacts/${id}/withdrawal`} label="End it" about={`contacts with ${name}`} />
        <ActForm action={`/my/contacts/${id}/block`} label="Block" about={name} />
      </div>
    </li>
  );
}

const EVERY = [
  { value: 'day', label: 'Once a day, if there is something new' },
  { value: 'week', label: 'Once a week' },
];

function Followed({ digest, following }: Pick<ContactsPageProps, 'digest' | 'following'>) {
  return (
    <Section id="followed" title="Discussions that you follow">
      {following.length === 0 ? (
        <p class="quiet">None. Where you write on a step, or choose to follow it, a letter tells you what is new.</p>
      ) : (
        <ul class="rows">
          {following.map(({ title, course, href, action }) => (
            <li>
              <div>
                <a href={href}>{title}</a>
                <span class="quiet small">{course}</span>
              </div>
              <ActForm
                action={action}
                label="Follow no more"
                about={title}
                values={{ following: 'no', back: 'contacts' }}
              />
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action="/my/contacts/letters">
        <Select
          id="every"
          name="every"
          label="How often the letter comes"
          options={EVERY}
          value={digest?.every ?? 'day'}
        />
        <button class="btn btn-line" type="submit">
          Keep this
        </button>
      </form>
      <p class="small quiet">
        Whether it comes at all you choose with <a href="/account/letters">all other letters</a>.
      </p>
    </Section>
  );
}
