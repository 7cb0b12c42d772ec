/** What is round every page of what a person keeps: the way back, and the ways to the others. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Frame, Layout, PageHead, type Refusal } from '../../ui/index.js';

/** The pages in their order, as they are offered elsewhere too. */
export const KEPT_PAGES = [
  { href: '/my/lists', label: 'Lists', about: 'Courses that you keep together, with your notes.' },
  { href: '/my/searches', label: 'Saved searches', about: 'Searches to come back to, and to be told of what is new.' },
  { href: '/my/follows', label: 'Followed', about: 'Providers, subjects, skills, bodies and developments.' },
  { href: '/my/alerts', label: 'Alerts', about: 'What is new or has changed in all of this, and how you are told.' },
] as const;

type KeptPageProps = {
  frame: Frame;
  /** The address of this page among `KEPT_PAGES`, or of the page that it hangs from. */
  here: string;
  title: string;
  lede?: ComponentChildren;
  done?: ComponentChildren;
  refusal?: Refusal | null | undefined;
  children?: ComponentChildren;
};

export function KeptPage({ frame, here, title, lede, done, refusal, children }: KeptPageProps) {
  const above = KEPT_PAGES.find(({ href }) => href === here);
  return (
    <Layout frame={frame} title={refusal ? `Please check: ${title}` : title} section="/my" unlisted>
      <div class="wrap page account-page">
        <div class="account-body">
          <Crumbs
            trail={[
              { label: 'My Cairn', href: '/my' },
              ...(above && above.label !== title ? [{ label: above.label, href: above.href }] : []),
            ]}
          />
          <PageHead title={title} lede={lede} done={done} refusal={refusal} />
          {children}
        </div>
        <nav class="account-nav" aria-label="What you keep">
          <ul class="plain">
            {KEPT_PAGES.map(({ href, label }) => (
              <li>
                <a href={href} aria-current={href === here ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Layout>
  );
}
