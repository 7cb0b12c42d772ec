/** The list of an organisation's courses; withdrawing one and restoring it. */
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import {
  ownCourse,
  requireMember,
  requirePublisher,
  restoreCourse,
  withdrawCourse,
} from '../../actions/publishing/index.js';
import { RestorePage, WithdrawPage } from '../../pages/publishing/asking-pages.js';
import { CoursesPage } from '../../pages/publishing/courses-page.js';
import { listDrafts, listOwnCourses, otherSourcesOfCourse } from '../../queries/index.js';
import { actorOf, coursesPath, momentOf, ofCourse, ofOrganisation, type PublishingRoutes, placeOf } from './parts.js';

const viewer = { access: 'viewer' } as const;
const editor = { access: 'editor' } as const;
const PER_PAGE = 50;
const Asked = z.object({
  q: z.string().max(500).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  done: z.string().max(20).optional(),
});
const DONE: Record<string, string> = {
  published: 'The course is published. It can be found within a second.',
  changed: 'The change is published. It can be found within a second.',
  withdrawn: 'Your words on the course are withdrawn.',
  restored: 'The course is published again.',
  dropped: 'The draft is thrown away.',
  table: 'The table is published. Its courses can be found within seconds.',
};

export function addCourseListRoutes(app: App, parts: PublishingRoutes): void {
  const { db } = parts;
  const base = '/organisations/:organisation/courses';

  app.get(base, { config: viewer, schema: { params: ofOrganisation, querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requireMember(db, actor, request.params.organisation, 'viewer');
    const { q, page, done } = request.query;
    const text = q.trim();
    const asked = { organisationId: publisher.id, sourceKey: publisher.sourceKey, text };
    const { total, rows } = await listOwnCourses(db, { ...asked, limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    return html(
      reply,
      <CoursesPage
        place={await placeOf(parts, actor, publisher)}
        isVerified={publisher.verified}
        courses={rows}
        total={total}
        drafts={await listDrafts(db, publisher.id)}
        text={text}
        page={page}
        perPage={PER_PAGE}
        done={DONE[done ?? ''] ?? null}
      />,
    );
  });

  const one = { config: editor, schema: { params: ofCourse } };
  app.get(`${base}/:course/withdraw`, one, async (request, reply) => {
    const { organisation, course } = request.params;
    const actor = await actorOf(parts, request);
    const publisher = await requirePublisher(db, actor, organisation, 'editor');
    const { known } = await ownCourse(db, publisher, course);
    const others = await otherSourcesOfCourse(db, publisher.sourceKey, known.id);
    return html(
      reply,
      <WithdrawPage place={await placeOf(parts, actor, publisher)} title={known.title} others={others} />,
    );
  });
  app.post(`${base}/:course/withdraw`, one, async (request, reply) => {
    await withdrawCourse(db, await actorOf(parts, request), request.params, momentOf(parts));
    return reply.redirect(coursesPath({ slug: request.params.organisation }, 'withdrawn'), 303);
  });
  app.get(`${base}/:course/restore`, one, async (request, reply) => {
    const { organisation, course } = request.params;
    const actor = await actorOf(parts, request);
    const publisher = await requirePublisher(db, actor, organisation, 'editor');
    const { known } = await ownCourse(db, publisher, course);
    return html(reply, <RestorePage place={await placeOf(parts, actor, publisher)} title={known.title} />);
  });
  app.post(`${base}/:course/restore`, one, async (request, reply) => {
    await restoreCourse(db, await actorOf(parts, request), request.params, momentOf(parts));
    return reply.redirect(coursesPath({ slug: request.params.organisation }, 'restored'), 303);
  });
}
