/** What a course asks changes while somebody takes it: they can always go on, and what was done for the old does not count for the new. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import type { Database } from '../../../platform/db/index.js';
import { getPlace } from '../../actions/learner.js';
import { submitWork } from '../../actions/marking/handing-in.js';
import { decideMark, takeSubmission } from '../../actions/marking/marking.js';
import { enrol, leaveCourse } from '../../actions/offerings/enrolling.js';
import { migrateEnrolment } from '../../actions/offerings/moving.js';
import { markDone } from '../../actions/player/keeping.js';
import { completeStep } from '../../actions/progress.js';
import { progressOf, resultsOf } from '../../queries/progress.js';
import { digestsOf } from '../../rules/content/index.js';
import { CourseContent } from '../../schema/index.js';
import { type Demo, openDemo } from '../offerings/demo.js';

let database: Database;
let demo: Demo;
let organisation: string;
let assessor: PersonActor;
let parts: Demo['learning'] & { dataFolder: string };
beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  parts = { ...demo.learning, dataFolder: mkdtempSync(join(tmpdir(), 'cairn-changed-')) };
  organisation = await demo.addOrganisation('Demo University');
  assessor = await demo.addPerson('Demo Assessor');
  await demo.addMember(organisation, assessor, 'assessor');
});
afterAll(async () => {
  await database.close();
  rmSync(parts.dataFolder, { recursive: true, force: true });
});

const LEVELS = [0, 10].map((points) => ({ key: `p${points}`, text: `${points}`, points }));

function contentOf(body: string) {
  const steps = [
    { key: 'talk', type: 'discussion', title: 'Talk', minutes: 5, body },
    { key: 'meeting', type: 'session', title: 'Meeting', minutes: 5, body },
    {
      ...{ key: 'plan', type: 'assignment', title: 'Plan', minutes: 5, body, resubmissions: 0 },
      rubric: [{ key: 'whole', text: 'The whole', levels: LEVELS }],
    },
  ];
  return CourseContent.parse({ title: 'Demo course', weeks: [{ key: 'w', title: 'Week', steps }], policy: {} });
}

async function addCourse(slug: string): Promise<HostedTest> {
  const hosted = await addHostedCourse(database.db, { organisationId: organisation, slug, content: contentOf('Old') });
  for (const [number, body] of [
    [2, 'Old'],
    [3, 'New'],
  ] as const) {
    const content = contentOf(body);
    await sql`
      insert into learning.edition (course_id, number, content, digests, minutes, published_at)
      values (${hosted.course}, ${number}, ${JSON.stringify(content)}, ${JSON.stringify(digestsOf(content))}, 15, now())`.execute(
      database.db,
    );
  }
  return { ...hosted, edition: 2 };
}

const writing = (enrolment: string, number: number) => ({
  ...{ enrolment, step: 'plan', number, saves: 0, words: 'My plan.', integrity: true, peers: false },
});

async function markNewest(enrolment: string, level: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from learning.submission where enrolment_id = ${enrolment} and state = 'submitted' order by number limit 1`.execute(
    database.db,
  );
  const asked = { organisation, submission: rows[0]?.id ?? '' };
  await takeSubmission(parts, assessor, asked);
  const mark = { levels: { whole: [level] }, comments: {}, feedback: [] };
  await decideMark(parts, assessor, asked, { mark, identity: null });
}

async function stateOf(person: PersonActor, enrolment: string): Promise<string> {
  return (await getPlace(database.db, person, enrolment)).enrolment.state;
}

test('after going over to a newer edition each changed step can be done again, and old work does not pass the new', async () => {
  const hosted = await addCourse('changed');
  const person = await demo.addPerson('Demo Learner');
  const enrolment = await addEnrolment(database.db, hosted, person.id);
  const now = demo.learning.clock.now();
  await expect(markDone(parts, person, { enrolment, step: 'meeting' })).rejects.toMatchObject({ status: 422 });
  await database.db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, person, enrolment, { hold: true });
    await completeStep(trx, place, { step: 'talk', how: 'posted', now });
    await completeStep(trx, place, { step: 'meeting', how: 'attended', now });
  });
  await submitWork(parts, person, writing(enrolment, 1));
  await expect(submitWork(parts, person, writing(enrolment, 2))).rejects.toMatchObject({ status: 409 });

  await migrateEnrolment(parts, person, { enrolment, to: 3 });
  await markNewest(enrolment, 'p10');
  expect(await resultsOf(database.db, enrolment)).toEqual([]);
  for (const step of ['talk', 'meeting']) await markDone(parts, person, { enrolment, step });
  await expect(markDone(parts, person, { enrolment, step: 'plan' })).rejects.toMatchObject({ status: 422 });
  expect(await stateOf(person, enrolment)).toBe('active');
  await submitWork(parts, person, writing(enrolment, 2));
  await expect(submitWork(parts, person, writing(enrolment, 3))).rejects.toMatchObject({ status: 409 });
  await markNewest(enrolment, 'p10');
  expect((await progressOf(database.db, enrolment)).map(({ how }) => how).sort()).toEqual([
    'confirmed',
    'confirmed',
    'submitted',
  ]);
  expect(await stateOf(person, enrolment)).toBe('completed');
});

test('what was marked while somebody was away completes the course when they come back', async () => {
  const hosted = await addCourse('away');
  const person = await demo.addPerson('Demo Away');
  const enrolment = await addEnrolment(database.db, hosted, person.id);
  const now = demo.learning.clock.now();
  await database.db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, person, enrolment, { hold: true });
    await completeStep(trx, place, { step: 'talk', how: 'posted', now });
    await completeStep(trx, place, { step: 'meeting', how: 'attended', now });
  });
  await submitWork(parts, person, writing(enrolment, 1));
  await leaveCourse(parts, person, enrolment);
  await markNewest(enrolment, 'p10');
  expect(await stateOf(person, enrolment)).toBe('left');
  // Leaving and coming back gives no try more, either.
  expect((await enrol(parts, person, { offering: hosted.offering })).enrolment).toBe(enrolment);
  expect(await stateOf(person, enrolment)).toBe('completed');
});
