/** Alerts in words, with what they are about as it is called today. What is gone is told no more. */
import type { Db } from '../../../platform/db/index.js';
import {
  coursesNamed,
  developmentsNamed,
  followsById,
  type NamedCourse,
  type NamedFollow,
  type NamedSearch,
  searchesNamed,
} from '../../queries/alert-names.js';
import { decisionNames } from '../../queries/decisions.js';
import { alertInWords, inAnyList, whyOf } from '../../rules/alert-words.js';
import type { AlertRow, AlertShown } from '../../schema/alerts.js';

type Names = {
  courses: Map<string, NamedCourse>;
  searches: Map<string, NamedSearch>;
  follows: Map<string, NamedFollow>;
  decisions: Map<string, string>;
  developments: Map<string, { slug: string; title: string }>;
};

export async function showAlerts(db: Db, rows: readonly AlertRow[], today: string): Promise<AlertShown[]> {
  const of = (kind: string) => rows.flatMap(({ subject }) => (subject.startsWith(`${kind}:`) ? [idOf(subject)] : []));
  const named = rows.flatMap((row) => (row.kind === 'new' ? row.facts.courses : []));
  const names: Names = {
    courses: await coursesNamed(db, [...new Set([...of('course'), ...named])]),
    searches: await searchesNamed(db, of('search')),
    follows: await followsById(db, of('follow')),
    decisions: await decisionNames(db, of('decision')),
    developments: await developmentsNamed(db, of('development')),
  };
  return rows.flatMap((row) => shown(row, names, today) ?? []);
}

function shown(row: AlertRow, names: Names, today: string): AlertShown | null {
  const { id, kind, changed, read } = row;
  const about = row.kind === 'new' ? originOf(row, names) : subjectOf(row, names);
  if (about === null) return null;
  const courses = row.kind === 'new' ? coursesOf(row.facts.courses, names) : [];
  if (row.kind === 'new' && courses.length === 0) return null;
  const more = row.kind === 'new' ? Math.max(0, row.facts.total - row.facts.courses.length) : 0;
  const text = alertInWords(row, about.title, today);
  return { id, kind, why: about.why, text, href: about.href, courses, more, changed, read };
}

type About = { why: string; title: string; href: string };

function subjectOf(row: AlertRow, { courses, developments }: Names): About | null {
  if (row.kind === 'development') {
    const development = developments.get(idOf(row.subject));
    const why = whyOf('development', row.facts.because);
    return development ? { why, title: development.title, href: `/developments/${development.slug}` } : null;
  }
  const course = courses.get(idOf(row.subject));
  return course ? { why: inAnyList, title: course.title, href: `/courses/${course.slug}` } : null;
}

/** Where new courses come from: a search, a decision, a follow, by the name that it has now. */
function originOf(
  { subject, facts }: Extract<AlertRow, { kind: 'new' }>,
  { searches, follows, decisions }: Names,
): About | null {
  const id = idOf(subject);
  if (subject.startsWith('search:')) {
    const search = searches.get(id);
    return search
      ? { why: whyOf('search', [search.name]), title: search.name, href: `/courses?${newestOf(search.query)}` }
      : null;
  }
  if (subject.startsWith('decision:')) {
    const name = decisions.get(id);
    return name === undefined ? null : { why: whyOf('decision', [name]), title: name, href: `/my/decisions/${id}` };
  }
  const follow = follows.get(id);
  return follow ? { why: whyOf('follow', [facts.because]), title: facts.because, href: followHref(follow) } : null;
}

function followHref({ kind, key, slug }: NamedFollow): string {
  if (kind === 'subject' || kind === 'skill') return `/courses?${newestOf(`${kind}=${encodeURIComponent(key)}`)}`;
  if (slug === null) return '/my/follows';
  if (kind === 'development') return `/developments/${slug}`;
  return kind === 'provider' ? `/courses?${newestOf(`provider=${encodeURIComponent(slug)}`)}` : `/providers/${slug}`;
}

function newestOf(query: string): string {
  return query === '' ? 'sort=newest' : `${query}&sort=newest`;
}

function coursesOf(ids: readonly string[], { courses }: Names): AlertShown['courses'] {
  return ids.flatMap((id) => {
    const course = courses.get(id);
    if (course?.state !== 'published') return [];
    return [{ id, title: course.title, provider: course.provider, href: `/courses/${course.slug}` }];
  });
}

function idOf(subject: AlertRow['subject']): string {
  return subject.slice(subject.indexOf(':') + 1);
}
