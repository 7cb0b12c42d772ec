/** Writing developments: at the desk of an organisation, and at that of staff. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, actorOfRequest, refusalOf } from '../../../accounts/index.js';
import { OWN_PARTS, rolesOf } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import {
  type DevelopmentDesk,
  DevelopmentUnknownError,
  ownDevelopment,
  requireDesk,
  saveDevelopment,
  withdrawDevelopment,
} from '../../actions/developments/writing.js';
import { type Desk, DeskListPage, DeskWithdrawPage, DeskWritePage } from '../../pages/developments/desk-pages.js';
import { findDevelopment, listWritten } from '../../queries/developments.js';
import { readDevelopment, textsOfDevelopment } from '../../rules/developments/form.js';
import type { DevelopmentRow } from '../../schema/development.js';
import type { DevelopmentRoutes } from './public.js';

const SHOWN = 200;
const DONE: Record<string, string> = {
  published: 'It is published, and stands among what is new.',
  kept: 'The draft is kept. Only your colleagues see it.',
  withdrawn: 'It is withdrawn.',
};
const doneAsked = z.object({ done: z.string().max(40).optional().catch(undefined) });
const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});
const Withdrawn = z.object({
  reason: z.string().trim().min(1, 'Say why.').max(300, 'Use at most 300 characters.'),
});
const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
const one = { development: z.uuid() };

export function addDeskRoutes(app: App, parts: DevelopmentRoutes): void {
  const editor = { access: 'editor' } as const;
  const staff = { access: 'staff' } as const;
  addDesk(app, parts, '/organisations/:organisation/developments', editor, ofOrganisation);
  addDesk(app, parts, '/staff/developments', staff, z.object({}));
}

type Rule = { access: 'editor' | 'staff' };

/** The same five addresses for each desk. */
function addDesk(app: App, parts: DevelopmentRoutes, path: string, config: Rule, shape: z.ZodObject): void {
  const { db, auth, clock } = parts;
  const withOne = shape.extend(one);
  const deskAt = (params: unknown): DevelopmentDesk => {
    const { organisation } = params as { organisation?: string };
    return organisation === undefined ? 'staff' : { organisation };
  };
  const moment = () => ({ now: clock.now(), today: clock.today() });
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const opened = (request: FastifyRequest, actor: Actor) => openDesk(parts, actor, deskAt(request.params));

  app.get(path, { config, schema: { params: shape, querystring: doneAsked } }, async (request, reply) => {
    const { desk, publisher } = await opened(request as FastifyRequest, await actorOf(request as FastifyRequest));
    const { done = '' } = request.query as { done?: string };
    const rows = (await listWritten(db, publisher?.id ?? null, SHOWN)).filter(
      ({ state, author }) => publisher !== null || author === null || state !== 'draft',
    );
    const words = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const mayWrite = publisher === null || publisher.verified;
    return html(reply, <DeskListPage desk={desk} mayWrite={mayWrite} rows={rows} done={words} />);
  });

  const write = async (request: FastifyRequest, reply: FastifyReply, id: string | null) => {
    const actor = await actorOf(request);
    const { desk, publisher } = await opened(request, actor);
    const row = id === null ? null : await ownDevelopment(db, id, publisher);
    return html(reply, <DeskWritePage desk={desk} row={row} texts={row ? textsOfDevelopment(row) : {}} />);
  };
  const save = async (request: FastifyRequest, reply: FastifyReply, id: string | null) => {
    const actor = await actorOf(request);
    const texts = textsOf(request.body);
    const { draft, faults } = readDevelopment(texts, clock.today());
    const again = async (refusal: Refusal) => {
      const { desk, publisher } = await opened(request, actor);
      const row = id === null ? null : await ownDevelopment(db, id, publisher);
      reply.code(422);
      return html(reply, <DeskWritePage desk={desk} row={row} texts={texts} refusal={refusal} />);
    };
    if (Object.keys(faults).length > 0)
      return again({ message: 'Something needs changing before this can be kept.', fields: faults });
    const publish = texts.act !== 'keep';
    const desk = deskAt(request.params);
    await saveDevelopment(db, actor, { desk, id, draft, publish }, moment());
    return reply.redirect(`${baseOf(desk)}?done=${publish ? 'published' : 'kept'}`, 303);
  };
  const idOf = (request: FastifyRequest) => (request.params as { development: string }).development;

  app.get(`${path}/new`, { config, schema: { params: shape } }, (request, reply) =>
    write(request as FastifyRequest, reply, null),
  );
  app.post(`${path}/new`, { config, schema: { params: shape, body: sent } }, (request, reply) =>
    save(request as FastifyRequest, reply, null),
  );
  app.get(`${path}/:development`, { config, schema: { params: withOne } }, (request, reply) =>
    write(request as FastifyRequest, reply, idOf(request as FastifyRequest)),
  );
  app.post(`${path}/:development`, { config, schema: { params: withOne, body: sent } }, (request, reply) =>
    save(request as FastifyRequest, reply, idOf(request as FastifyRequest)),
  );

  const asking = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: { refusal?: Refusal; given?: string | undefined },
  ) => {
    const { desk, publisher } = await opened(request, await actorOf(request));
    const row = await withdrawable(parts, idOf(request), publisher);
    return html(reply, <DeskWithdrawPage desk={desk} row={row} {...more} />);
  };
  app.get(`${path}/:development/withdrawal`, { config, schema: { params: withOne } }, (request, reply) =>
    asking(request as FastifyRequest, reply, {}),
  );
  const withdraw = { config, schema: { params: withOne, body: sent } };
  app.post(`${path}/:development/withdrawal`, withdraw, async (incoming, reply) => {
    const request = incoming as FastifyRequest;
    const actor = await actorOf(request);
    const desk = deskAt(request.params);
    const publisher = await requireDesk(db, actor, desk, { writing: false });
    const row = await withdrawable(parts, idOf(request), publisher);
    const texts = textsOf(request.body);
    const asked = Withdrawn.safeParse(texts);
    if (row.state !== 'draft' && !asked.success) {
      reply.code(422);
      return asking(request, reply, { refusal: refusalOf(asked.error), given: texts.reason });
    }
    const reason = asked.success ? asked.data.reason : '';
    await withdrawDevelopment(db, actor, { desk, id: row.id, reason }, moment());
    return reply.redirect(`${baseOf(desk)}?done=withdrawn`, 303);
  });
}

