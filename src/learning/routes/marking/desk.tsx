/** Marking in an organisation: the queue, one submission, and every act on it. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, findPerson } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { confirmMark, decideAppeal, proposeMark } from '../../actions/marking/agreeing.js';
import { readFlagged, readQueue, readSubmission } from '../../actions/marking/desk-view.js';
import { marksTable } from '../../actions/marking/figures.js';
import {
  decideMark,
  releaseSubmission,
  returnSubmission,
  saveMarkDraft,
  takeSubmission,
} from '../../actions/marking/marking.js';
import { decideFlagged } from '../../actions/marking/peers.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { FlaggedPage } from '../../pages/marking/flagged-page.js';
import { MarkPage, type MarkPageProps } from '../../pages/marking/mark-page.js';
import { QueuePage } from '../../pages/marking/queue-page.js';
import { drawMarkdown } from '../../rules/markdown.js';
import { numberedName } from '../../rules/marking/files.js';
import { identityOf, markOf } from '../../rules/marking/form.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, mediaOf } from '../player/parts.js';
import { Done, refusedBy, Sent, sendFile, workplaceOf } from './parts.js';

const config = { access: 'assessor' } as const;
const base = '/organisations/:organisation/marking';
const one = `${base}/:submission`;
const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
const ofOne = ofOrganisation.extend({ submission: z.uuid() });

const DONE: Readonly<Record<string, string>> = {
  taken: 'You have it now.',
  saved: 'Your mark is saved. The learner does not see it yet.',
  released: 'It is back in the queue.',
  returned: 'It is returned, and the learner is told why.',
  stands: 'The mark stands, and the learner is told.',
  second: 'Your mark is given. A second assessor marks it too.',
  agreement: 'Your mark is given. It differs from the first: the two of you settle on one.',
  proposed: 'Your proposal is with the other marker.',
  decided: 'The appeal is decided, and the learner is told.',
  hidden: 'It is hidden for good.',
  kept: 'It is shown again.',
};
const wordOf = (done: string | undefined) => (done !== undefined && Object.hasOwn(DONE, done) ? DONE[done] : undefined);

type At = z.infer<typeof ofOne>;
type Again = Pick<MarkPageProps, 'given' | 'refusal'>;

export function addDeskRoutes(app: App, parts: LearningRoutes): void {
  app.get(base, { config, schema: { params: ofOrganisation, querystring: Done } }, async (request, reply) => {
    const queue = await readQueue(parts, await actorOf(parts, request), request.params.organisation);
    const workplace = await workplaceOf(parts, queue);
    return html(reply, <QueuePage workplace={workplace} queue={queue} done={wordOf(request.query.done)} />);
  });

  app.get(one, { config, schema: { params: ofOne, querystring: Done } }, async (request, reply) =>
    show(parts, await actorOf(parts, request), request.params, reply, { done: request.query.done }),
  );

  app.get(
    `${one}/files/:file`,
    { config, schema: { params: ofOne.extend({ file: z.uuid() }) } },
    async (request, reply) => {
      const { files, step } = await readSubmission(parts, await actorOf(parts, request), request.params);
      const at = files.findIndex(({ id }) => id === request.params.file);
      const file = files[at];
      if (!file) throw new LearningError(404, 'There is no such file in this work.');
      return sendFile(parts, reply, file, step.anonymous ? numberedName(file.type, at + 1) : file.name);
    },
  );

  addActs(app, parts);
  addFlaggedRoutes(app, parts);

  const ofCourse = ofOrganisation.extend({ hosted: z.uuid() });
  app.get(
    '/organisations/:organisation/teaching/:hosted/marks.csv',
    { config: { access: 'registrar' }, schema: { params: ofCourse } },
    async (request, reply) => {
      const { course, table } = await marksTable(parts.db, await actorOf(parts, request), request.params);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${course.slug}-marks.csv"`)
        .send(table);
    },
  );
}

function addActs(app: App, parts: LearningRoutes): void {
  const schema = { params: ofOne, body: Sent };
  const to = ({ organisation, submission }: At, done: string) =>
    `/organisations/${organisation}/marking/${submission}?done=${done}`;

  app.post(`${one}/taking`, { config, schema: { params: ofOne } }, async (request, reply) => {
    await takeSubmission(parts, await actorOf(parts, request), request.params);
    return reply.redirect(to(request.params, 'taken'), 303);
  });

  app.post(`${one}/mark`, { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { params, body } = request;
    if (body.act === 'release') {
      await releaseSubmission(parts, actor, params);
      return reply.redirect(`/organisations/${params.organisation}/marking?done=released`, 303);
    }
    const { step } = await readSubmission(parts, actor, params);
    try {
      const given = { mark: markOf(step, body), identity: identityOf(step, body) };
      if (body.act === 'decide') return reply.redirect(to(params, await decideMark(parts, actor, params, given)), 303);
      await saveMarkDraft(parts, actor, params, given);
      return reply.redirect(to(params, 'saved'), 303);
    } catch (error) {
      return show(parts, actor, params, reply, again(reply, error, step, body));
    }
  });

  app.post(`${one}/return`, { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    try {
      await returnSubmission(parts, actor, request.params, request.body.words ?? '');
    } catch (error) {
      return show(parts, actor, request.params, reply, { refusal: refusedBy(reply, error) });
    }
    return reply.redirect(`/organisations/${request.params.organisation}/marking?done=returned`, 303);
  });

  app.post(`${one}/agreement`, { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { params, body } = request;
    const { step } = await readSubmission(parts, actor, params);
    try {
      const given = { mark: markOf(step, body), reason: body.reason ?? '' };
      return reply.redirect(to(params, await proposeMark(parts, actor, params, given)), 303);
    } catch (error) {
      return show(parts, actor, params, reply, again(reply, error, step, body));
    }
  });

  app.post(`${one}/agreement/confirmation`, { config, schema: { params: ofOne } }, async (request, reply) => {
    await confirmMark(parts, await actorOf(parts, request), request.params);
    return reply.redirect(to(request.params, 'stands'), 303);
  });

  app.post(`${one}/appeal`, { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { params, body } = request;
    const { step } = await readSubmission(parts, actor, params);
    try {
      const outcome = body.outcome === 'raised' ? 'raised' : 'stands';
      await decideAppeal(parts, actor, params, { outcome, mark: markOf(step, body), reason: body.reason ?? '' });
    } catch (error) {
      return show(parts, actor, params, reply, again(reply, error, step, body));
    }
    return reply.redirect(to(params, 'decided'), 303);
  });
}

function addFlaggedRoutes(app: App, parts: LearningRoutes): void {
  const feedback = `${base}/feedback`;
  app.get(feedback, { config, schema: { params: ofOrganisation, querystring: Done } }, async (request, reply) => {
    const flagged = await readFlagged(parts.db, await actorOf(parts, request), request.params.organisation);
    const workplace = await workplaceOf(parts, flagged);
    return html(
      reply,
      <FlaggedPage workplace={workplace} entries={flagged.entries} done={wordOf(request.query.done)} />,
    );
  });
  const params = ofOrganisation.extend({ peer: z.uuid() });
  app.post(`${feedback}/:peer`, { config, schema: { params, body: Sent } }, async (request, reply) => {
    const { decision = '' } = request.body;
    await decideFlagged(parts, await actorOf(parts, request), { ...request.params, decision });
    return reply.redirect(`/organisations/${request.params.organisation}/marking/feedback?done=${decision}`, 303);
  });
}

/** The form as it was sent, with what is wrong; what is no fault of the form is thrown on. */
function again(
  reply: FastifyReply,
  error: unknown,
  step: Parameters<typeof markOf>[0],
  sent: Readonly<Record<string, string>>,
): Again {
  const refusal = refusedBy(reply, error);
  const cut = Object.fromEntries(Object.entries(sent).map(([name, text]) => [name, text.slice(0, 4000)]));
  return { refusal, given: { mark: markOf(step, cut), reason: sent.reason ?? '' } };
}

async function show(
  parts: LearningRoutes,
  actor: Actor,
  at: At,
  reply: FastifyReply,
  { done, ...page }: Again & { done?: string | undefined },
): Promise<FastifyReply> {
  const opened = await readSubmission(parts, actor, at);
  const name = opened.step.anonymous ? null : ((await findPerson(parts.db, opened.row.learnerId))?.name ?? null);
  const media = mediaOf(opened.submission.courseId);
  return html(
    reply,
    <MarkPage
      workplace={await workplaceOf(parts, opened)}
      opened={opened}
      name={name}
      brief={drawMarkdown(opened.step.body, { media })}
      done={wordOf(done)}
      {...page}
    />,
  );
}
