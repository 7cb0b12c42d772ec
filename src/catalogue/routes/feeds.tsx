/** The feeds of an organisation: registered, looked at, switched on and off by its editors. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusalOf } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import {
  approveWithdrawal,
  changeFeedSettings,
  FeedError,
  pauseFeed,
  readNow,
  registerFeed,
  removeFeed,
  switchOnFeed,
} from '../actions/feeds/index.js';
import { requireMember, requirePublisher } from '../actions/publishing/index.js';
import { formats } from '../formats/index.js';
import { FeedSettingsPage, RemoveFeedPage, WithdrawalPage } from '../pages/feeds/asking-pages.js';
import { FeedPage } from '../pages/feeds/feed-page.js';
import { FeedsPage, RegisterFeedPage } from '../pages/feeds/feeds-page.js';
import { countListed, type Feed, findFeed, listFeedRuns, listFeeds } from '../queries/index.js';
import { actorOf, momentOf, ofOrganisation, type PublishingRoutes, placeOf, SentForm } from './publishing/parts.js';

const viewer = { access: 'viewer' } as const;
const editor = { access: 'editor' } as const;
/** Each makes us ask somebody else's server. */
const costly = { ...editor, limit: { hits: 30, seconds: 3600 } };

const ofFeed = ofOrganisation.extend({ feed: z.uuid() });
const Said = z.object({ done: z.string().max(20).optional().catch(undefined) });
const DONE: Record<string, string> = {
  registered: 'The feed is registered, and is being tried.',
  on: 'The feed is switched on. It is being read for the first time.',
  reading: 'It is being read now.',
  paused: 'The feed is paused.',
  saved: 'The settings are saved.',
  approved: 'The courses are being withdrawn.',
  removed: 'The feed is removed.',
};

const formatOptions = formats
  .map(({ name, title }) => ({ value: name, label: title }))
  .sort((a, b) => a.label.localeCompare(b.label));
const names = new Set(formatOptions.map(({ value }) => value));

const Schedule = {
  format: z
    .string()
    .default('')
    .refine((name) => name === '' || names.has(name), 'Choose a format from the list.')
    .transform((name) => name || null),
  every: z.enum(['six-hours', 'day', 'week'], 'Choose how often.'),
  hour: z.coerce.number('Choose an hour.').int().min(0).max(23),
  weekday: z.coerce.number('Choose a day.').int().min(1).max(7),
};
const Settings = z.object(Schedule);
const Registration = z.object({
  url: z
    .string()
    .trim()
    .max(2000, 'Use an address of at most 2,000 characters.')
    .refine((text) => isWebAddress(text), 'Write a whole web address, such as https://www.example.org/courses.json.')
    .transform((text) => new URL(text).href.replace(/#.*$/, '')),
  ours: z
    .literal('yes')
    .optional()
    .transform((word) => word === 'yes'),
  ...Schedule,
});

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

type Body = z.infer<typeof SentForm>;
const textsOf = (body: Body) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String([value].flat()[0] ?? '')]));

