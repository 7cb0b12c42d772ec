/** Addresses at which those who assess a course decide on what was reported in its discussions. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, NotAllowedError, refusalFrom, refusalOf, requirePerson } from '../../../accounts/index.js';
import { DecisionAsked, DiscussionError, decideReports, reportedWithin } from '../../../discussion/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { getEdition } from '../../actions/editions.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { getOwnCourse } from '../../actions/people/asking.js';
import { ReportsPage } from '../../pages/people/reports-page.js';
import { STEP_KIND } from '../../rules/people/circles.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, doneAsked, ofHosted, sent, textsOf, workplaceOf } from './parts.js';

type At = z.infer<typeof ofHosted>;
type More = Pick<Parameters<typeof ReportsPage>[0], 'done' | 'refused'>;

export function addReportRoutes(app: App, parts: LearningRoutes): void {
  const { db, clock, letters, kinds } = parts;
  const config = { access: 'assessor' } as const;
  const base = '/organisations/:organisation/teaching/:hosted/reports';

  const open = async (actor: Actor, { organisation, hosted }: At) => {
    const { id, ...workplace } = await workplaceOf(parts, actor, organisation, 'assessor');
    const course = await getOwnCourse(db, id, hosted);
    const reported = await reportedWithin(parts, requirePerson(actor), `${STEP_KIND}:${course.id}:`);
    return { workplace, course, reported };
  };
  const show = async (reply: FastifyReply, actor: Actor, at: At, more: More) => {
    const { workplace, course, reported } = await open(actor, at);
    const title = course.edition > 0 ? (await getEdition(db, course.id, course.edition)).content.title : course.slug;
    return html(
      reply,
      <ReportsPage workplace={workplace} course={{ id: course.id, title }} reported={reported} {...more} />,
    );
  };
  app.get(base, { config, schema: { params: ofHosted, querystring: doneAsked } }, async (request, reply) =>
    show(reply, await actorOf(parts, request), request.params, { done: request.query.done }),
  );
  const params = ofHosted.extend({ post: z.uuid() });
  app.post(`${base}/:post/decision`, { config, schema: { params, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { post: id, ...at } = request.params;
    const { reported } = await open(actor, at);
    if (!reported.some(({ post }) => post.id === id))
      throw new LearningError(404, 'No report on this waits at this course. It may be decided already.');
    const texts = textsOf(request.body);
    const asked = DecisionAsked.safeParse(texts);
    if (!asked.success)
      return show(reply.code(422), actor, at, { refused: { id, refusal: refusalOf(asked.error), texts } });
    try {
      await decideReports({ db, kinds, ...letters }, actor, { post: id, ...asked.data }, clock.now());
    } catch (error) {
      if (error instanceof NotAllowedError) throw error;
      reply.code(error instanceof DiscussionError ? error.status : 422);
      return show(reply, actor, at, { refused: { id, refusal: refusalFrom(error, 'reason'), texts } });
    }
    return reply.redirect(`/organisations/${at.organisation}/teaching/${at.hosted}/reports?done=decided`, 303);
  });
}
