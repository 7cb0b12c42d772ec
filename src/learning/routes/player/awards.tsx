/** What could not be issued to those who completed a course, for its registrars. */
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import { getEdition } from '../../actions/editions.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { getOwnCourse } from '../../actions/people/asking.js';
import { tryAwards } from '../../actions/player/awarding.js';
import { AwardsPage } from '../../pages/player/awards-page.js';
import { awardsWaiting } from '../../queries/player/completions.js';
import { ofHosted, workplaceOf } from '../people/parts.js';
import { actorOf } from './parts.js';

const Asked = z.object({ done: z.string().max(40).optional().catch(undefined) });

export function addAwardRoutes(app: App, parts: LearningRoutes): void {
  const config = { access: 'registrar' } as const;
  const address = '/organisations/:organisation/teaching/:hosted/awards';
  app.get(address, { config, schema: { params: ofHosted, querystring: Asked } }, async (request, reply) => {
    const { organisation, hosted } = request.params;
    const actor = await actorOf(parts, request);
    const { id, ...workplace } = await workplaceOf(parts, actor, organisation, 'registrar');
    const { edition } = await getOwnCourse(parts.db, id, hosted);
    const title = edition === 0 ? 'Course' : (await getEdition(parts.db, hosted, edition)).content.title;
    const waiting = await awardsWaiting(parts.db, hosted);
    const course = { id: hosted, title };
    return html(
      reply,
      <AwardsPage workplace={workplace} course={course} waiting={waiting} done={request.query.done} />,
    );
  });
  app.post(address, { config, schema: { params: ofHosted } }, async (request, reply) => {
    const { organisation, hosted } = request.params;
    const issued = await tryAwards(parts, await actorOf(parts, request), { organisation, hosted });
    return reply.redirect(`/organisations/${organisation}/teaching/${hosted}/awards?done=${issued}`, 303);
  });
}
