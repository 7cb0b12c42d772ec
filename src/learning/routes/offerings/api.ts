/** Enrolling for programs of a learner: the same acts, each of which may be sent twice. */
import { z } from 'zod';
import type { App } from '../../../platform/http/index.js';
import { enrol } from '../../actions/offerings/enrolling.js';
import { ownLearning } from '../../actions/offerings/reading.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, signedIn } from './parts.js';

const Enrolment = z.object({
  id: z.uuid(),
  offering: z.uuid(),
  course: z.string(),
  provider: z.string(),
  edition: z.number().int(),
  state: z.enum(['active', 'completed', 'left']),
  enrolled: z.iso.datetime(),
  deadlines: z.array(z.object({ week: z.string(), title: z.string(), day: z.iso.date() })),
  url: z.string(),
});
const Asked = z.object({
  offering: z.uuid(),
  voucher: z.string().max(60).optional(),
  code: z.string().max(60).optional(),
  purchaseOrder: z.string().max(60).optional(),
  billed: z.string().max(500).optional(),
  billedEmail: z.email().max(320).optional(),
});

export function addEnrolmentApi(app: App, parts: LearningRoutes): void {
  const config = signedIn;
  app.get(
    '/api/v1/enrolments',
    {
      config,
      schema: {
        summary: 'Courses that I take here',
        response: { 200: z.object({ enrolments: z.array(Enrolment) }) },
      },
    },
    async (request) => {
      const { courses } = await ownLearning(parts, await actorOf(parts, request));
      const enrolments = courses.map(({ id, state, provider, overview: { place, deadlines } }) => ({
        ...{ id, state, provider, offering: place.offering.id, course: place.edition.content.title },
        edition: place.edition.number,
        enrolled: place.enrolment.enrolledAt.toISOString(),
        deadlines: deadlines.weeks.map(({ week, title, day }) => ({ week, title, day })),
        url: `/learn/${id}`,
      }));
      return { enrolments };
    },
  );
  const made = z.object({ id: z.uuid(), url: z.string() });
  app.post(
    '/api/v1/enrolments',
    { config, schema: { summary: 'Enrol in a run', body: Asked, response: { 200: made, 201: made } } },
    async (request, reply) => {
      const { enrolment, isNew } = await enrol(parts, await actorOf(parts, request), request.body).catch(inBody);
      reply.code(isNew ? 201 : 200).header('location', '/api/v1/enrolments');
      return { id: enrolment, url: `/learn/${enrolment}` };
    },
  );
}

/** The run is named in what was sent, not in the address: that there is none such is a fault of what was sent. */
function inBody(error: unknown): never {
  if (error instanceof LearningError && error.status === 404) throw new LearningError(422, error.message, 'offering');
  throw error;
}
