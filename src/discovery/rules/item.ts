/** A course as a line of a list: the same facts that its page shows, by the same rules, cut to what a card needs. Pure. */
import {
  availability,
  type Course,
  leadPrice,
  modeOf,
  nextOffering,
  type Offering,
  type OrganisationBrief,
  paceOf,
} from '../../catalogue/index.js';
import type { ReviewSummary } from '../../reviews/index.js';
import type { SearchItem } from '../schema.js';
import { ratingOf } from './rating.js';

const SUMMARY = 280;

/** What the catalogue does not know of a course. */
export type Beside = {
  /** Null: Cairn has none of it. */
  reviews: ReviewSummary | null;
  /** Whether its provider has proved who it is. */
  verified: boolean;
};

/** The list item of `course` on `today` (ISO day). Every null is "not stated". */
export function itemOf(course: Course, today: string, { reviews, verified }: Beside): SearchItem {
  const next = nextOffering(course, today);
  return {
    id: course.id,
    slug: course.slug,
    title: course.title,
    url: `/courses/${course.slug}`,
    link: course.url ?? null,
    summary: course.summary ? clipped(course.summary) : null,
    kind: course.kind,
    provider: { ...linkOf(course.provider), verified },
    awardingBody: course.awardingBodies[0] ? linkOf(course.awardingBodies[0]) : null,
    identifiers: course.identifiers,
    level: course.level
      ? { framework: course.level.framework, value: course.level.value, eqf: course.level.eqf ?? null }
      : null,
    difficulty: course.difficulty ?? null,
    credit: course.credit.map((credit) => ({
      scheme: credit.scheme,
      value: credit.value,
      level: credit.level ? `${credit.level.framework} ${credit.level.value}` : null,
    })),
    cpdHours: course.cpdHours ?? null,
    earns: course.earns,
    workload: workloadOf(course),
    price: leadPrice(course, next),
    mode: modeOf(course, next),
    pace: paceOf(course, next),
    availability: availability(course, today),
    nextOffering: next ? offeringOf(next) : null,
    languages: course.languages,
    recognisedBy: course.recognition.map(({ body, signed }) => ({ name: body.name, slug: body.slug, signed })),
    rating: ratingOf(course, reviews),
    sources: course.sources.map(({ key, name, checked }) => ({ key, name, checked })),
    lastChecked: course.lastChecked,
  };
}

function linkOf({ id, slug, name }: OrganisationBrief): { id: string; slug: string; name: string } {
  return { id, slug, name };
}

/** Cut at a word, with an ellipsis. */
function clipped(text: string): string {
  return text.length <= SUMMARY
    ? text
    : `${text.slice(0, text.lastIndexOf(' ', SUMMARY)).replace(/[\s,;:.–-]+$/, '')}…`;
}

function workloadOf(course: Course): SearchItem['workload'] {
  const workload = course.workload;
  if (!workload) return null;
  return {
    totalHours: workload.totalHours ?? null,
    weeks: workload.weeks ?? null,
    hoursPerWeekMin: workload.hoursPerWeekMin ?? null,
    hoursPerWeekMax: workload.hoursPerWeekMax ?? null,
    approximate: workload.approximate === true,
  };
}

function offeringOf(next: Offering): SearchItem['nextOffering'] {
  const venue = next.venue;
  return {
    start: next.start ?? null,
    end: next.end ?? null,
    enrolUntil: next.enrolUntil ?? null,
    approximate: next.startApproximate === true,
    place: venue?.town ?? venue?.name ?? null,
    url: next.url ?? null,
  };
}
