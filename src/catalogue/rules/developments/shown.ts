/** A development as everybody sees it. */
import type { Development, DevelopmentRow } from '../../schema/development.js';
import { findOccupation, findSkill } from '../skills-vocabulary.js';
import { findSubject } from '../subjects.js';
import { linkState } from './links.js';

export function shownDevelopment(row: DevelopmentRow): Development {
  const { author } = row;
  return {
    id: row.id,
    slug: row.slug,
    url: `/developments/${row.slug}`,
    title: row.title,
    summary: row.summary,
    day: row.day,
    author: author && { slug: author.slug, name: author.name, verified: author.verified },
    skills: row.skills.map((id) => ({ id, label: findSkill(id)?.label ?? id })),
    occupations: row.occupations.map((id) => ({ id, label: findOccupation(id)?.label ?? id })),
    subjects: row.subjects.map((id) => ({ id, label: findSubject(id)?.label ?? id })),
    sources: row.sources.map(({ url, title, checked, ...known }) => ({ url, title, checked, link: linkState(known) })),
    changed: row.changed.toISOString(),
  };
}
