/** The courses of an organisation that are delivered here: the list, beginning one. */
import { z } from 'zod';
import { findCourse } from '../../../catalogue/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { requireProvider } from '../../actions/authoring/desk.js';
import { beginCourse } from '../../actions/authoring/writing.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { BeginCoursePage, TeachingListPage } from '../../pages/authoring/list-pages.js';
import { coursesToTeach, listHosted } from '../../queries/authoring/courses.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, author, ofOrganisation, Said, TEACHING, teachingPlace } from './parts.js';

const Begun = z.object({
  title: z.string().max(1000).default(''),
  course: z.union([z.literal(''), z.uuid()]).catch(''),
});
const From = z.object({ course: z.uuid().optional().catch(undefined) });
const DONE: Readonly<Record<string, string>> = { dropped: 'The draft is thrown away.' };

export function addListRoutes(app: App, parts: LearningRoutes): void {
  const { db } = parts;
  app.get(
    TEACHING,
    { config: { access: 'viewer' }, schema: { params: ofOrganisation, querystring: Said } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const provider = await requireProvider(db, actor, request.params.organisation, 'viewer');
      const [place, courses] = [await teachingPlace(parts, actor, provider), await listHosted(db, provider.id)];
      return html(reply, <TeachingListPage {...{ place, courses }} done={DONE[request.query.done ?? ''] ?? null} />);
    },
  );

  const schema = { params: ofOrganisation, querystring: From };
  app.get(`${TEACHING}/new`, { config: author, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const provider = await requireProvider(db, actor, request.params.organisation, 'author');
    const place = await teachingPlace(parts, actor, provider);
    const sent = { title: '', course: request.query.course ?? '' };
    return html(reply, <BeginCoursePage {...{ place, sent }} courses={await coursesToTeach(db, provider.id)} />);
  });

  app.post(
    `${TEACHING}/new`,
    { config: author, schema: { params: ofOrganisation, body: Begun } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation } = request.params;
      const { title, course } = request.body;
      try {
        const named = title.trim() || (course && (await findCourse(db, course))?.title.slice(0, 200)) || '';
        if (named === '') throw new LearningError(422, 'Write a title, or choose a course.', 'title');
        if (named.length > 200) throw new LearningError(422, 'Shorten the title to 200 characters.', 'title');
        const begun = await beginCourse(parts, actor, { organisation, title: named, catalogueCourse: course || null });
        return reply.redirect(`/organisations/${organisation}/teaching/${begun.id}?done=begun`, 303);
      } catch (error) {
        if (!(error instanceof LearningError)) throw error;
        const { message, field } = error;
        const provider = await requireProvider(db, actor, organisation, 'author');
        const place = await teachingPlace(parts, actor, provider);
        const refusal = { message: 'Something needs changing.', fields: { [field ?? 'title']: message } };
        reply.code(error.status);
        const courses = await coursesToTeach(db, provider.id);
        return html(reply, <BeginCoursePage {...{ place, courses, refusal }} sent={{ title, course }} />);
      }
    },
  );
}
