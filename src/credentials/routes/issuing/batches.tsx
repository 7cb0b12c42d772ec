/** Many by a table: the template, sending one, looking at it, confirming it, watching it; the list of batches. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, refusalFrom } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { goOn } from '../../actions/issuing/going-on.js';
import { confirmChecked, dropChecked, getAchievement, requireIssuer } from '../../actions/issuing/issuing.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { sendAwardTable } from '../../actions/issuing/tables.js';
import { awardTableTemplate } from '../../formats/award-table/index.js';
import { BatchesPage, BatchPage, SendTablePage } from '../../pages/issuing/batch-pages.js';
import { findPublishedAchievement, listAchievements } from '../../queries/achievements.js';
import { findBatch, firstAwards, listBatches } from '../../queries/issuing/batches.js';
import { signedAsSent } from './forms.js';
import {
  actorOf,
  type IssuingRoutes,
  issuingPath,
  ofBatch,
  ofOrganisation,
  placeOf,
  SentForm,
  sentValue,
} from './parts.js';

const issuer = { access: 'issuer' } as const;
/** Reading a table of thousands of rows takes seconds. */
const costly = { ...issuer, limit: { hits: 60, seconds: 600 } };
const MOST_BYTES = 20 * 1_048_576;
const SHOWN = 20;
const Chosen = z.object({ achievement: z.string().max(100).optional() });
const Said = z.object({ done: z.string().max(20).optional() });
const DONE: Record<string, string> = { confirmed: 'It is being issued. Letters go out as it goes on.' };

export function addBatchRoutes(app: App, parts: IssuingRoutes): void {
  const { issuing } = parts;
  const { db } = issuing;
  const base = '/organisations/:organisation/credentials';
  const one = { config: issuer, schema: { params: ofBatch } };

  app.get(
    `${base}/template.csv`,
    { config: issuer, schema: { params: ofOrganisation, querystring: Chosen } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const organisation = await requireIssuer(db, issuing, { actor, organisation: request.params.organisation });
      const { achievement: id } = request.query;
      const content = id ? (await getAchievement(db, organisation, id)).content : { results: [] };
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="cairn-awards-template.csv"')
        .send(awardTableTemplate(content));
    },
  );

  app.get(
    `${base}/table`,
    { config: issuer, schema: { params: ofOrganisation, querystring: Chosen } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      return showSend(reply, actor, request.params.organisation, {
        achievement: request.query.achievement ?? '',
        text: '',
      });
    },
  );

  // Files are taken at this address alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope, MOST_BYTES);
    scope.post(
      `${base}/table`,
      { config: costly, bodyLimit, schema: { params: ofOrganisation } },
      async (request, reply) => {
        const { organisation } = request.params as z.infer<typeof ofOrganisation>;
        const actor = await actorOf(parts, request);
        const { files, fields } = uploadOf(request.body);
        const file = files.find(({ content }) => content.length > 0);
        const text = (fields.text ?? '').trim();
        const achievement = fields.achievement ?? '';
        try {
          await requireIssuer(db, issuing, { actor, organisation });
          if (!file && text === '') throw new IssuingError(422, 'Choose a file, or paste the table.');
          const batch = await sendAwardTable(
            issuing,
            { actor, organisation },
            {
              achievement,
              name: file?.name || 'Pasted table',
              content: file?.content ?? new TextEncoder().encode(text),
              suspendable: fields.suspendable === 'yes',
              again: fields.again === 'yes',
              signedAs: signedAsSent(fields.signedAs),
            },
          );
          return reply.redirect(issuingPath(organisation, `/batches/${batch.id}`), 303);
        } catch (error) {
          const refusal = refusalFrom(error);
          reply.code(422);
          return showSend(reply, actor, organisation, { achievement, text: text.slice(0, 100_000) }, refusal);
        }
      },
    );
  });

  app.get(`${base}/batches`, { config: issuer, schema: { params: ofOrganisation } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    await requireRole(db, actor, request.params.organisation, 'issuer');
    const place = await placeOf(parts, actor, request.params.organisation);
    return html(reply, <BatchesPage place={place} batches={await listBatches(db, place.organisation.id, 200)} />);
  });

  app.get(
    `${base}/batches/:batch`,
    { config: issuer, schema: { params: ofBatch, querystring: Said } },
    async (request, reply) => {
      return showBatch(reply, await actorOf(parts, request), request.params, {
        done: DONE[request.query.done ?? ''] ?? null,
      });
    },
  );

  app.post(
    `${base}/batches/:batch`,
    { config: issuer, schema: { params: ofBatch, body: SentForm } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation, batch } = request.params;
      try {
        const leaveOut = sentValue(request.body, 'leaveOut') === 'yes';
        await confirmChecked(issuing, { actor, organisation }, { batch, leaveOut });
      } catch (error) {
        const refusal = refusalFrom(error);
        reply.code(422);
        return showBatch(reply, actor, request.params, { refusal });
      }
      return reply.redirect(issuingPath(organisation, `/batches/${batch}`, 'confirmed'), 303);
    },
  );

  app.post(`${base}/batches/:batch/drop`, one, async (request, reply) => {
    const { organisation, batch } = request.params;
    await dropChecked(issuing, { actor: await actorOf(parts, request), organisation }, batch);
    return reply.redirect(issuingPath(organisation, '/table'), 303);
  });

  app.post(`${base}/batches/:batch/resume`, one, async (request, reply) => {
    const { organisation, batch } = request.params;
    await goOn(issuing, { actor: await actorOf(parts, request), organisation }, batch);
    return reply.redirect(issuingPath(organisation, `/batches/${batch}`), 303);
  });

  async function showSend(
    reply: FastifyReply,
    actor: Actor,
    organisation: string,
    values: { achievement: string; text: string },
    refusal: Refusal | null = null,
  ): Promise<FastifyReply> {
    const { id } = await requireIssuer(db, issuing, { actor, organisation });
    const achievements = (await listAchievements(db, id, 500)).filter(({ state }) => state === 'published');
    return html(
      reply,
      <SendTablePage
        place={await placeOf(parts, actor, organisation)}
        achievements={achievements.map((of) => ({ id: of.id, name: of.content.name }))}
        values={values}
        refusal={refusal}
      />,
    );
  }

  async function showBatch(
    reply: FastifyReply,
    actor: Actor,
    asked: z.infer<typeof ofBatch>,
    more: { done?: string | null; refusal?: Refusal | null },
  ): Promise<FastifyReply> {
    await requireRole(db, actor, asked.organisation, 'issuer');
    const place = await placeOf(parts, actor, asked.organisation);
    const batch = await findBatch(db, place.organisation.id, asked.batch);
    if (!batch) throw new IssuingError(404, 'There is no such batch. A table that nobody confirms is kept for a day.');
    // Without script too: the browser itself asks again.
    if (batch.state === 'waiting' || batch.state === 'running') reply.header('refresh', '3');
    const achievement = await findPublishedAchievement(db, batch.achievementId, batch.achievementVersion);
    return html(
      reply,
      <BatchPage
        place={place}
        batch={batch}
        achievement={achievement?.content.name ?? ''}
        awards={batch.state === 'checked' ? await firstAwards(db, batch.id, SHOWN) : []}
        {...more}
      />,
    );
  }
}
