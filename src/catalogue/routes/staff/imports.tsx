/** Where staff have files and addresses read, and follow how that goes. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusalFrom, refusalOf } from '../../../accounts/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { askErrand, getErrand, repeatErrand, stopErrand } from '../../actions/staff/errands.js';
import { formats } from '../../formats/index.js';
import { ErrandPage, type GivenImport, ImportsPage, TaxonomyPage } from '../../pages/staff/imports-pages.js';
import { listErrands } from '../../queries/index.js';
import { isOfMembers } from '../../rules/publishing/index.js';
import { actorOf, doneInQuery, momentOf, type StaffRoutes, staff } from './parts.js';

const SHOWN = 30;
const PAGE = '/staff/imports';
const MOST_BYTES = 64 * 1_048_576;
/** What is sent may be large. */
const costly = { ...staff, limit: { hits: 30, seconds: 600 } };

const DONE: Record<string, string> = {
  asked: 'It is asked for, and begins when its turn comes.',
  stopping: 'It is told to stop.',
};

const orNull = (text: string) => (text === '' ? null : text);
const ImportForm = z.object({
  address: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'Write a whole address, such as https://demo.example/feed.json.' }),
    ])
    .default('')
    .transform(orNull),
  source: z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters.')
    .regex(/^[^\p{Cc}]*$/u, 'Leave out control characters.')
    .refine((key) => !isOfMembers(key), 'Sources of this kind are written by their organisation alone.')
    .default('')
    .transform(orNull),
  format: z
    .string()
    .default('')
    .refine((name) => name === '' || formats.some((format) => format.name === name), 'Choose one of the formats.')
    .transform(orNull),
  dryRun: z
    .string()
    .default('')
    .transform((value) => value === 'yes'),
  force: z
    .string()
    .default('')
    .transform((value) => value === 'yes'),
});

export function addImportRoutes(app: App, parts: StaffRoutes): void {
  const { db, frame, clock } = parts;
  const options = formats
    .map(({ name, title }) => ({ value: name, label: title }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));

  const show = async (reply: FastifyReply, given: GivenImport = {}, refusal: Refusal | null = null) => {
    if (refusal) reply.code(422);
    const errands = await listErrands(db, { limit: SHOWN });
    return html(
      reply,
      <ImportsPage frame={frame} errands={errands} formats={options} given={given} refusal={refusal} />,
    );
  };
  app.get(
    PAGE,
    { config: staff, schema: { querystring: z.object({ source: z.string().max(200).catch('').default('') }) } },
    (request, reply) => show(reply, { source: request.query.source }),
  );
  app.get(`${PAGE}/esco`, { config: staff }, async (_request, reply) =>
    html(reply, <TaxonomyPage frame={frame} refusal={null} />),
  );

  // Files are taken at these addresses alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope, MOST_BYTES);
    scope.post(PAGE, { config: costly, bodyLimit }, async (request, reply) => {
      const { files, fields } = uploadOf(request.body);
      const given = { ...fields, dryRun: fields.dryRun === 'yes', force: fields.force === 'yes' };
      const asked = ImportForm.safeParse(fields);
      if (!asked.success) return show(reply, given, refusalOf(asked.error));
      try {
        const errand = { kind: 'import' as const, ...asked.data, files: asked.data.address === null ? files : [] };
        const id = await askErrand(db, await actorOf(parts, request), errand, momentOf(parts).now);
        return reply.redirect(`${PAGE}/${id}?done=asked`, 303);
      } catch (error) {
        return show(reply, given, refusalFrom(error));
      }
    });
    scope.post(`${PAGE}/esco`, { config: costly, bodyLimit }, async (request, reply) => {
      const { files } = uploadOf(request.body);
      const errand = { ...TAXONOMY, files };
      try {
        const id = await askErrand(db, await actorOf(parts, request), errand, momentOf(parts).now);
        return reply.redirect(`${PAGE}/${id}?done=asked`, 303);
      } catch (error) {
        reply.code(422);
        return html(reply, <TaxonomyPage frame={frame} refusal={refusalFrom(error)} />);
      }
    });
  });

  const one = z.object({ errand: z.uuid() });
  app.get(
    `${PAGE}/:errand`,
    { config: staff, schema: { params: one, querystring: doneInQuery } },
    async (request, reply) => {
      const errand = await getErrand(db, request.params.errand);
      const done = DONE[request.query.done ?? ''];
      return html(reply, <ErrandPage frame={frame} errand={errand} done={done} now={clock.now()} />);
    },
  );
  app.post(`${PAGE}/:errand/stop`, { config: staff, schema: { params: one } }, async (request, reply) => {
    const { errand } = request.params;
    await stopErrand(db, await actorOf(parts, request), errand, momentOf(parts).now);
    return reply.redirect(`${PAGE}/${errand}?done=stopping`, 303);
  });
  const repeated = z.object({ keep: z.string().optional() }).default({});
  app.post(
    `${PAGE}/:errand/again`,
    { config: costly, schema: { params: one, body: repeated } },
    async (request, reply) => {
      const keep = request.body.keep === 'yes';
      const { errand } = request.params;
      const id = await repeatErrand(db, await actorOf(parts, request), errand, { keep }, momentOf(parts).now);
      return reply.redirect(`${PAGE}/${id}?done=asked`, 303);
    },
  );
}

const TAXONOMY = {
  kind: 'taxonomy',
  source: null,
  address: null,
  format: null,
  dryRun: false,
  force: false,
} as const;
