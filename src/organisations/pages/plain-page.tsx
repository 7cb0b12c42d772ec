/** A narrow page for whoever is not a member: a title, what was done or is wrong, and what follows. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Enhancer, type Frame, Layout, PageHead, type Refusal } from '../../ui/index.js';

type PlainPageProps = {
  frame: Frame;
  title: string;
  lede?: ComponentChildren;
  trail?: readonly { label: string; href?: string }[];
  section?: string;
  done?: string | undefined;
  refusal?: Refusal | null;
  /** Staff need room for evidence. */
  wide?: boolean;
  enhancers?: readonly Enhancer[];
  children?: ComponentChildren;
};

export function PlainPage(props: PlainPageProps) {
  const { frame, title, lede, trail, section, done, refusal, wide = false, enhancers = [], children } = props;
  return (
    <Layout
      frame={frame}
      title={refusal ? `Please check: ${title}` : title}
      unlisted
      enhancers={enhancers}
      {...(section === undefined ? {} : { section })}
    >
      <div class={wide ? 'wrap page' : 'wrap page form-page'}>
        {trail && <Crumbs trail={trail} />}
        <PageHead title={title} lede={lede} done={done} refusal={refusal} />
        {children}
      </div>
    </Layout>
  );
}

/** What somebody wrote, with its lines as paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <div class="prose">
      {text
        .split(/\s*\n\s*/)
        .filter((line) => line !== '')
        .map((line) => (
          <p>{line}</p>
        ))}
    </div>
  );
}
