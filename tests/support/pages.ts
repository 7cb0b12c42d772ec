/** Every page of the site, as addresses that open: what tests of all pages go through. */
import { openAchievement } from './achievements.js';
import { openDiscussion } from './discussion.js';
import { openEndorsement } from './endorsing.js';
import { addHostedCourse } from './learning.js';
import type { RunningSite } from './site.js';

export type PageAddress = { route: string; path: string; status?: number };

/** Addresses for each route that answers with a page. A route without an address here fails the test of accessibility. */
export async function pagesOf(site: RunningSite): Promise<PageAddress[]> {
  const { items } = await site.app.inject('/api/v1/courses?q=health&perPage=4').then((answer) => answer.json());
  const dated = await site.app
    .inject('/api/v1/courses?q=employment+law+open+university&perPage=1')
    .then((answer) => answer.json());
  const slugs: string[] = items.map((item: { slug: string }) => item.slug);
  const { development } = await openDiscussion(site);
  const endorsement = await openEndorsement(site, slugs[0] ?? '');
  return [
    { route: '/', path: '/' },
    { route: '/courses', path: '/courses' },
    { route: '/courses', path: '/courses?q=leadership&mode=online&free=1&priceMax=200&unknown=include&sort=rating' },
    { route: '/courses', path: '/courses?q=leadreship' },
    { route: '/courses', path: '/courses?q=quantum+midwifery+zeppelin' },
    { route: '/courses', path: '/courses?page=999' },
    { route: '/courses/:slug', path: `/courses/${slugs[0]}` },
    { route: '/courses/:slug', path: dated.items[0].url },
    { route: '/endorsements/:endorsement', path: endorsement },
    { route: '/achievements/:achievement', path: await openAchievement(site) },
    { route: '/courses/:slug/enrol', path: `/courses/${slugs[0]}/enrol` },
    { route: '/learn/runs/:offering', path: await openRun(site) },
    { route: '/courses/:slug/reviews', path: `/courses/${slugs[0]}/reviews` },
    { route: '/compare', path: '/compare' },
    { route: '/compare', path: `/compare?${slugs.map((slug) => `course=${slug}`).join('&')}` },
    { route: '/guide', path: '/guide' },
    { route: '/guide', path: '/guide?example=1' },
    { route: '/providers', path: '/providers' },
    { route: '/providers', path: '/providers?q=zzzz' },
    { route: '/providers/:slug', path: '/providers/open-university' },
    { route: '/providers/:slug', path: '/providers/cranfield-university' },
    { route: '/subjects', path: '/subjects' },
    { route: '/subjects/:slug', path: await firstLink(site, '/subjects', '/subjects/') },
    { route: '/skills', path: '/skills' },
    { route: '/skills', path: '/skills?q=zzzz' },
    { route: '/skills/:slug', path: await firstLink(site, '/skills', '/skills/') },
    { route: '/guidance', path: '/guidance' },
    { route: '/guidance/:slug', path: '/guidance/how-to-choose' },
    { route: '/guidance/:slug', path: '/guidance/what-is-a-microcredential' },
    { route: '/guidance/:slug', path: '/guidance/credit-levels-and-hours' },
    { route: '/guidance/:slug', path: '/guidance/what-recognition-means' },
    { route: '/guidance/:slug', path: '/guidance/getting-a-badge-or-certificate-checked' },
    { route: '/guidance/:slug', path: '/guidance/claim-your-organisation' },
    { route: '/guidance/:slug', path: '/guidance/certificate-badge-or-credit' },
    { route: '/guidance/:slug', path: '/guidance/where-it-can-lead' },
    { route: '/guidance/:slug', path: '/guidance/who-offers-them' },
    { route: '/guidance/:slug', path: '/guidance/for-employers' },
    { route: '/guidance/:slug', path: '/guidance/beside-a-degree' },
    { route: '/occupations', path: '/occupations' },
    { route: '/occupations', path: '/occupations?q=zzzz' },
    { route: '/occupations/:slug', path: '/occupations/registered-nurse' },
    { route: '/developments', path: '/developments' },
    { route: '/developments', path: '/developments?skill=nursing' },
    { route: '/developments/:slug', path: development },
    { route: '/verify', path: '/verify' },
    { route: '/verify', path: '/verify?credential=none', status: 404 },
    { route: '/about/moderation', path: '/about/moderation' },
    { route: '/about/data', path: '/about/data' },
    { route: '/about/reviews', path: '/about/reviews' },
    { route: '/accessibility', path: '/accessibility' },
    { route: '/privacy', path: '/privacy' },
    { route: '/terms', path: '/terms' },
    { route: '/credentials/:credential', path: '/credentials/nothing-here', status: 404 },
    { route: '/sign-in', path: '/sign-in?next=/courses' },
    { route: '/sign-in/code', path: '/sign-in/code' },
    { route: '/sign-up', path: '/sign-up' },
    { route: '/new-password', path: '/new-password' },
    { route: '/farewell', path: '/farewell' },
    { route: '/demo/mail', path: '/demo/mail' },
    { route: '/api/docs', path: '/api/docs' },
    { route: 'error', path: '/nothing-here', status: 404 },
    { route: 'error', path: '/courses/nothing-here', status: 404 },
    { route: 'error', path: '/providers/nothing-here', status: 404 },
    { route: 'error', path: '/courses?page=none', status: 400 },
  ];
}

async function firstLink(site: RunningSite, page: string, begins: string): Promise<string> {
  const { body } = await site.app.inject({ url: page, headers: { accept: 'text/html' } });
  const found = body.match(new RegExp(`href="(${begins}[^"?#]+)"`))?.[1];
  if (!found) throw new Error(`${page} links to no page under ${begins}`);
  return found;
}

/** A run of a course that is taken here. */
async function openRun({ database: { db, pool } }: RunningSite): Promise<string> {
  const { rows } = await pool.query(`select id from organisations.organisation where slug = 'open-university'`);
  const { offering } = await addHostedCourse(db, { organisationId: String(rows[0]?.id) });
  return `/learn/runs/${offering}`;
}
