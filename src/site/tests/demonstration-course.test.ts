/** The starter course of a demonstration: made once by everybody's acts, found, free, ending in a credential; a newer folder is a new edition. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { OPERATOR } from '../../accounts/index.js';
import { deliverCourse, STARTER_FOLDER } from '../../learning/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { openPost } from '../../platform/mail/index.js';
import { makeDemonstrationCourse } from '../actions/demonstration-course.js';
import { isSample } from '../actions/sample.js';

const clock = fixedClock(SITE_DAY);
let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site?.close());

async function stands() {
  const { rows } = await sql<Record<string, unknown>>`
    select c.slug, c.edition, c.saves, c.catalogue_course_id as course, a.state as achievement, o.edition as "runOf", o.kind, o.state, o.places,
      (select count(*)::int from learning.media) as media, (select count(*)::int from catalogue.course) as courses,
      (select count(*)::int from credentials.achievement) as achievements, (select count(*)::int from platform.mail) as letters,
      (select count(*)::int from accounts.person) as people, (select count(*)::int from learning.offering) as runs
    from learning.course c join credentials.achievement a on a.id = c.achievement_id join learning.offering o on o.course_id = c.id`.execute(
    site.database.db,
  );
  return rows;
}

test('it is there once, and its page in the catalogue says what it gives', async () => {
  const parts = { db: site.database.db, config: site.config, clock };
  await makeDemonstrationCourse({ ...parts, config: { ...site.config, demonstration: false } });
  expect(await stands()).toEqual([]);

  await makeDemonstrationCourse(parts);
  const first = await stands();
  expect(first).toMatchObject([
    {
      ...{
        slug: 'choosing-and-evidencing-your-cpd',
        edition: 1,
        runOf: 1,
        kind: 'self-paced',
        state: 'open',
        places: 'free',
      },
      ...{ achievement: 'published', media: 2, courses: 1, achievements: 1, letters: 0, people: 0, runs: 1 },
    },
  ]);
  await makeDemonstrationCourse(parts);
  expect(await stands()).toEqual(first);
  expect(await isSample(parts.db)).toBe(true);

  const { rows } = await sql<{ slug: string }>`select slug from catalogue.course`.execute(parts.db);
  const page = await (await fetch(`${site.origin}/courses/${rows[0]?.slug}`)).text();
  expect(page).toContain('Choosing and evidencing your CPD');
  expect(page).toContain('Demo Northmoor University');
  expect(page).toContain('made up for this demonstration');
});

test('a newer folder becomes a new edition, and new learners take that one', async () => {
  const { config, database, origin } = site;
  const folder = mkdtempSync(join(tmpdir(), 'cairn-newer-'));
  cpSync(STARTER_FOLDER, folder, { recursive: true });
  appendFileSync(join(folder, '03-showing', '01-evidence.md'), '\nOne more line.\n');
  const { rows } = await sql<{ course: string; achievement: string; organisation: string }>`
    select catalogue_course_id as course, achievement_id as achievement, organisation_id as organisation from learning.course`.execute(
    database.db,
  );
  const letters = { post: openPost(config, database), origin, secret: config.secret };
  const { course: catalogueCourse, achievement, organisation } = rows[0]!;
  await deliverCourse({ db: database.db, clock, dataFolder: config.dataFolder, letters, origin }, OPERATOR, {
    ...{ organisation, folder, catalogueCourse, achievement, run: {} },
  });
  rmSync(folder, { recursive: true });
  expect(await stands()).toMatchObject([{ edition: 2, runOf: 2, runs: 1, media: 2 }]);
});
