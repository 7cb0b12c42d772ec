/** Courses by table: the template, the table of what is there, sending one, looking at it, publishing it. */
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { refusalFrom } from '../../../accounts/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { ownTable, previewTable, publishTable, requirePublisher, sendTable } from '../../actions/publishing/index.js';
import { ownTableTemplate } from '../../formats/own-csv/index.js';
import { CheckTablePage, SendTablePage } from '../../pages/publishing/table-pages.js';
import {
  actorOf,
  coursesPath,
  momentOf,
  ofOrganisation,
  ofTable,
  type PublishingRoutes,
  placeOf,
  SentForm,
} from './parts.js';

const viewer = { access: 'viewer' } as const;
const editor = { access: 'editor' } as const;
const MOST_BYTES = 10 * 1_048_576;
/** Reading a table of thousands of rows takes seconds. */
const costly = { ...editor, limit: { hits: 60, seconds: 600 } };

export function addTableRoutes(app: App, parts: PublishingRoutes): void {
  const { db } = parts;
  const base = '/organisations/:organisation/courses';

  app.get(`${base}/template.csv`, { config: viewer, schema: { params: ofOrganisation } }, async (_request, reply) =>
    csv(reply, 'cairn-courses-template.csv', ownTableTemplate()),
  );
  app.get(`${base}/export.csv`, { config: viewer, schema: { params: ofOrganisation } }, async (request, reply) => {
    const { publisher, text } = await ownTable(db, await actorOf(parts, request), request.params.organisation);
    return csv(reply, `courses-${publisher.slug.replace(/[^a-z0-9-]/g, '')}.csv`, text);
  });

  app.get(`${base}/import`, { config: editor, schema: { params: ofOrganisation } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requirePublisher(db, actor, request.params.organisation, 'editor');
    return html(reply, <SendTablePage place={await placeOf(parts, actor, publisher)} />);
  });

  // Files are taken at this address alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope, MOST_BYTES);
    scope.post(
      `${base}/import`,
      { config: costly, bodyLimit, schema: { params: ofOrganisation } },
      async (request, reply) => {
        const { organisation } = request.params as z.infer<typeof ofOrganisation>;
        const actor = await actorOf(parts, request);
        const publisher = await requirePublisher(db, actor, organisation, 'editor');
        const sent = tableOf(request.body);
        if (sent.content.length === 0) {
          reply.code(422);
          const refusal = { message: 'Choose a file, or paste the table.' };
          return html(reply, <SendTablePage place={await placeOf(parts, actor, publisher)} refusal={refusal} />);
        }
        const table = await sendTable(db, actor, { organisation, ...sent }, momentOf(parts));
        return reply.redirect(`/organisations/${publisher.slug}/courses/import/${table}`, 303);
      },
    );
  });

  app.get(`${base}/import/:table`, { config: costly, schema: { params: ofTable } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requirePublisher(db, actor, request.params.organisation, 'editor');
    const preview = await previewTable(db, actor, request.params, momentOf(parts));
    return html(reply, <CheckTablePage place={await placeOf(parts, actor, publisher)} preview={preview} />);
  });

  app.post(
    `${base}/import/:table`,
    { config: costly, schema: { params: ofTable, body: SentForm } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const publisher = await requirePublisher(db, actor, request.params.organisation, 'editor');
      const { hash, leaveOut, withdrawAbsent } = request.body;
      const asked = {
        ...request.params,
        hash: String(hash ?? ''),
        leaveOut: leaveOut === 'yes',
        withdrawAbsent: withdrawAbsent === 'yes',
      };
      let refusal: Refusal;
      try {
        await publishTable(db, actor, asked, momentOf(parts));
        return reply.redirect(coursesPath(publisher, 'table'), 303);
      } catch (error) {
        refusal = refusalFrom(error);
      }
      const preview = await previewTable(db, actor, request.params, momentOf(parts));
      reply.code(422);
      return html(
        reply,
        <CheckTablePage place={await placeOf(parts, actor, publisher)} preview={preview} refusal={refusal} />,
      );
    },
  );
}

/** The file where one was chosen, else what was pasted. */
function tableOf(body: unknown): { name: string; content: Uint8Array } {
  const { files, fields } = uploadOf(body);
  return files[0] ?? { name: '', content: new TextEncoder().encode((fields.text ?? '').trim()) };
}

function csv(reply: FastifyReply, name: string, text: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(text);
}
