/** The pages that are woven from several features: start, browse, statements. Everybody may read them. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Discovery } from '../discovery/index.js';
import { courseToTry } from '../learning/index.js';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type App, html, THEMES, themeCookie } from '../platform/http/index.js';
import type { Frame } from '../ui/index.js';
import { findSkillPage, findSubjectPage, listSkillGroupsShown, listSubjectsShown } from './actions/browse.js';
import { gatherHome, gatherSamples } from './actions/home.js';
import { keepWhile } from './actions/keep-while.js';
import { findOccupationPage, listOccupationsShown } from './actions/occupations.js';
import { findProvider, listProviders } from './actions/providers.js';
import { writeSitemap, writeSitemapIndex } from './actions/sitemap.js';
import { HomePage } from './pages/home-page.js';
import { OccupationPage, OccupationsPage } from './pages/occupation-pages.js';
import { ProviderPage } from './pages/provider-page.js';
import { ProvidersPage } from './pages/providers-page.js';
import { SkillPage, SkillsPage } from './pages/skill-pages.js';
import { AccessibilityPage, PrivacyPage, TermsPage } from './pages/statement-pages.js';
import { SubjectPage, SubjectsPage } from './pages/subject-pages.js';

export type SiteRoutes = { db: Db; clock: Clock; frame: Frame; discovery: Discovery; demonstration: boolean };

/** Nothing of this kind stands at the address. */
export class NothingHereError extends Error {
  override readonly name = 'NothingHereError';
  readonly status = 404;
  constructor(what: string) {
    super(`There is no such ${what} here. The link may be old or mistyped.`);
  }
}

const config = { access: 'public' } as const;
const slugged = z.object({ slug: z.string().min(1).max(300) });
/** The first of a repeated parameter; cut rather than refused, since it only fills a search box. */
const words = z.preprocess(
  (value) => String((Array.isArray(value) ? value[0] : value) ?? '').slice(0, 200),
  z.string(),
);
const ProvidersAsked = z.object({
  q: words,
  kind: words,
  country: words,
  recognisedBy: words,
  cpdType: words,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export function addSiteRoutes(app: App, { db, clock, frame, discovery, demonstration }: SiteRoutes): void {
  const home = keepWhile(
    () => `${discovery.version()} ${clock.today()}`,
    async () => gatherHome(db, discovery, clock.today()),
  );
  app.get('/', { config }, async (_request, reply) => {
    const samples = demonstration ? await gatherSamples(db, { origin: frame.origin, now: clock.now() }) : [];
    const here = await courseToTry(db, clock.now());
    return html(reply, <HomePage frame={frame} {...(await home())} here={here} samples={samples} />);
  });

  app.get('/providers', { config, schema: { querystring: ProvidersAsked } }, async ({ query }, reply) => {
    return html(reply, <ProvidersPage frame={frame} query={query} {...(await listProviders(db, discovery, query))} />);
  });
  app.get('/providers/:slug', { config, schema: { params: slugged } }, async ({ params }, reply) => {
    const found = await findProvider(db, discovery, params.slug);
    if (!found) throw new NothingHereError('provider');
    // Merged into another since: old links lead there.
    const { slug } = found.organisation;
    if (slug !== params.slug) return reply.redirect(`/providers/${slug}`, 301);
    return html(reply, <ProviderPage frame={frame} today={clock.today()} {...found} />);
  });

  app.get('/subjects', { config }, async (_request, reply) => {
    return html(reply, <SubjectsPage frame={frame} tree={await listSubjectsShown(discovery)} />);
  });
  app.get('/subjects/:slug', { config, schema: { params: slugged } }, async ({ params }, reply) => {
    const found = await findSubjectPage(discovery, params.slug);
    if (!found) throw new NothingHereError('subject');
    return html(reply, <SubjectPage frame={frame} today={clock.today()} {...found} />);
  });

  app.get('/skills', { config, schema: { querystring: z.object({ q: words }) } }, async ({ query }, reply) => {
    return html(
      reply,
      <SkillsPage frame={frame} q={query.q} groups={await listSkillGroupsShown(discovery, query.q)} />,
    );
  });
  app.get('/skills/:slug', { config, schema: { params: slugged } }, async ({ params }, reply) => {
    const found = await findSkillPage(discovery, params.slug);
    if (!found) throw new NothingHereError('skill');
    return html(reply, <SkillPage frame={frame} today={clock.today()} {...found} />);
  });

  app.get('/occupations', { config, schema: { querystring: z.object({ q: words }) } }, async ({ query }, reply) => {
    return html(reply, <OccupationsPage frame={frame} q={query.q} occupations={listOccupationsShown(query.q)} />);
  });
  app.get('/occupations/:slug', { config, schema: { params: slugged } }, async ({ params }, reply) => {
    const found = await findOccupationPage(discovery, params.slug);
    if (!found) throw new NothingHereError('occupation');
    return html(reply, <OccupationPage frame={frame} today={clock.today()} {...found} />);
  });

  app.get('/accessibility', { config }, async (_request, reply) => html(reply, <AccessibilityPage frame={frame} />));
  app.get('/privacy', { config }, async (_request, reply) => html(reply, <PrivacyPage frame={frame} />));
  app.get('/terms', { config }, async (_request, reply) => html(reply, <TermsPage frame={frame} />));

  const hidden = { config, schema: { hide: true } };
  const chosen = { config, schema: { hide: true, body: z.object({ theme: z.enum(THEMES) }) } };
  app.post('/theme', chosen, async (request, reply) => {
    return reply
      .header('set-cookie', themeCookie(request.body.theme, frame.origin.startsWith('https:')))
      .redirect(pageBefore(request), 303);
  });

  app.get('/robots.txt', hidden, async (_request, reply) => {
    // A crawler in the endless combinations of filters helps nobody: courses are found through the sitemap and the subjects.
    return reply
      .type('text/plain; charset=utf-8')
      .send(
        `User-agent: *\nDisallow: /compare\nDisallow: /courses?\nDisallow: /courses/*/visit\nSitemap: ${frame.origin}/sitemap.xml\n`,
      );
  });
  app.get('/sitemap.xml', hidden, async (_request, reply) => {
    return reply.type('application/xml; charset=utf-8').send(await writeSitemapIndex(db, frame.origin));
  });
  const parts = z.object({ part: z.string().regex(/^(pages|\d{1,6})$/) });
  app.get('/sitemaps/:part.xml', { config, schema: { hide: true, params: parts } }, async ({ params }, reply) => {
    const text = await writeSitemap(db, discovery, params.part, frame.origin);
    if (text === null) throw new NothingHereError('sitemap');
    return reply.type('application/xml; charset=utf-8').send(text);
  });
}

/** The page of ours that a form was sent from; the start page where the browser does not say. */
function pageBefore({ headers: { referer = '', host } }: FastifyRequest): string {
  const from = URL.canParse(referer) ? new URL(referer) : null;
  // A path with two slashes would lead to another host.
  return from === null || from.host !== host || from.pathname.startsWith('//') ? '/' : from.pathname + from.search;
}