export function addFeedRoutes(app: App, parts: PublishingRoutes): void {
  const { db } = parts;
  const base = '/organisations/:organisation/feeds';
  const one = `${base}/:feed`;
  const list = { config: viewer, schema: { params: ofOrganisation, querystring: Said } };
  const look = { config: viewer, schema: { params: ofFeed, querystring: Said } };
  const ask = { config: editor, schema: { params: ofFeed } };
  const act = { config: editor, schema: { params: ofFeed, body: SentForm } };

  app.get(base, list, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requireMember(db, actor, request.params.organisation, 'viewer');
    const rows = await Promise.all(
      (await listFeeds(db, publisher.id)).map(async (feed) => ({
        feed,
        last: (await listFeedRuns(db, feed.id, 1))[0] ?? null,
        listed: await countListed(db, feed.sourceKey),
      })),
    );
    const place = await placeOf(parts, actor, publisher);
    const done = DONE[request.query.done ?? ''] ?? null;
    return html(reply, <FeedsPage place={place} isVerified={publisher.verified} feeds={rows} done={done} />);
  });

  const showForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    organisation: string,
    given: Record<string, string> = {},
    refusal: Refusal | null = null,
  ) => {
    const actor = await actorOf(parts, request);
    const publisher = await requirePublisher(db, actor, organisation, 'editor');
    const place = await placeOf(parts, actor, publisher);
    if (refusal) reply.code(422);
    return html(reply, <RegisterFeedPage place={place} formats={formatOptions} given={given} refusal={refusal} />);
  };
  app.get(`${base}/new`, { config: editor, schema: { params: ofOrganisation } }, (request, reply) =>
    showForm(request, reply, request.params.organisation),
  );
  const register = { config: costly, schema: { params: ofOrganisation, body: SentForm } };
  app.post(`${base}/new`, register, async (request, reply) => {
    const { organisation } = request.params;
    const texts = textsOf(request.body);
    const asked = Registration.safeParse(texts);
    if (!asked.success) return showForm(request, reply, organisation, texts, refusalOf(asked.error));
    try {
      const actor = await actorOf(parts, request);
      const id = await registerFeed(db, actor, organisation, asked.data, momentOf(parts));
      return reply.redirect(`/organisations/${organisation}/feeds/${id}?done=registered`, 303);
    } catch (error) {
      return showForm(request, reply, organisation, texts, refusalFor(error));
    }
  });

  app.get(one, look, async (request, reply) => {
    const { actor, publisher, feed } = await open(parts, request, request.params, 'viewer');
    const page = { feed, runs: await listFeedRuns(db, feed.id), listed: await countListed(db, feed.sourceKey) };
    const done = DONE[request.query.done ?? ''] ?? null;
    return html(reply, <FeedPage place={await placeOf(parts, actor, publisher)} {...page} done={done} />);
  });

  const to = (reply: FastifyReply, { organisation, feed }: z.infer<typeof ofFeed>, done: string) =>
    reply.redirect(`/organisations/${organisation}/feeds/${feed}?done=${done}`, 303);

  app.post(`${one}/on`, act, async (request, reply) => {
    await switchOnFeed(db, await actorOf(parts, request), request.params, momentOf(parts));
    return to(reply, request.params, 'on');
  });
  app.post(`${one}/pause`, act, async (request, reply) => {
    await pauseFeed(db, await actorOf(parts, request), request.params, momentOf(parts));
    return to(reply, request.params, 'paused');
  });
  app.post(`${one}/reading`, { ...act, config: costly }, async (request, reply) => {
    await readNow(db, await actorOf(parts, request), request.params, momentOf(parts));
    return to(reply, request.params, 'reading');
  });

  app.get(`${one}/settings`, ask, async (request, reply) => {
    const { actor, publisher, feed } = await open(parts, request, request.params, 'editor');
    const { every, hour, weekday, format } = feed;
    const given = { every, hour: String(hour), weekday: String(weekday), format: format ?? '' };
    const place = await placeOf(parts, actor, publisher);
    return html(reply, <FeedSettingsPage place={place} feed={feed} formats={formatOptions} given={given} />);
  });
  app.post(`${one}/settings`, act, async (request, reply) => {
    const texts = textsOf(request.body);
    const asked = Settings.safeParse(texts);
    if (asked.success) {
      await changeFeedSettings(db, await actorOf(parts, request), request.params, asked.data, momentOf(parts));
      return to(reply, request.params, 'saved');
    }
    const { actor, publisher, feed } = await open(parts, request, request.params, 'editor');
    const page = { feed, formats: formatOptions, given: texts, refusal: refusalOf(asked.error) };
    reply.code(422);
    return html(reply, <FeedSettingsPage place={await placeOf(parts, actor, publisher)} {...page} />);
  });

  app.get(`${one}/withdrawal`, ask, async (request, reply) => {
    const { actor, publisher, feed } = await open(parts, request, request.params, 'editor');
    const run = (await listFeedRuns(db, feed.id)).find(({ outcome }) => outcome === 'stopped');
    if (!run || feed.unseen === null) throw new FeedError('Nothing waits for a yes here any more.');
    const place = await placeOf(parts, actor, publisher);
    return html(reply, <WithdrawalPage place={place} feed={feed} run={run} unseen={feed.unseen} />);
  });
  app.post(`${one}/withdrawal`, act, async (request, reply) => {
    const courses = Number(textsOf(request.body).count);
    const asked = { ...request.params, courses };
    await approveWithdrawal(db, await actorOf(parts, request), asked, momentOf(parts));
    return to(reply, request.params, 'approved');
  });

  app.get(`${one}/removal`, ask, async (request, reply) => {
    const { actor, publisher, feed } = await open(parts, request, request.params, 'editor');
    const place = await placeOf(parts, actor, publisher);
    return html(reply, <RemoveFeedPage place={place} feed={feed} listed={await countListed(db, feed.sourceKey)} />);
  });
  app.post(`${one}/removal`, act, async (request, reply) => {
    const withdraw = textsOf(request.body).courses === 'withdraw';
    await removeFeed(db, await actorOf(parts, request), { ...request.params, withdraw }, momentOf(parts));
    return reply.redirect(`/organisations/${request.params.organisation}/feeds?done=removed`, 303);
  });
}

/** A feed of this very organisation, for a member with the role. @throws FeedError 404 */
async function open(
  parts: PublishingRoutes,
  request: FastifyRequest,
  { organisation, feed: id }: z.infer<typeof ofFeed>,
  role: 'viewer' | 'editor',
) {
  const actor = await actorOf(parts, request);
  const publisher = await requireMember(parts.db, actor, organisation, role);
  const feed: Feed | null = await findFeed(parts.db, id, publisher.id);
  if (!feed) throw new FeedError('There is no such feed here. The link may be old or mistyped.', 404);
  return { actor, publisher, feed };
}

function refusalFor(error: unknown): Refusal {
  if (!(error instanceof FeedError) || error.field === undefined) throw error;
  return { message: error.message, fields: { [error.field]: error.message } };
}
