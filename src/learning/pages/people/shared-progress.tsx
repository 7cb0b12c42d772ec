/** How far somebody is, shown by a link of their own: the course, steps as a number, completion. Never answers or words. */
import { findPerson, type Shareable } from '../../../accounts/index.js';
import { organisationsById } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type Fact, FactTable, formatLongDay } from '../../../ui/index.js';
import { placeOf } from '../../actions/learner.js';
import { findHostedCourse } from '../../queries/courses.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { progressOf } from '../../queries/progress.js';
import type { Enrolment } from '../../schema/index.js';

const KIND = 'learning:progress';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function progressSubject(enrolmentId: string): string {
  return `${KIND}:${enrolmentId}`;
}

export const sharedProgress: Shareable = {
  kind: KIND,
  label: 'How far you are in a course',
  about:
    'They see your name, the course and its provider, how many of its steps you have done and the day of the last, and whether you completed it. Nothing of results, answers, notes or reflections.',
  mayShare: async (db, { id }, subject) => (await enrolmentOf(db, subject))?.personId === id,
  async draw(db, subject) {
    const enrolment = await enrolmentOf(db, subject);
    const person = enrolment && (await findPerson(db, enrolment.personId));
    if (!enrolment || !person) return null;
    const { edition } = await placeOf(db, enrolment);
    const course = await findHostedCourse(db, enrolment.courseId);
    const providers = await organisationsById(db, course ? [course.organisationId] : []);
    const progress = await progressOf(db, enrolment.id);
    const done = progress.filter(({ doneAt, askAgain }) => doneAt !== null && !askAgain);
    const required = edition.steps.filter(({ step }) => step.required);
    const count = required.filter(({ step }) => done.some((one) => one.step === step.key)).length;
    const last = done.map(({ doneAt }) => doneAt?.getTime() ?? 0).sort((a, b) => b - a)[0];
    return (
      <ProgressShown
        name={person.name}
        course={edition.content.title}
        provider={providers.get(course?.organisationId ?? '')?.name ?? null}
        enrolment={enrolment}
        done={count}
        required={required.length}
        last={last === undefined ? null : new Date(last)}
      />
    );
  },
};

async function enrolmentOf(db: Db, subject: string): Promise<Enrolment | null> {
  const id = subject.slice(KIND.length + 1);
  return UUID.test(id) ? findEnrolment(db, id) : null;
}

type ShownProps = {
  name: string;
  course: string;
  provider: string | null;
  enrolment: Enrolment;
  done: number;
  required: number;
  last: Date | null;
};

function ProgressShown({ name, course, provider, enrolment, done, required, last }: ShownProps) {
  const day = (moment: Date) => formatLongDay(moment.toISOString().slice(0, 10));
  const facts: Fact[] = [
    { name: 'Course', value: course },
    ...(provider === null ? [] : [{ name: 'Provider', value: provider }]),
    { name: 'Enrolled', value: day(enrolment.enrolledAt) },
    { name: 'Required steps done', value: `${done} of ${required}` },
    ...(last === null ? [] : [{ name: 'Last step done', value: day(last) }]),
    {
      name: 'Completed',
      value: enrolment.completedAt
        ? day(enrolment.completedAt)
        : enrolment.state === 'left'
          ? 'Left the course'
          : 'Not yet',
    },
  ];
  return (
    <>
      <h1>
        {name}: {course}
      </h1>
      <p class="lede">{name} shares how far they are, as it stands now.</p>
      <FactTable facts={facts} />
    </>
  );
}
