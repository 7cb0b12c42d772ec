/** What is round every account page: the way back, the ways to the others, and the way out. */
import type { ComponentChildren } from 'preact';
import { ActForm, Crumbs, type Enhancer, type Frame, Layout, PageHead, type Refusal } from '../../ui/index.js';

/** The account pages in their order. */
export const ACCOUNT_PAGES = [
  { href: '/account', label: 'Overview and name', about: 'Your name, and the ways to all this.' },
  { href: '/account/addresses', label: 'Addresses', about: 'Where letters go, and what you can sign in with.' },
  { href: '/account/security', label: 'Signing in', about: 'Password, passkeys, codes, and where you are signed in.' },
  { href: '/account/letters', label: 'Letters', about: 'Which letters you want to have.' },
  { href: '/account/shared', label: 'Shared with others', about: 'What others see by your links, and who looked.' },
  { href: '/account/consent', label: 'What you agreed to', about: 'In which wording and when; yours to take back.' },
  { href: '/account/data', label: 'Your data', about: 'All that is held about you, to keep or to erase.' },
] as const;

type AccountPageProps = {
  frame: Frame;
  /** The address of this page among `ACCOUNT_PAGES`, or of the page that it hangs from. */
  here: (typeof ACCOUNT_PAGES)[number]['href'];
  title: string;
  lede?: ComponentChildren;
  /** What was just done, in a sentence. */
  done?: string | undefined;
  refusal?: Refusal | null;
  enhancers?: readonly Enhancer[];
  children?: ComponentChildren;
};

/** A page of the signed-in person's own account. */
export function AccountPage(props: AccountPageProps) {
  const { frame, here, title, lede, done, refusal, enhancers, children } = props;
  return (
    <Layout
      frame={frame}
      title={refusal ? `Please check: ${title}` : title}
      section="/my"
      unlisted
      {...(enhancers === undefined ? {} : { enhancers })}
    >
      <div class="wrap page account-page">
        <div class="account-body">
          <Crumbs
            trail={[
              { label: 'My Cairn', href: '/my' },
              { label: 'Account', href: '/account' },
            ]}
          />
          <PageHead title={title} lede={lede} done={done} refusal={refusal} />
          {children}
        </div>
        <nav class="account-nav" aria-label="Your account">
          <ul class="plain">
            {ACCOUNT_PAGES.map(({ href, label }) => (
              <li>
                <a href={href} aria-current={href === here ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
          <ActForm action="/sign-out" label="Sign out" />
        </nav>
      </div>
    </Layout>
  );
}
