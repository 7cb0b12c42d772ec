/** Pages with one form, buttons that act, and what was said about the last act. */
import type { ComponentChildren } from 'preact';
import type { Enhancer } from '../assets.js';
import { Icon } from './icon.js';
import { type Frame, Layout } from './layout.js';
import { Crumbs } from './pieces.js';

/** Why a form came back: one sentence for all of it, and one for each field at fault, by the name of the field. */
export type Refusal = { message: string; fields?: Readonly<Record<string, string>> };

type FormPageProps = {
  frame: Frame;
  title: string;
  /** Under the title: what this is for, in a sentence. */
  lede?: ComponentChildren;
  trail?: readonly { label: string; href?: string }[];
  section?: string;
  /** Where the form is sent; left out: this page's own address. */
  action?: string;
  refusal?: Refusal | null;
  /** Files are sent too. */
  files?: boolean;
  /** The word on the button. */
  act: string;
  /** Below the form: other ways. */
  after?: ComponentChildren;
  enhancers?: readonly Enhancer[];
  children?: ComponentChildren;
};

/** A page with one form in a narrow column. Acts by POST; a form that was refused says why at its head and at each field. */
export function FormPage(props: FormPageProps) {
  const { frame, title, lede, trail, section, action, refusal, files, act, after, enhancers, children } = props;
  return (
    <Layout
      frame={frame}
      title={refusal ? `Please check: ${title}` : title}
      unlisted
      {...(section === undefined ? {} : { section })}
      {...(enhancers === undefined ? {} : { enhancers })}
    >
      <div class="wrap page form-page">
        {trail && <Crumbs trail={trail} />}
        <PageHead title={title} lede={lede} refusal={refusal} />
        <form class="form" method="post" action={action} enctype={files ? 'multipart/form-data' : undefined}>
          {children}
          <button class="btn" type="submit">
            {act}
          </button>
        </form>
        {after}
      </div>
    </Layout>
  );
}

type PageHeadProps = {
  title: string;
  lede?: ComponentChildren;
  /** What was done, after the act that led here. */
  done?: ComponentChildren;
  refusal?: Refusal | null | undefined;
};

/** Title, what the page is for, and what became of the last act. */
export function PageHead({ title, lede, done, refusal }: PageHeadProps) {
  return (
    <>
      <h1>{title}</h1>
      {lede && <p class="lede">{lede}</p>}
      {done && <Notice kind="done">{done}</Notice>}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </>
  );
}

/** Places to go on to, each with what it is for. */
export function PlaceList({ places }: { places: readonly { href: string; label: string; about: string }[] }) {
  return (
    <ul class="rows">
      {places.map(({ href, label, about }) => (
        <li>
          <div>
            <a href={href}>{label}</a>
            <span class="quiet small">{about}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

type NoticeProps = { kind: 'done' | 'error' | 'note'; children: ComponentChildren };

/** What happened, or what is wrong: read aloud when the page opens. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={kind === 'error' ? 'triangle-alert' : kind === 'done' ? 'check' : 'info'} />
      <div>{children}</div>
    </div>
  );
}

type ActFormProps = {
  action: string;
  label: ComponentChildren;
  /** Read aloud after the label, where the label alone is ambiguous: "Remove, Safari on Mac". */
  about?: string;
  quiet?: boolean;
  /** Hidden fields that go with it. */
  values?: Readonly<Record<string, string>>;
};

/** One button that does one thing. */
export function ActForm({ action, label, about, quiet = true, values = {} }: ActFormProps) {
  return (
    <form class="act-form" method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={quiet ? 'btn btn-line' : 'btn'} type="submit">
        {label}
        {about && <span class="sr">, {about}</span>}
      </button>
    </form>
  );
}
