/** What can be earned, for everybody: its page, its badge, and what programs read of it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import { AchievementUnknownError } from '../../actions/achievements/desk.js';
import { badgePng, drawBadge } from '../../actions/achievements/picturing.js';
import { AchievementPage } from '../../pages/achievements/public-page.js';
import { achievementsOfCourse, findPublishedAchievement } from '../../queries/achievements.js';
import { endorsementsOf } from '../../queries/endorsements.js';
import { achievementAddress, achievementNode, badgeAddress } from '../../rules/achievement-node.js';
import { badgeSvg } from '../../rules/art/index.js';
import { completenessOf } from '../../rules/completeness/index.js';
import { EXTENSION, OPEN_BADGES_3 } from '../../rules/extension.js';
import { AchievementAnswer, type PublishedAchievement } from '../../schema/achievement.js';
import type { AchievementRoutes } from './parts.js';

const config = { access: 'public' } as const;
const params = z.object({ achievement: z.uuid() });
const querystring = z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() });
const schema = { params, querystring };
const AchievementList = z.object({ items: z.array(AchievementAnswer) });

export function addPublicAchievementRoutes(app: App, parts: AchievementRoutes): void {
  const { db, clock, frame } = parts;
  const asked = async (id: string, version?: number): Promise<PublishedAchievement> => {
    const found = await findPublishedAchievement(db, id, version);
    if (!found) throw new AchievementUnknownError();
    return found;
  };

  app.get('/achievements/:achievement', { config, schema }, async (request, reply) => {
    const achievement = await asked(request.params.achievement, request.query.version);
    reply.header('vary', 'accept');
    if (wantsJson(request)) return sendDocument(reply, achievement, frame.origin);
    const { version: newest } = await asked(achievement.id);
    const { content, organisation, course } = achievement;
    const about = { achievementIds: [achievement.id], courseIds: course ? [course.id] : [] };
    const endorsements = await endorsementsOf(db, about, clock.today());
    return html(
      reply,
      <AchievementPage
        frame={frame}
        achievement={achievement}
        newest={newest}
        svg={content.art.picture === null ? badgeSvg(content, organisation.name) : null}
        completeness={completenessOf({ draft: content, country: organisation.country })}
        endorsements={endorsements}
      />,
    );
  });

  app.get('/achievements/:achievement.json', { config, schema }, async ({ params, query }, reply) =>
    sendDocument(reply, await asked(params.achievement, query.version), frame.origin),
  );

  app.get('/achievements/:achievement/badge.svg', { config, schema }, async ({ params, query }, reply) => {
    const { content, organisation } = await asked(params.achievement, query.version);
    keep(reply, query.version);
    // Drawn here, without a script; the policy holds for whatever a browser makes of it.
    reply.header('content-security-policy', "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    return reply.type('image/svg+xml').send(await drawBadge(db, content, organisation.name));
  });

  app.get('/achievements/:achievement/badge.png', { config, schema }, async ({ params, query }, reply) => {
    const { content, organisation } = await asked(params.achievement, query.version);
    const png = await badgePng(db, content, organisation.name);
    keep(reply, query.version);
    return reply.type('image/png').header('cross-origin-resource-policy', 'cross-origin').send(Buffer.from(png));
  });

  const one = { tags: ['credentials'], summary: 'What can be earned: one achievement', params, querystring };
  app.get(
    '/api/v1/achievements/:achievement',
    { config, schema: { ...one, response: { 200: AchievementAnswer } } },
    async ({ params, query }) => answerOf(await asked(params.achievement, query.version), frame.origin),
  );
  const several = {
    tags: ['credentials'],
    summary: 'What can be earned at the end of a course',
    querystring: z.object({ course: z.uuid() }),
  };
  app.get(
    '/api/v1/achievements',
    { config, schema: { ...several, response: { 200: AchievementList } } },
    async ({ query }) => {
      const found = await achievementsOfCourse(db, query.course);
      return { items: found.map((achievement) => answerOf(achievement, frame.origin)) };
    },
  );
}

function wantsJson({ headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? '';
  return /application\/(ld\+)?json/.test(accept) && !accept.includes('text/html');
}

/** A version never changes, so it may be kept for ever. */
function keep(reply: FastifyReply, version: number | undefined): void {
  reply.header('cache-control', version === undefined ? 'public, max-age=300' : 'public, max-age=31536000, immutable');
}

function sendDocument(reply: FastifyReply, achievement: PublishedAchievement, origin: string): FastifyReply {
  return reply
    .type('application/ld+json; charset=utf-8')
    .header('access-control-allow-origin', '*')
    .send(JSON.stringify({ '@context': [OPEN_BADGES_3, EXTENSION], ...nodeOf(achievement, origin) }));
}

function nodeOf(achievement: PublishedAchievement, origin: string) {
  return achievementNode({ ...achievement, origin }, `${origin}/providers/${achievement.organisation.slug}`);
}

function answerOf(achievement: PublishedAchievement, origin: string): AchievementAnswer {
  const { id, version, state, publishedAt, organisation, course, content } = achievement;
  return {
    id,
    url: achievementAddress({ origin, id }),
    version,
    state: state === 'retired' ? 'retired' : 'published',
    publishedAt: publishedAt.toISOString(),
    organisation: {
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      verified: organisation.verified,
    },
    course: course && {
      id: course.id,
      url: `${origin}/courses/${course.slug}`,
      title: course.title,
      edition: course.edition,
    },
    badge: badgeAddress({ origin, id, version }),
    content,
    achievement: nodeOf(achievement, origin),
  };
}
