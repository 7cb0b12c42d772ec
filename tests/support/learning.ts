/**
 * A course that is delivered here, over a database of the test's own: published, offered, taken. Straight into the tables, so that the
 * tests of one part need no other part's acts; journeys go through the pages.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CourseContent, type CourseContentInput, Pace } from '../../src/learning/schema/index.js';
import { newId } from '../../src/platform/crypto/index.js';
import type { Db } from '../../src/platform/db/index.js';

/** Two weeks with one step of each type but the video, whose file would have to be uploaded first. */
export const DEMO_CONTENT: CourseContentInput = {
  title: 'Demo course in wound care',
  summary: 'How wounds heal, and what helps.',
  outcomes: [{ key: 'assess', text: 'Assess a wound.' }],
  weeks: [
    {
      key: 'healing',
      title: 'How wounds heal',
      steps: [
        {
          key: 'phases',
          type: 'article',
          title: 'Four phases',
          minutes: 10,
          body: 'A wound **heals** in four phases.',
          reflection: 'Which phase do you see most?',
        },
        {
          key: 'check',
          type: 'quiz',
          title: 'Check yourself',
          minutes: 10,
          test: true,
          attempts: 3,
          draws: [
            {
              items: [
                {
                  key: 'first-phase',
                  type: 'choice',
                  prompt: 'What comes first?',
                  options: [
                    { key: 'bleeding-stops', text: 'Bleeding stops' },
                    { key: 'scar', text: 'A scar forms' },
                  ],
                  answer: 'bleeding-stops',
                },
                { key: 'days', type: 'numeric', prompt: 'How many phases are there?', answer: 4 },
              ],
            },
          ],
        },
      ],
    },
    {
      key: 'practice',
      title: 'In practice',
      steps: [
        { key: 'talk', type: 'discussion', title: 'What do you see at work?', minutes: 10, body: 'Tell the others.' },
        {
          key: 'meeting',
          type: 'session',
          title: 'An hour together',
          minutes: 60,
          body: 'Bring a question.',
          required: false,
        },
        {
          key: 'plan',
          type: 'assignment',
          title: 'A plan of care',
          minutes: 60,
          body: 'Write a plan for one wound.',
          rubric: [
            {
              key: 'assessment',
              text: 'The wound is assessed.',
              outcome: 'assess',
              levels: [
                { key: 'not-yet', text: 'Not yet', points: 0 },
                { key: 'well', text: 'Well', points: 10 },
              ],
            },
          ],
        },
      ],
    },
  ],
};

export type HostedTest = { course: string; edition: number; offering: string };

/** Digests here are of the whole step; `rules` have their own way, which no test that uses this depends on. */
export async function addHostedCourse(
  db: Db,
  {
    organisationId,
    content = DEMO_CONTENT,
    achievement = null,
    catalogueCourse = null,
    slug = 'demo-course',
    kind = 'self-paced',
    starts = null,
    pace = {},
  }: {
    organisationId: string;
    content?: CourseContentInput;
    achievement?: string | null;
    catalogueCourse?: string | null;
    slug?: string;
    kind?: 'self-paced' | 'cohort';
    starts?: string | null;
    pace?: Partial<Pace>;
  },
): Promise<HostedTest> {
  const [course, offering, now] = [newId(), newId(), new Date('2026-11-01T00:00:00Z')];
  const whole = CourseContent.parse(content);
  const steps = whole.weeks.flatMap((week) => week.steps);
  const digests = Object.fromEntries(
    steps.map((step) => [step.key, createHash('sha256').update(JSON.stringify(step)).digest('hex')]),
  );
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
  const text = JSON.stringify(whole);
  await sql`
    insert into learning.course (id, organisation_id, slug, catalogue_course_id, achievement_id, draft, edition, created, changed)
    values (${course}, ${organisationId}, ${slug}, ${catalogueCourse}, ${achievement}, ${text}, 1, ${now}, ${now})`.execute(
    db,
  );
  await sql`
    insert into learning.edition (course_id, number, content, digests, minutes, published_at)
    values (${course}, 1, ${text}, ${JSON.stringify(digests)}, ${minutes}, ${now})`.execute(db);
  await sql`
    insert into learning.offering (id, course_id, edition, kind, state, starts, places, pace, created, changed)
    values (${offering}, ${course}, 1, ${kind}, 'open', ${starts}, 'free', ${JSON.stringify(Pace.parse(pace))}, ${now}, ${now})`.execute(
    db,
  );
  return { course, edition: 1, offering };
}

/** The enrolment's id. */
export async function addEnrolment(
  db: Db,
  { course, edition, offering }: HostedTest,
  personId: string,
  { starts = '2026-11-02' }: { starts?: string } = {},
): Promise<string> {
  const id = newId();
  await sql`
    insert into learning.enrolment (id, person_id, course_id, edition, offering_id, state, actor_key, enrolled_at, starts)
    values (${id}, ${personId}, ${course}, ${edition}, ${offering}, 'active', ${newId()}, ${new Date(`${starts}T09:00:00Z`)}, ${starts})`.execute(
    db,
  );
  return id;
}
