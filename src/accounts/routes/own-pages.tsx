/** The account's overview, letters, consent and data. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { decideConsent, hasConsent } from '../actions/consent.js';
import { exportPerson } from '../actions/export.js';
import { changeName } from '../actions/names.js';
import { chooseTopics } from '../actions/notifications.js';
import { zipOf } from '../formats/zip.js';
import { ConsentPage, LettersPage, OverviewPage } from '../pages/account-pages.js';
import { DataPage } from '../pages/data-pages.js';
import { listChoices } from '../queries/choices.js';
import { listConsents } from '../queries/consent.js';
import { PersonName } from '../rules/names.js';
import { type OwnRoutes, own, personOf } from './parts.js';
import { refusalOf } from './refusals.js';

/** An export reads everything there is about a person. */
const exports = { ...own, limit: { hits: 20, seconds: 3600 } };
const done = z.object({ done: z.string().max(40).optional() });
const Named = z.object({ name: z.string().max(2000).default('') });
const Chosen = z.object({
  topic: z.preprocess((topics) => [topics ?? []].flat(), z.array(z.string().max(200)).max(500)),
});
const Decided = z.object({ purpose: z.string().max(200), given: z.enum(['yes', 'no']) });

/** There is no such purpose to agree to. */
class UnknownPurposeError extends Error {
  override readonly name = 'UnknownPurposeError';
  readonly status = 404;
}

export function addOwnRoutes(app: App, parts: OwnRoutes): void {
  const { db, clock, frame, features, purposes, topics } = parts;

  app.get('/account', { config: own, schema: { querystring: done } }, async (request, reply) => {
    return html(
      reply,
      <OverviewPage frame={frame} person={await personOf(parts, request)} done={request.query.done} />,
    );
  });
  app.post('/account', { config: own, schema: { body: Named } }, async (request, reply) => {
    const person = await personOf(parts, request);
    const given = z.object({ name: PersonName }).safeParse(request.body);
    if (!given.success) {
      reply.code(422);
      const again = { name: request.body.name, refusal: refusalOf(given.error) };
      return html(reply, <OverviewPage frame={frame} person={person} {...again} />);
    }
    await changeName(db, person, given.data.name, clock.now());
    return reply.redirect('/account?done=name', 303);
  });

  app.get('/account/letters', { config: own, schema: { querystring: done } }, async (request, reply) => {
    const person = await personOf(parts, request);
    const choices = await listChoices(db, person.id);
    const shown = topics.map((topic) => ({
      ...topic,
      wanted: choices.find((choice) => choice.topic === topic.id)?.wanted ?? topic.default,
    }));
    return html(reply, <LettersPage frame={frame} done={request.query.done} topics={shown} email={person.email} />);
  });
  app.post(
    '/account/letters',
    { config: own, schema: { body: Chosen.default({ topic: [] }) } },
    async (request, reply) => {
      await chooseTopics(db, await personOf(parts, request), topics, request.body.topic, clock.now());
      return reply.redirect('/account/letters?done=saved', 303);
    },
  );

  app.get('/account/consent', { config: own, schema: { querystring: done } }, async (request, reply) => {
    const { id } = await personOf(parts, request);
    const states = await Promise.all(
      purposes.map(async (purpose) => ({ ...purpose, given: await hasConsent(db, id, purpose) })),
    );
    const history = await listConsents(db, id);
    return html(reply, <ConsentPage frame={frame} done={request.query.done} purposes={states} history={history} />);
  });
  app.post('/account/consent', { config: own, schema: { body: Decided } }, async (request, reply) => {
    const { purpose: asked, given } = request.body;
    const purpose = purposes.find(({ id }) => id === asked);
    if (!purpose) throw new UnknownPurposeError('There is nothing of this name to agree to. Open the page again.');
    await decideConsent(db, await personOf(parts, request), purpose, given === 'yes', clock.now());
    return reply.redirect(`/account/consent?done=${given}`, 303);
  });

  app.get('/account/data', { config: own, schema: { querystring: done } }, async (request, reply) => {
    const { email } = await personOf(parts, request);
    return html(reply, <DataPage frame={frame} email={email} done={request.query.done} />);
  });
  app.get('/account/data/export.zip', { config: exports, schema: { hide: true } }, async (request, reply) => {
    const now = clock.now();
    const files = await exportPerson(db, features, await personOf(parts, request), now);
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="cairn-data-${clock.today()}.zip"`)
      .send(Readable.from(zipOf(files, now)));
  });
}
