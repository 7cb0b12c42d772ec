/** Alerts in the product, how one is told, and the private feed. */
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest, requirePerson, wantsLetters } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame } from '../../ui/index.js';
import { ALERTS } from '../actions/alerts/digests.js';
import {
  choiceOf,
  choose,
  endFeed,
  feedBehind,
  ownAlerts,
  ownFeed,
  readAlerts,
  renewFeed,
} from '../actions/alerts/own.js';
import { alertsAsAtom, alertsAsJson } from '../formats/alert-feed.js';
import { AlertChoicePage, AlertsPage, FeedAskedPage } from '../pages/alerts-pages.js';
import { feedAddress } from '../rules/feed-address.js';
import { ALERT_KINDS, AlertKind, Every } from '../schema/alerts.js';
import { done, signedIn } from './parts.js';

export type AlertRoutes = { db: Db; auth: Auth; clock: Clock; frame: Frame; origin: string; secret: string };

const PER_PAGE = 30;
const shown = done.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });
const Read = z
  .object({ alert: z.uuid().nullable().default(null), until: z.iso.datetime().optional() })
  .default({ alert: null });
const Chosen = z.object({
  every: Every.default('week'),
  kind: z.preprocess((kinds) => [kinds ?? []].flat(), z.array(AlertKind).max(ALERT_KINDS.length)),
});
const held = { access: 'link' } as const;
const params = z.object({ token: z.string().min(20).max(100) });

/** No feed stands behind the address, now or any more. */
class FeedGoneError extends Error {
  override readonly name = 'FeedGoneError';
  readonly status = 404;
  constructor() {
    super('There is no feed at this address. It may have been ended, or given another address.');
  }
}

export function addAlertRoutes(app: App, parts: AlertRoutes): void {
  const { db, auth, clock, frame, origin, secret } = parts;
  const actorOf = (request: Parameters<typeof actorOfRequest>[2]): Promise<Actor> => actorOfRequest(auth, db, request);

  app.get('/my/alerts', { config: signedIn, schema: { querystring: shown } }, async (request, reply) => {
    const { page, done } = request.query;
    const until = clock.now();
    const place = { page, perPage: PER_PAGE };
    const found = await ownAlerts(db, await actorOf(request), { ...place, today: clock.today() });
    return html(reply, <AlertsPage frame={frame} {...found} {...place} until={until} done={done} />);
  });
  app.post('/my/alerts/read', { config: signedIn, schema: { body: Read } }, async (request, reply) => {
    const { alert, until } = request.body;
    const now = clock.now();
    await readAlerts(db, await actorOf(request), { alert, until: until === undefined ? now : new Date(until) }, now);
    return reply.redirect('/my/alerts?done=read', 303);
  });

  app.get('/my/alerts/choice', { config: signedIn, schema: { querystring: done } }, async (request, reply) => {
    const actor = requirePerson(await actorOf(request));
    const feed = await ownFeed(parts, actor);
    const facts = {
      choice: await choiceOf(db, actor),
      letters: await wantsLetters(db, actor.id, ALERTS),
      email: actor.email,
      feed: feed && {
        atom: feedAddress(origin, feed.token, 'atom'),
        json: feedAddress(origin, feed.token, 'json'),
        made: feed.made,
      },
    };
    return html(reply, <AlertChoicePage frame={frame} {...facts} done={request.query.done} />);
  });
  app.post(
    '/my/alerts/choice',
    { config: signedIn, schema: { body: Chosen.default({ every: 'week', kind: [...ALERT_KINDS] }) } },
    async (request, reply) => {
      const { every, kind } = request.body;
      const unwanted = ALERT_KINDS.filter((one) => !kind.includes(one));
      await choose(db, await actorOf(request), { every, unwanted }, clock.now());
      return reply.redirect('/my/alerts/choice?done=saved', 303);
    },
  );

  app.post('/my/alerts/feed', { config: signedIn }, async (request, reply) => {
    await renewFeed({ db, secret }, await actorOf(request), clock.now());
    return reply.redirect('/my/alerts/choice?done=feed-made#feed', 303);
  });
  for (const asked of ['renewal', 'end'] as const) {
    app.get(`/my/alerts/feed/${asked}`, { config: signedIn }, async (request, reply) => {
      requirePerson(await actorOf(request));
      return html(reply, <FeedAskedPage frame={frame} asked={asked} />);
    });
  }
  app.post('/my/alerts/feed/end', { config: signedIn }, async (request, reply) => {
    await endFeed({ db, secret }, await actorOf(request), clock.now());
    return reply.redirect('/my/alerts/choice?done=feed-ended#feed', 303);
  });

  /** Whoever holds the address reads it; nobody lists it or keeps it. */
  const feedOf = async (token: string, format: 'atom' | 'json') => {
    const alerts = await feedBehind({ db, secret }, token, clock.today());
    if (alerts === null) throw new FeedGoneError();
    return { alerts, origin, self: feedAddress(origin, token, format), now: clock.now() };
  };
  const link = { config: held, schema: { params, hide: true } };
  const PRIVATE = { 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' };
  app.get('/alerts/:token/feed.atom', link, async (request, reply) => {
    const feed = await feedOf(request.params.token, 'atom');
    return reply.headers(PRIVATE).type('application/atom+xml; charset=utf-8').send(alertsAsAtom(feed));
  });
  app.get('/alerts/:token/feed.json', link, async (request, reply) => {
    const feed = await feedOf(request.params.token, 'json');
    return reply
      .headers(PRIVATE)
      .type('application/feed+json; charset=utf-8')
      .send(JSON.stringify(alertsAsJson(feed)));
  });
}
