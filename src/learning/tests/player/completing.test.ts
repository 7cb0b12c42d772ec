/** A course is completed once, whoever is quicker; what learners do is told once; the later of two devices wins, and no second counts twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import type { Database } from '../../../platform/db/index.js';
import { keepPlace, keepWriting, markDone, WrittenMeanwhileError } from '../../actions/player/keeping.js';
import { tellStatements } from '../../actions/player/telling.js';
import { openStep } from '../../actions/player/viewing.js';
import type { CourseContentInput } from '../../schema/index.js';
import { type Demo, openDemo } from '../offerings/demo.js';

const KEYS = ['one', 'two', 'three', 'four'];
const CONTENT: CourseContentInput = {
  title: 'Demo course',
  weeks: [
    {
      key: 'w',
      title: 'Week',
      steps: KEYS.map((key) => ({ key, type: 'article', title: key, minutes: 1, body: key })),
    },
  ],
  policy: { steps: 1 },
};

let database: Database;
let demo: Demo;
let hosted: HostedTest;
let ada: PersonActor;
let enrolment: string;
beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  const organisationId = await demo.addOrganisation('Demo Institute');
  hosted = await addHostedCourse(database.db, { organisationId, content: CONTENT });
  ada = await demo.addPerson('Demo Ada');
  enrolment = await addEnrolment(database.db, hosted, ada.id);
});
afterAll(() => database.close());

async function rowsOf<T>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await database.pool.query(text, values)).rows as T[];
}

test('four steps done at once complete the course once, and each is told once', async () => {
  const { learning } = demo;
  await openStep(learning, ada, { enrolment, step: 'one' });
  await openStep(learning, ada, { enrolment, step: 'one' });
  const at = (step: string) => ({ enrolment, step });
  await Promise.all([...KEYS, ...KEYS].map((step) => markDone(learning, ada, at(step))));
  expect(await rowsOf('select edition from learning.completion')).toEqual([{ edition: 1 }]);
  expect(await rowsOf('select state from learning.enrolment where id = $1', [enrolment])).toEqual([
    { state: 'completed' },
  ]);
  const told = await rowsOf<{ verb: string }>('select verb from learning.untold');
  expect(told.map(({ verb }) => verb).sort()).toEqual([...Array(5).fill('completed'), 'initialized']);

  const counts = await Promise.all([tellStatements(learning), tellStatements(learning)]);
  expect(counts[0] + counts[1]).toBe(6);
  expect(await tellStatements(learning)).toBe(0);
  const [stored] = await rowsOf<{ n: number }>('select count(*)::int as n from statements.statement');
  expect(stored?.n).toBe(6);
});

test('nobody marks the work of another, and what is not there is not done', async () => {
  const { learning } = demo;
  const bo = await demo.addPerson('Demo Bo');
  await expect(markDone(learning, bo, { enrolment, step: 'one' })).rejects.toThrow('You are not enrolled here');
  await expect(markDone(learning, ada, { enrolment, step: 'five' })).rejects.toThrow('no such step');
});

test('the later place wins, and time observed is never more than the time that passed', async () => {
  const { learning, state } = demo;
  const cat = await demo.addPerson('Demo Cat');
  const own = await addEnrolment(database.db, hosted, cat.id);
  const at = { enrolment: own, step: 'one' };
  await openStep(learning, cat, at);
  const begin = learning.clock.now().getTime();
  state.at = new Date(begin + 100_000).toISOString();
  await keepPlace(learning, cat, at, { number: begin + 30_000, place: { share: 0.5 }, observed: 30 });
  // Sent again, since the answer was lost; an older one that arrives late; and more than can have passed.
  await keepPlace(learning, cat, at, { number: begin + 30_000, place: { share: 0.5 }, observed: 30 });
  await keepPlace(learning, cat, at, { number: begin + 10_000, place: { share: 0.1 }, observed: 10 });
  await keepPlace(learning, cat, at, { number: begin + 40_000, place: { share: 0.6 }, observed: 500 });
  const kept = 'select place, observed_seconds as seconds from learning.step_progress where enrolment_id = $1';
  expect(await rowsOf(kept, [own])).toEqual([{ place: { share: 0.6 }, seconds: 40 }]);
  // A number from far ahead holds nothing up for longer than a minute.
  await keepPlace(learning, cat, at, { number: begin + 10 ** 12, place: { share: 0.7 }, observed: 0 });
  state.at = new Date(begin + 300_000).toISOString();
  await keepPlace(learning, cat, at, { number: begin + 299_000, place: { share: 0.9 }, observed: 0 });
  expect(await rowsOf(kept, [own])).toMatchObject([{ place: { share: 0.9 } }]);
});

test('words of two devices are never written over, and words sent twice are saved once', async () => {
  const { learning } = demo;
  const dan = await demo.addPerson('Demo Dan');
  const own = await addEnrolment(database.db, hosted, dan.id);
  const at = { enrolment: own, step: 'one', kind: 'note' as const };
  expect(await keepWriting(learning, dan, at, { text: 'First', base: 0 })).toBe(1);
  expect(await keepWriting(learning, dan, at, { text: 'First', base: 0 })).toBe(1);
  expect(await keepWriting(learning, dan, at, { text: 'First, and more', base: 0 })).toBe(2);
  const refused = keepWriting(learning, dan, at, { text: 'Else', base: 1 });
  await expect(refused).rejects.toBeInstanceOf(WrittenMeanwhileError);
  expect(await keepWriting(learning, dan, at, { text: 'Else', base: 2 })).toBe(3);
  await expect(keepWriting(learning, dan, { ...at, kind: 'reflection' }, { text: 'Unasked', base: 0 })).rejects.toThrow(
    'asks for no reflection',
  );
});
