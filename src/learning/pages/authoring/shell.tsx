/** What is round every page about one hosted course in the workplace of its organisation. */
import type { ComponentChildren } from 'preact';
import { allows, type Role, type Workplace, WorkplacePage } from '../../../organisations/index.js';
import type { Enhancer, Refusal } from '../../../ui/index.js';

export type TeachingPlace = Workplace;

/** The course as these pages name it. */
export type HostedBrief = { id: string; title: string };

/** Pages about one course, each under its address; '' is the outline. Every part of learning adds its line. */
const COURSE_PLACES: readonly { path: string; label: string; role: Role }[] = [
  { path: '', label: 'Outline', role: 'viewer' },
  { path: 'about', label: 'About', role: 'author' },
  { path: 'completion', label: 'Completion', role: 'author' },
  { path: 'media', label: 'Files', role: 'author' },
  { path: 'review', label: 'Editions', role: 'viewer' },
  { path: 'offerings', label: 'Runs', role: 'registrar' },
  { path: 'progress', label: 'Progress', role: 'viewer' },
  { path: 'questions', label: 'Questions', role: 'assessor' },
  { path: 'accommodations', label: 'Time and supervision', role: 'assessor' },
];

export const teachingPath = ({ organisation }: Pick<TeachingPlace, 'organisation'>): string =>
  `/organisations/${organisation.slug}/teaching`;
export const coursePath = (place: Pick<TeachingPlace, 'organisation'>, hosted: HostedBrief): string =>
  `${teachingPath(place)}/${hosted.id}`;

type Props = {
  place: TeachingPlace;
  hosted: HostedBrief;
  /** Which of the pages about the course this belongs to. */
  at: string;
  title: string;
  lede?: ComponentChildren;
  done?: ComponentChildren;
  refusal?: Refusal | null;
  /** Between the course and this page. */
  trail?: readonly { label: string; href: string }[];
  enhancers?: readonly Enhancer[];
  children?: ComponentChildren;
};

/** A page about one course: the workplace, with the way to the other pages about it. */
export function TeachingPage({ place, hosted, at, trail = [], children, ...page }: Props) {
  const base = coursePath(place, hosted);
  const places = COURSE_PLACES.filter(({ role }) => allows(place.roles, role));
  return (
    <WorkplacePage
      {...place}
      {...page}
      here="teaching"
      trail={[
        { label: 'Teaching', href: teachingPath(place) },
        ...(at === '' && trail.length === 0 ? [] : [{ label: hosted.title, href: base }]),
        ...trail,
      ]}
    >
      <nav class="course-places" aria-label={hosted.title}>
        <ul class="course-tabs">
          {places.map(({ path, label }) => (
            <li>
              <a href={path === '' ? base : `${base}/${path}`} aria-current={path === at ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </WorkplacePage>
  );
}
