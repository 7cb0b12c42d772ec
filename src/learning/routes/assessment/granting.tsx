/** Where assessors grant more time and record supervision. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../accounts/index.js';
import { OWN_PARTS, rolesOf } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { type AtCourse, grantTime, lookAtGranting, recordAssurance } from '../../actions/assessment/granting.js';
import { ownHosted, requireProvider } from '../../actions/authoring/desk.js';
import { getEdition } from '../../actions/editions.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { GrantingPage } from '../../pages/assessment/granting-page.js';
import { AssuranceKind } from '../../schema/assessment.js';
import { Key, LearningError } from '../../schema/index.js';
import { actorOf } from '../player/parts.js';

const config = { access: 'assessor' } as const;
const params = z.object({ organisation: z.string().min(1).max(300), hosted: z.uuid() });
const querystring = z.object({ done: z.string().max(20).optional().catch(undefined) });
const base = '/organisations/:organisation/teaching/:hosted';

/** Left out, it is nobody's: whose course it is, is judged first. */
const Enrolled = z.uuid().default('00000000-0000-0000-0000-000000000000');

export function addGrantingRoutes(app: App, parts: LearningRoutes): void {
  const address = `${base}/accommodations`;
  app.get(address, { config, schema: { params, querystring } }, async (request, reply) =>
    show(parts, await actorOf(parts, request), request.params, reply, { done: request.query.done !== undefined }),
  );

  const time = z.object({ enrolment: Enrolled, multiplier: z.string().trim().max(20).default('') });
  app.post(address, { config, schema: { params, body: time } }, async (request, reply) =>
    act(parts, await actorOf(parts, request), request, reply, grantTime),
  );

  const assured = z.object({
    ...{
      enrolment: Enrolled,
      step: Key.default('none'),
      kind: AssuranceKind.default('supervised'),
      method: z.string().max(20).default(''),
    },
    day: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2})?$/)
      .default(''),
  });
  app.post(`${base}/assurances`, { config, schema: { params, body: assured } }, async (request, reply) =>
    act(parts, await actorOf(parts, request), request, reply, recordAssurance),
  );
}

type Grant<T> = (parts: LearningRoutes, actor: Actor, at: AtCourse, given: T) => Promise<void>;

async function act<T extends { enrolment: string }>(
  parts: LearningRoutes,
  actor: Actor,
  { params: at, body }: { params: AtCourse; body: T },
  reply: FastifyReply,
  grant: Grant<T>,
): Promise<FastifyReply> {
  try {
    await grant(parts, actor, at, body);
    return reply.redirect(`/organisations/${at.organisation}/teaching/${at.hosted}/accommodations?done=saved`, 303);
  } catch (error) {
    if (!(error instanceof LearningError) || error.status !== 422) throw error;
    const { message, field = '' } = error;
    return show(parts, actor, at, reply.code(422), {
      refusal: { message, fields: { [field]: message }, enrolment: body.enrolment },
    });
  }
}

type Shown = Partial<Pick<Parameters<typeof GrantingPage>[0], 'done' | 'refusal'>>;

async function show(
  parts: LearningRoutes,
  actor: Actor,
  at: AtCourse,
  reply: FastifyReply,
  { done = false, refusal = null }: Shown,
): Promise<FastifyReply> {
  const { db, frame, workplace, clock } = parts;
  const look = await lookAtGranting(parts, actor, at);
  const provider = await requireProvider(db, actor, at.organisation, 'assessor');
  const { id, edition, draft } = await ownHosted(db, provider, at.hosted);
  const title = edition === 0 ? titleOf(draft) : (await getEdition(db, id, edition)).content.title;
  const roles = actor.kind === 'person' ? await rolesOf(db, provider.id, actor.id) : [];
  return html(
    reply,
    <GrantingPage
      place={{ frame, organisation: provider, roles, parts: [...workplace, ...OWN_PARTS] }}
      hosted={{ id, title }}
      look={look}
      today={clock.today()}
      done={done}
      refusal={refusal}
    />,
  );
}

/** A draft may hold anything. */
function titleOf(draft: unknown): string {
  const { data } = z.object({ title: z.string().trim().min(1) }).safeParse(draft);
  return data?.title ?? 'Course without a title';
}