function baseOf(desk: DevelopmentDesk): string {
  return desk === 'staff' ? '/staff/developments' : `/organisations/${desk.organisation}/developments`;
}

async function openDesk({ db, frame, workplace }: DevelopmentRoutes, actor: Actor, asked: DevelopmentDesk) {
  const publisher = await requireDesk(db, actor, asked, { writing: false });
  const roles = publisher && actor.kind === 'person' ? await rolesOf(db, publisher.id, actor.id) : [];
  const desk: Desk = {
    frame,
    base: publisher ? `/organisations/${publisher.slug}/developments` : '/staff/developments',
    workplace: publisher && { frame, organisation: publisher, roles, parts: [...workplace, ...OWN_PARTS] },
  };
  return { desk, publisher };
}

/** Staff may take back what anybody published; a draft is its author's own. */
async function withdrawable(
  { db }: DevelopmentRoutes,
  id: string,
  publisher: { id: string } | null,
): Promise<DevelopmentRow> {
  const row = await findDevelopment(db, id);
  const isOwn = (row?.author?.id ?? null) === (publisher?.id ?? null);
  const isPublic = publisher === null && row?.state === 'published';
  if (!row || row.state === 'withdrawn' || !(isOwn || isPublic)) throw new DevelopmentUnknownError();
  return row;
}

function textsOf(body: unknown): Record<string, string> {
  const entries = Object.entries(body as z.infer<typeof sent>);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}
