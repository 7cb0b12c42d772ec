/** The page of a step, and what is kept of it. */
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import {
  keepPlace,
  keepPlayback,
  keepWriting,
  markDone,
  mayMark,
  WrittenMeanwhileError,
} from '../../actions/player/keeping.js';
import { openStep } from '../../actions/player/viewing.js';
import type { StepQuery as Query } from '../../pages/player/panels.js';
import { StepPage, type StepPageProps } from '../../pages/player/step-page.js';
import { drawStep } from '../../rules/player/drawn.js';
import { PlaceSent, Playback, type WritingKind, WritingSent } from '../../schema/player.js';
import { PANELS_BELOW, STEP_PANELS } from './panels.js';
import { actorOf, mediaOf, StepQuery, signedIn, stepAddress, stepParams, wantsData } from './parts.js';

type At = { enrolment: string; step: string };

export function addStepRoutes(app: App, parts: LearningRoutes): void {
  const config = signedIn;
  app.get(stepAddress, { config, schema: { params: stepParams, querystring: StepQuery } }, async (request, reply) =>
    showStep(parts, await actorOf(parts, request), request.params, reply, { query: request.query }),
  );
  app.post(`${stepAddress}/done`, { config, schema: { params: stepParams } }, async (request, reply) => {
    const next = await markDone(parts, await actorOf(parts, request), request.params);
    const home = `/learn/${request.params.enrolment}`;
    const address = next ? `${home}/steps/${next.key}` : home;
    return wantsData(request) ? reply.send({ next: address }) : reply.redirect(address, 303);
  });
  app.put(
    `${stepAddress}/place`,
    { config, schema: { params: stepParams, body: PlaceSent } },
    async (request, reply) => {
      await keepPlace(parts, await actorOf(parts, request), request.params, request.body);
      return reply.code(204).send();
    },
  );
  app.put('/my/learning/playback', { config, schema: { body: Playback } }, async (request, reply) => {
    await keepPlayback(parts, await actorOf(parts, request), request.body);
    return reply.code(204).send();
  });
  addWritingRoutes(app, parts, 'note', `${stepAddress}/notes`);
  addWritingRoutes(app, parts, 'reflection', `${stepAddress}/reflection`);
}

function addWritingRoutes(app: App, parts: LearningRoutes, kind: WritingKind, address: string): void {
  const schema = { params: stepParams, body: WritingSent };
  app.post(address, { config: signedIn, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { enrolment, step } = request.params;
    try {
      await keepWriting(parts, actor, { enrolment, step, kind }, request.body);
    } catch (error) {
      if (!(error instanceof WrittenMeanwhileError)) throw error;
      const meanwhile = { kind, sent: request.body.text, theirs: error.theirs };
      return showStep(parts, actor, request.params, reply.code(409), { meanwhile });
    }
    return reply.redirect(`/learn/${enrolment}/steps/${step}?done=${kind}#${kind}`, 303);
  });
  app.put(address, { config: signedIn, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    try {
      return reply.send({ saves: await keepWriting(parts, actor, { ...request.params, kind }, request.body) });
    } catch (error) {
      if (!(error instanceof WrittenMeanwhileError)) throw error;
      const { text, saves } = error.theirs;
      return reply.code(409).send({ text, saves });
    }
  });
}

type Shown = { query?: Query; meanwhile?: StepPageProps['meanwhile'] };

async function showStep(
  parts: LearningRoutes,
  actor: Actor,
  at: At,
  reply: FastifyReply,
  { query = {}, meanwhile }: Shown,
): Promise<FastifyReply> {
  const opened = await openStep(parts, actor, at);
  const { place, step, person, seen } = opened;
  const media = mediaOf(place.enrolment.courseId);
  const view = { place, step, person, progress: seen.progress, following: seen.following };
  const panel = (await STEP_PANELS[step.type]?.(parts, view, query)) ?? null;
  const below = [];
  for (const draw of PANELS_BELOW) below.push(await draw(parts, view, query));
  return html(
    reply,
    <StepPage
      frame={parts.frame}
      opened={opened}
      {...drawStep(step, media)}
      media={media}
      now={parts.clock.now().getTime()}
      panel={panel}
      below={below}
      done={query.done}
      meanwhile={meanwhile}
      canMark={mayMark(step, seen.progress) && place.enrolment.state !== 'left'}
    />,
  );
}
