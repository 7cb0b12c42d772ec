/** Guidance in our own words, with what readers say of it. */
import { z } from 'zod';
import { type Auth, actorOfRequest } from '../../accounts/index.js';
import type { Discovery } from '../../discovery/index.js';
import {
  commentsAsked,
  type DiscussionParts,
  publicKind,
  readDiscussion,
  type SubjectKind,
} from '../../discussion/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame } from '../../ui/index.js';
import { gatherFigures } from '../actions/figures.js';
import { keepWhile } from '../actions/keep-while.js';
import { ArticlePage, GuidancePage } from '../pages/guidance/guidance-pages.js';
import { articles, findArticle } from '../pages/guidance/index.js';
import { NothingHereError } from '../routes.js';

export type GuidanceRoutes = { db: Db; auth: Auth; clock: Clock; frame: Frame; discovery: Discovery } & Pick<
  DiscussionParts,
  'kinds'
>;

const config = { access: 'public' } as const;
const KIND = 'site:guidance';
const FIGURES_MS = 600_000;

/** What can be discussed here: each page of guidance. */
export const guidanceKinds: Readonly<Record<string, SubjectKind>> = {
  [KIND]: publicKind(async (_db, subject) => {
    const article = findArticle(subject.slice(KIND.length + 1));
    return article && { title: article.title, href: `/guidance/${article.slug}` };
  }),
};

export function addGuidanceRoutes(app: App, { db, auth, clock, frame, discovery, kinds }: GuidanceRoutes): void {
  // A hundred questions to the index: new figures every ten minutes are new enough for a page of guidance.
  const figures = keepWhile(
    () => `${Math.floor(clock.now().getTime() / FIGURES_MS)}`,
    () => gatherFigures(db, discovery, clock.today()),
  );
  app.get('/guidance', { config }, async (_request, reply) =>
    html(reply, <GuidancePage frame={frame} articles={articles} />),
  );
  const params = z.object({ slug: z.string().min(1).max(100) });
  app.get('/guidance/:slug', { config, schema: { params, querystring: commentsAsked } }, async (request, reply) => {
    const article = findArticle(request.params.slug);
    if (!article) throw new NothingHereError('page of guidance');
    const actor = await actorOfRequest(auth, db, request);
    // Whoever is signed in sees what they may change.
    if (actor.kind === 'person') reply.header('cache-control', 'no-store');
    const asked = { page: request.query.comments, now: clock.now() };
    const discussion = await readDiscussion({ db, kinds }, actor, `${KIND}:${article.slug}`, asked);
    return html(
      reply,
      <ArticlePage frame={frame} article={article} figures={await figures()} discussion={discussion} />,
    );
  });
}
