/** Where staff look at sources, name them, and withdraw one as a whole. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusalOf } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { askErrand, ErrandError, renameSource } from '../../actions/staff/errands.js';
import { SourcePage, SourcesPage, sourcePath, WithdrawSourcePage } from '../../pages/staff/sources-pages.js';
import { countSourceCourses, listErrands, listRuns, listSources } from '../../queries/index.js';
import type { SourceBrief } from '../../schema.js';
import { actorOf, doneInQuery, momentOf, type StaffRoutes, staff } from './parts.js';

const RUNS = 20;
const DONE: Record<string, string> = { named: 'The words are kept.' };
const keyed = z.object({ key: z.string().min(1).max(300) });
const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters.`).default('');
const Named = z.object({
  name: text(200).pipe(z.string().min(1, 'Write a name.')),
  url: text(2000).pipe(
    z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'Write a whole address, or none.' })]),
  ),
  licence: text(300),
});

export function addSourceRoutes(app: App, parts: StaffRoutes): void {
  const { db, frame } = parts;
  app.get('/staff/sources', { config: staff }, async (_request, reply) =>
    html(reply, <SourcesPage frame={frame} sources={await listSources(db)} />),
  );

  type Shown = { given?: z.infer<typeof Named>; refusal?: Refusal; done?: string | undefined };
  const show = async (reply: FastifyReply, key: string, shown: Shown) => {
    const source = await sourceOf(key);
    if (shown.refusal) reply.code(422);
    const runs = await listRuns(db, { sourceKey: key, limit: RUNS });
    const errands = await listErrands(db, { source: key, limit: RUNS });
    return html(reply, <SourcePage frame={frame} source={source} runs={runs} errands={errands} {...shown} />);
  };
  app.get(
    '/staff/sources/:key',
    { config: staff, schema: { params: keyed, querystring: doneInQuery } },
    (request, reply) => show(reply, request.params.key, { done: DONE[request.query.done ?? ''] }),
  );
  const sent = z.record(z.string(), z.string()).default({});
  app.post('/staff/sources/:key', { config: staff, schema: { params: keyed, body: sent } }, async (request, reply) => {
    const { key } = request.params;
    const asked = Named.safeParse(request.body);
    if (!asked.success) {
      const { name = '', url = '', licence = '' } = request.body;
      return show(reply, key, { given: { name, url, licence }, refusal: refusalOf(asked.error) });
    }
    const { name, url, licence } = asked.data;
    const facts = { name, url: url || null, licence: licence || null };
    await renameSource(db, await actorOf(parts, request), key, facts, momentOf(parts).now);
    return reply.redirect(`${sourcePath(key)}?done=named`, 303);
  });

  app.get('/staff/sources/:key/withdrawal', { config: staff, schema: { params: keyed } }, async (request, reply) => {
    const source = await sourceOf(request.params.key);
    return html(
      reply,
      <WithdrawSourcePage frame={frame} source={source} counts={await countSourceCourses(db, source.key)} />,
    );
  });
  app.post('/staff/sources/:key/withdrawal', { config: staff, schema: { params: keyed } }, async (request, reply) => {
    const errand = { kind: 'withdrawal', source: request.params.key, ...NOTHING } as const;
    const id = await askErrand(db, await actorOf(parts, request), errand, momentOf(parts).now);
    return reply.redirect(`/staff/imports/${id}?done=asked`, 303);
  });

  async function sourceOf(key: string): Promise<SourceBrief> {
    const [source] = await listSources(db, key);
    if (!source) throw new ErrandError('There is no source of this key.', 404);
    return source;
  }
}

const NOTHING = { address: null, format: null, dryRun: false, force: false, files: [] } as const;
