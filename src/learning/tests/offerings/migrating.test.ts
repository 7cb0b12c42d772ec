/** To a newer edition, by consent: after random edits, completions count exactly where the step is the same. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addEnrolment, addHostedCourse } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import type { Database } from '../../../platform/db/index.js';
import { getPlace } from '../../actions/learner.js';
import { migrateEnrolment, newerEdition } from '../../actions/offerings/moving.js';
import { completeStep } from '../../actions/progress.js';
import { progressOf } from '../../queries/progress.js';
import { digestsOf, hoursDesigned } from '../../rules/content/index.js';
import { CourseContent } from '../../schema/index.js';
import { type Demo, openDemo } from './demo.js';

let database: Database;
let demo: Demo;
let organisation: string;
let person: PersonActor;
beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  organisation = await demo.addOrganisation('Demo University');
  person = await demo.addPerson('Demo Learner');
});
afterAll(() => database.close());

/** What a step says, by its key; null: it is not in this edition. */
type Words = (string | null)[];
const keyOf = (at: number) => `step-${at}`;

function contentOf(words: Words): CourseContent {
  const steps = words.flatMap((body, at) =>
    body === null ? [] : [{ key: keyOf(at), type: 'article', title: `Demo ${at}`, minutes: 1, body }],
  );
  return CourseContent.parse({
    title: 'Demo course',
    weeks: [{ key: 'week', title: 'Week', steps }],
    policy: { steps: 1 },
  });
}

async function publish(course: string, number: number, words: Words): Promise<Record<string, string>> {
  const content = contentOf(words);
  const digests = digestsOf(content);
  await sql`
    insert into learning.edition (course_id, number, content, digests, minutes, published_at)
    values (${course}, ${number}, ${JSON.stringify(content)}, ${JSON.stringify(digests)}, ${hoursDesigned(content)}, now())`.execute(
    database.db,
  );
  await sql`update learning.course set edition = ${number} where id = ${course}`.execute(database.db);
  return digests;
}

const wordsOf = fc.array(fc.option(fc.constantFrom('one', 'two', 'three'), { nil: null }), {
  minLength: 6,
  maxLength: 6,
});
const edits = fc.record({
  editions: fc.array(wordsOf, { minLength: 2, maxLength: 4 }),
  done: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
  skipped: fc.boolean(),
});

test('completions are kept exactly where the step is the same, asked for where it changed, through any number of editions', async () => {
  let slug = 0;
  await fc.assert(
    fc.asyncProperty(edits, async ({ editions, done, skipped }) => {
      slug += 1;
      // One step more that nobody touches keeps the course from being complete.
      const all = editions.map((words) => [...words, 'never done']);
      const first = contentOf(all[0] ?? []);
      const hosted = await addHostedCourse(database.db, {
        organisationId: organisation,
        slug: `demo-${slug}`,
        content: first,
      });
      const firstDigests = await publish(hosted.course, 2, all[0] ?? []);
      const enrolment = await addEnrolment(database.db, { ...hosted, edition: 2 }, person.id);
      const steps = [...new Set(done)].map(keyOf).filter((key) => key in firstDigests);
      await database.db.transaction().execute(async (trx) => {
        const place = await getPlace(trx, person, enrolment);
        for (const step of steps)
          await completeStep(trx, place, { step, how: 'marked', now: demo.learning.clock.now() });
      });
      let digests = firstDigests;
      for (const [index, words] of all.slice(1).entries()) {
        digests = await publish(hosted.course, index + 3, words);
        const before = await progressOf(database.db, enrolment);
        const newer = await newerEdition(database.db, await getPlace(database.db, person, enrolment));
        // Until they consent, nothing is another.
        expect(await progressOf(database.db, enrolment)).toEqual(before);
        if (skipped && index + 2 < all.length) continue;
        await migrateEnrolment(demo.learning, person, { enrolment, to: index + 3 });
        const rows = await progressOf(database.db, enrolment);
        const asked = rows.filter(({ askAgain }) => askAgain).map(({ step }) => step);
        expect(asked.sort()).toEqual([...(newer?.carried.asked ?? [])].sort());
      }
      const rows = await progressOf(database.db, enrolment);
      // Nothing that was done is gone, whatever became of the step.
      expect(
        rows
          .filter(({ doneAt }) => doneAt !== null)
          .map(({ step }) => step)
          .sort(),
      ).toEqual([...steps].sort());
      for (const { step, askAgain } of rows)
        expect(askAgain).toBe(step in digests && digests[step] !== firstDigests[step]);
      const { enrolment: now } = await getPlace(database.db, person, enrolment);
      expect(now.edition).toBe(all.length + 1);
      expect(now.state).toBe('active');
      await sql`update learning.enrolment set state = 'left', left_at = now() where id = ${enrolment}`.execute(
        database.db,
      );
    }),
    { numRuns: 25 },
  );
});

test('nobody goes back, nowhere that is not there, and not with another’s course', async () => {
  const hosted = await addHostedCourse(database.db, { organisationId: organisation, slug: 'demo-back' });
  const enrolment = await addEnrolment(database.db, hosted, person.id);
  await expect(migrateEnrolment(demo.learning, person, { enrolment, to: 2 })).rejects.toMatchObject({ status: 404 });
  await publish(hosted.course, 2, ['one']);
  const other = await demo.addPerson('Demo Other');
  await expect(migrateEnrolment(demo.learning, other, { enrolment, to: 2 })).rejects.toMatchObject({ status: 404 });
  await migrateEnrolment(demo.learning, person, { enrolment, to: 2 });
  await migrateEnrolment(demo.learning, person, { enrolment, to: 2 });
  await expect(migrateEnrolment(demo.learning, person, { enrolment, to: 1 })).rejects.toMatchObject({ status: 409 });
});
