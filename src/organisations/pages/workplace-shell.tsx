/** What is round every page of members: the way back, the ways to the others that features above put here. */
import type { ComponentChildren } from 'preact';
import { Crumbs, type Enhancer, type Frame, Layout, PageHead, type Refusal } from '../../ui/index.js';
import { allows } from '../rules/roles.js';
import type { Role } from '../schema.js';

/** A place in the workplace of an organisation, given by whichever feature has it. */
export type WorkplacePart = {
  /** Under the organisation's own address: `courses` is at `/organisations/:organisation/courses`. */
  path: string;
  label: string;
  /** What can be done there, in a sentence. */
  about: string;
  /** Who gets in. */
  role: Role;
};

/** The parts that organisations have themselves. */
export const OWN_PARTS: readonly WorkplacePart[] = [
  { path: 'members', label: 'Members', about: 'Who belongs, and what each may do.', role: 'viewer' },
  { path: 'profile', label: 'Profile', about: 'What everybody reads about the organisation.', role: 'editor' },
];

export type Workplace = {
  frame: Frame;
  organisation: { slug: string; name: string };
  /** Of whoever is looking. */
  roles: readonly Role[];
  /** All parts, those of features above first. */
  parts: readonly WorkplacePart[];
};

type WorkplacePageProps = Workplace & {
  /** The part that this page belongs to; '' is the start page. */
  here: string;
  title: string;
  lede?: ComponentChildren;
  /** What was just done, in a sentence. */
  done?: ComponentChildren;
  refusal?: Refusal | null;
  /** Between the organisation and this page. */
  trail?: readonly { label: string; href: string }[];
  enhancers?: readonly Enhancer[];
  children?: ComponentChildren;
};

/** A page for members of one organisation. */
export function WorkplacePage(props: WorkplacePageProps) {
  const {
    frame,
    organisation,
    roles,
    parts,
    here,
    title,
    lede,
    done,
    refusal,
    trail = [],
    enhancers,
    children,
  } = props;
  const base = `/organisations/${organisation.slug}`;
  const places = [{ path: '', label: 'Start' }, ...parts.filter(({ role }) => allows(roles, role))];
  return (
    <Layout
      frame={frame}
      title={`${refusal ? 'Please check: ' : ''}${title} · ${organisation.name}`}
      section="/my"
      unlisted
      {...(enhancers === undefined ? {} : { enhancers })}
    >
      <div class="wrap page account-page">
        <div class="account-body">
          <Crumbs
            trail={[
              { label: 'My Cairn', href: '/my' },
              here === '' && trail.length === 0
                ? { label: organisation.name }
                : { label: organisation.name, href: base },
              ...trail,
            ]}
          />
          <PageHead title={title} lede={lede} done={done} refusal={refusal} />
          {children}
        </div>
        <nav class="account-nav" aria-label={organisation.name}>
          <ul class="plain">
            {places.map(({ path, label }) => (
              <li>
                <a href={path === '' ? base : `${base}/${path}`} aria-current={path === here ? 'page' : undefined}>
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
