/** The addresses that search engines should know: pages with something on them, and every published course. */
import { listOccupations, listSkills, subjectTree } from '../../catalogue/index.js';
import type { Discovery } from '../../discovery/index.js';
import type { Db } from '../../platform/db/index.js';
import { SITEMAP_PART, sitemap, sitemapIndex } from '../formats/sitemap.js';
import { articles } from '../pages/guidance/index.js';
import { courseSlugs, lastCourseNumber } from '../queries.js';

const OWN = [
  '/',
  '/courses',
  '/subjects',
  '/skills',
  '/occupations',
  ...listOccupations().map(({ id }) => `/occupations/${id}`),
  '/providers',
  '/developments',
  '/guidance',
  ...articles.map(({ slug }) => `/guidance/${slug}`),
  '/about/data',
  '/about/moderation',
  '/accessibility',
  '/privacy',
  '/terms',
];

export async function writeSitemapIndex(db: Db, origin: string): Promise<string> {
  const parts = Math.ceil((await lastCourseNumber(db)) / SITEMAP_PART);
  return sitemapIndex(
    ['pages', ...Array.from({ length: parts }, (_, part) => part)].map((name) => `${origin}/sitemaps/${name}.xml`),
  );
}

/** `part`: "pages", or the number of a part of the courses. Null: there is no such part. */
export async function writeSitemap(
  db: Db,
  discovery: Pick<Discovery, 'labels' | 'counts'>,
  part: string,
  origin: string,
): Promise<string | null> {
  const paths =
    part === 'pages'
      ? ownPages(discovery)
      : (await courseSlugs(db, Number(part), SITEMAP_PART)).map((slug) => `/courses/${slug}`);
  return paths.length === 0 ? null : sitemap(paths.map((path) => origin + path));
}

function ownPages(discovery: Pick<Discovery, 'labels' | 'counts'>): string[] {
  const { provider = {}, awardingBody = {} } = discovery.labels();
  const subjects = discovery.counts(
    'subject',
    subjectTree().map(({ slug }) => slug),
  );
  const skills = discovery.counts(
    'skill',
    listSkills().map(({ id }) => id),
  );
  return [
    ...OWN,
    ...[...subjects.keys()].map((slug) => `/subjects/${slug}`),
    ...[...skills.keys()].map((slug) => `/skills/${slug}`),
    ...[...new Set([...Object.keys(provider), ...Object.keys(awardingBody)])].map((slug) => `/providers/${slug}`),
  ];
}
