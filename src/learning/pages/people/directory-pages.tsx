/** Directories by choice: those of a run, and those who hold the same credential. */
import type { ComponentChildren } from 'preact';
import {
  ActForm,
  Crumbs,
  Field,
  type Frame,
  Layout,
  PageHead,
  type Refusal,
  Section,
  State,
} from '../../../ui/index.js';
import type { Directory } from '../../actions/people/directory.js';
import type { SeenContact } from '../../rules/people/contacts.js';
import { CourseFrame } from './course-frame.js';

type Given = Readonly<Record<string, string>>;
type DirectoryProps = {
  directory: Directory;
  contacts: readonly SeenContact[];
  /** Where the form is sent; below it `leaving`. */
  action: string;
  /** The name of the account, which one may put there or not. */
  name: string;
  /** Who sees it, in a sentence. */
  readers: string;
  given?: Given | undefined;
  refusal?: Refusal | null | undefined;
};
type PageProps = DirectoryProps & { frame: Frame; done?: string | undefined };

const DONE: Given = {
  listed: 'Others see you here now. You can take it back at any time.',
  unlisted: 'Nobody sees you here any more.',
  blocked: 'You do not see each other any more, and they were not told.',
};

export function PeoplePage({ course, ...props }: PageProps & { course: { title: string; home: string } }) {
  return (
    <CourseFrame
      frame={props.frame}
      course={course}
      title="People on this course"
      lede="Those who take it with you and chose to be seen."
      done={DONE[props.done ?? '']}
      refusal={props.refusal}
    >
      <DirectoryParts {...props} />
    </CourseFrame>
  );
}

export function HoldersPage({ achievement, ...props }: PageProps & { achievement: { id: string; name: string } }) {
  const title = `Who holds ${achievement.name}`;
  return (
    <Layout frame={props.frame} title={props.refusal ? `Please check: ${title}` : title} section="/my" unlisted>
      <div class="wrap page">
        <Crumbs
          trail={[
            { label: 'My Cairn', href: '/my' },
            { label: 'Credentials', href: '/my/credentials' },
            { label: achievement.name, href: `/achievements/${achievement.id}` },
          ]}
        />
        <PageHead
          title={title}
          lede="Those who hold the same credential as you and chose to be seen."
          done={DONE[props.done ?? '']}
          refusal={props.refusal}
        />
        <DirectoryParts {...props} />
      </div>
    </Layout>
  );
}

function DirectoryParts(props: DirectoryProps) {
  const { directory, contacts } = props;
  return (
    <>
      {directory.own === null ? (
        <State kind="empty" title="You are not listed, so you see nobody">
          <p>It is your choice, and off until you make it. Who lets others see them sees the others.</p>
        </State>
      ) : directory.others.length === 0 ? (
        <State kind="empty" title="Nobody else is listed yet">
          <p>You are the first. Others see you when they choose to be seen.</p>
        </State>
      ) : (
        <ul class="rows">
          {directory.others.map((other) => (
            <Person {...other} contact={contacts.find((contact) => contact.other === other.personId) ?? null} />
          ))}
        </ul>
      )}
      <Own {...props} />
    </>
  );
}

type PersonProps = Directory['others'][number] & { contact: SeenContact | null };

function Person({ id, name, about, workplace, contact }: PersonProps) {
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {workplace && <span class="quiet small">{workplace}</span>}
        {about && <span class="small line">{about}</span>}
      </div>
      {contact === null ? (
        <a class="act" href={`/learn/listings/${id}/contact`}>
          Exchange contacts<span class="sr"> with {name}</span>
        </a>
      ) : (
        <a class="act" href="/my/contacts">
          {STANCES[contact.stance]}
          <span class="sr">, {name}</span>
        </a>
      )}
      <a class="act quiet" href={`/learn/listings/${id}/block`}>
        Block<span class="sr"> {name}</span>
      </a>
    </li>
  );
}

const STANCES: Record<SeenContact['stance'], string> = {
  waits: 'They asked you',
  asked: 'You asked',
  exchanged: 'See contact',
};

function Own({ directory: { own }, action, name, readers, given, refusal }: DirectoryProps) {
  const valueIn = (field: 'name' | 'about' | 'workplace', otherwise: string) =>
    given?.[field] ?? (own ? (own[field] ?? '') : otherwise);
  return (
    <Section id="own" title={own ? 'What others see of you' : 'Let others see you'}>
      <p class="small quiet">{readers} Neither your mail address nor anything of what you do on the course is shown.</p>
      <form class="form" method="post" action={action}>
        <Field
          id="name"
          name="name"
          label="How you want to be called"
          value={valueIn('name', name)}
          maxLength={200}
          required
          error={refusal?.fields?.name}
        />
        <Field
          id="about"
          name="about"
          label="One line about you (if you like)"
          value={valueIn('about', '')}
          maxLength={200}
          error={refusal?.fields?.about}
        />
        <Field
          id="workplace"
          name="workplace"
          label="Where you work (if you like)"
          value={valueIn('workplace', '')}
          maxLength={200}
          error={refusal?.fields?.workplace}
        />
        <button class="btn" type="submit">
          {own ? 'Keep this' : 'Let others see me'}
        </button>
      </form>
      {own && <ActForm action={`${action}/leaving`} label="Do not show me any more" />}
    </Section>
  );
}

type ContactFormProps = {
  frame: Frame;
  name: string;
  action: string;
  given?: string | undefined;
  refusal?: Refusal | null;
};

export const CONTACT_HINT =
  'A mail address, or a link that begins with https://. Only they see it, and only if they give you theirs.';

export function AskContactPage({ frame, name, action, given, refusal }: ContactFormProps) {
  return (
    <Narrow frame={frame} title={`Exchange contacts with ${name}`} refusal={refusal}>
      <p>
        They are told that you ask. If they agree, each of you sees the contact that the other chose. If they do not,
        you hear no more. Either of you can end it later.
      </p>
      <form class="form" method="post" action={action}>
        <Field
          id="contact"
          name="contact"
          label="Your contact"
          hint={CONTACT_HINT}
          value={given ?? ''}
          maxLength={300}
          required
          error={refusal?.fields?.contact}
        />
        <button class="btn" type="submit">
          Ask {name}
        </button>
      </form>
    </Narrow>
  );
}

export function BlockPage({ frame, name, action }: { frame: Frame; name: string; action: string }) {
  return (
    <Narrow frame={frame} title={`Block ${name}`}>
      <p>
        You will not see each other in any directory, and contacts that you exchanged end. They are not told. In
        discussions you still see what the other writes; something against the rules there can be reported.
      </p>
      <ActForm action={action} label={`Block ${name}`} quiet={false} />
    </Narrow>
  );
}

type NarrowProps = { frame: Frame; title: string; refusal?: Refusal | null | undefined; children: ComponentChildren };

function Narrow({ frame, title, refusal, children }: NarrowProps) {
  return (
    <Layout frame={frame} title={refusal ? `Please check: ${title}` : title} section="/my" unlisted>
      <div class="wrap page form-page">
        <Crumbs
          trail={[
            { label: 'My Cairn', href: '/my' },
            { label: 'Contacts', href: '/my/contacts' },
          ]}
        />
        <PageHead title={title} refusal={refusal} />
        {children}
      </div>
    </Layout>
  );
}
