/** What is kept about a learner, told to them. */
import { organisationsById } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { getPlace } from '../../actions/learner.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { PrivacyPage } from '../../pages/people/privacy-page.js';
import { progressSubject } from '../../pages/people/shared-progress.js';
import { findHostedCourse } from '../../queries/courses.js';
import { actorOf, ofEnrolment, signedIn } from './parts.js';

export function addPrivacyRoutes(app: App, parts: LearningRoutes): void {
  const { db, frame } = parts;
  app.get(
    '/learn/:enrolment/privacy',
    { config: signedIn, schema: { params: ofEnrolment } },
    async (request, reply) => {
      const id = request.params.enrolment;
      const { edition, offering } = await getPlace(db, await actorOf(parts, request), id);
      const course = await findHostedCourse(db, edition.courseId);
      const ids = [course?.organisationId, offering.employerId].filter((one) => typeof one === 'string');
      const organisations = await organisationsById(db, ids);
      return html(
        reply,
        <PrivacyPage
          frame={frame}
          course={{ title: edition.content.title, home: `/learn/${id}` }}
          provider={organisations.get(course?.organisationId ?? '')?.name ?? 'the organisation that gives the course'}
          employer={organisations.get(offering.employerId ?? '')?.name ?? null}
          subject={progressSubject(id)}
        />,
      );
    },
  );
}
