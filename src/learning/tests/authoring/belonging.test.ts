/** A course as a ZIP, looked at before it is published, and tied late to what it gives: over the pages of one site. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAchievement } from '../../../../tests/support/issuing.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import {
  addMembers,
  get,
  newClient,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from '../../../../tests/support/people.js';
import { personIdOf } from '../../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';
import { openWorker } from '../../../../tests/support/worker.js';
import type { CourseContentInput } from '../../schema/index.js';

const SECRET = 'the-right-one';
const CONTENT: CourseContentInput = {
  title: 'Demo course',
  summary: 'A <script>alert(1)</script> summary',
  weeks: [
    {
      ...{ key: 'w', title: 'Week' },
      steps: [
        { key: 'read', type: 'article', title: 'Read', minutes: 5, body: '[x](javascript:alert(1)) **words**' },
        {
          ...{ key: 'practice', type: 'quiz', title: 'Practice', minutes: 5, required: false },
          draws: [
            {
              items: [
                {
                  ...{ key: 'one', type: 'choice', prompt: 'Which?', answer: SECRET },
                  options: ['wrong-one', SECRET].map((key) => ({ key, text: key.replaceAll('-', ' ') })),
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  policy: { steps: 1 },
};

let site: RunningSite;
let ada: TestPerson;
let stranger: TestPerson;
let organisation: TestOrganisation;
let hosted: HostedTest;
let at: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
  organisation = await verifiedOrganisation(site, 'Demo Northmoor University', { owner: ada });
  hosted = await addHostedCourse(site.database.db, { organisationId: organisation.id, content: CONTENT });
  at = `/organisations/${organisation.slug}/teaching/${hosted.course}`;
});
afterAll(() => site.close());

function bring(zip: Uint8Array, cookie = ada.cookie) {
  return site.app.inject({
    method: 'POST',
    url: `${at}/folder`,
    headers: {
      ...{ cookie, origin: site.origin, 'x-forwarded-for': newClient() },
      'content-type': 'multipart/form-data; boundary=line',
    },
    payload: Buffer.concat([
      Buffer.from('--line\r\ncontent-disposition: form-data; name="folder"; filename="course.zip"\r\n\r\n'),
      zip,
      Buffer.from('\r\n--line--\r\n'),
    ]),
  });
}
const draft = async () =>
  (await site.database.pool.query('select draft from learning.course where id = $1', [hosted.course])).rows[0].draft;

test('a course goes out as a ZIP and comes back the same; what is no course changes nothing', async () => {
  const before = await draft();
  const { rawPayload, statusCode } = await get(site, `${at}/folder.zip`, ada.cookie);
  expect(statusCode).toBe(200);
  const files = unzipSync(rawPayload);
  expect(strFromU8(files['course.md'] ?? new Uint8Array())).toContain('title: Demo course');
  const inside = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`my-course/${path}`, bytes]));
  // What is outside the folder is nobody's.
  inside['../../evil.md'] = strToU8('x');
  const changed = strFromU8(files['course.md']!).replace('Demo course', 'Demo course, mended');
  expect((await bring(zipSync({ ...inside, 'my-course/course.md': strToU8(changed) }))).statusCode).toBe(303);
  expect(await draft()).toEqual({ ...before, title: 'Demo course, mended' });

  const kept = await draft();
  for (const zip of [
    strToU8('no ZIP'),
    rawPayload.subarray(0, rawPayload.length - 40),
    zipSync({ 'readme.md': strToU8('x') }),
    zipSync({ ...files, '__proto__/week.md': strToU8('---\ntitle: x\n---\n') }),
  ]) {
    const answer = await bring(zip);
    expect([answer.statusCode, answer.body.includes('class="notice')]).toEqual([422, true]);
  }
  expect((await bring(zipSync(files), stranger.cookie)).statusCode).toBe(403);
  expect((await get(site, `${at}/folder.zip`, stranger.cookie)).statusCode).toBe(403);
  expect(await draft()).toEqual(kept);
});

test('a draft is looked at as learners will see it, by members alone, and holds no script and no answer', async () => {
  for (const page of ['preview', 'preview/read', 'preview/practice']) {
    const { statusCode, body } = await get(site, `${at}/${page}`, ada.cookie);
    expect([page, statusCode]).toEqual([page, 200]);
    expect([page, /<script>alert|href="javascript:/.test(body), body.includes(SECRET)]).toEqual([page, false, false]);
    expect((await get(site, `${at}/${page}`, stranger.cookie)).statusCode).toBe(403);
  }
  expect((await get(site, `${at}/preview/constructor`, ada.cookie)).statusCode).toBe(400);
});

test('whoever completed before gets what the course gives now; what was refused is tried again', async () => {
  const { db, pool } = site.database;
  const enrolment = await addEnrolment(db, hosted, await personIdOf(site, stranger), { starts: '2026-11-23' });
  await post(site, `/learn/${enrolment}/steps/read/done`, {}, stranger.cookie);
  const completion = async () =>
    (
      await pool.query(
        'select achievement_id, credential_id is not null as issued, refused from learning.completion where enrolment_id = $1',
        [enrolment],
      )
    ).rows[0];
  expect(await completion()).toEqual({ achievement_id: null, issued: false, refused: null });

  const achievement = await addAchievement(db, organisation.id);
  const form = (await get(site, `${at}/completion`, ada.cookie)).body;
  const opened = /name="opened" value="([^"]+)"/.exec(form)?.[1] ?? '';
  const author = await signUp(site, 'Demo Author', 'author@example.org');
  await addMembers(site, organisation, { author });
  const fields = { opened, steps: '100', tests: 'passed', attendance: '0', average: '', achievement };
  const refused = await post(site, `${at}/completion`, fields, author.cookie);
  expect([refused.statusCode, refused.body.includes('an editor chooses what is issued')]).toEqual([422, true]);
  expect(await completion()).toMatchObject({ achievement_id: null });
  const linked = await post(site, `${at}/completion`, fields, ada.cookie);
  expect(linked.statusCode, linked.body.slice(0, 3000)).toBe(303);
  expect(await completion()).toMatchObject({ achievement_id: achievement });

  await pool.query(`update credentials.achievement set state = 'retired' where id = $1`, [achievement]);
  const jobs = await openWorker(site);
  await expect.poll(completion, { timeout: 30_000, interval: 100 }).toMatchObject({
    issued: false,
    refused: 'This achievement is retired: nothing new is issued of it.',
  });
  await jobs.stop();
  const page = await get(site, `${at}/awards`, ada.cookie);
  expect(page.body).toContain('nothing new is issued of it');
  expect((await post(site, `${at}/awards`, {}, stranger.cookie)).statusCode).toBe(403);

  await pool.query(`update credentials.achievement set state = 'published' where id = $1`, [achievement]);
  const again = () => post(site, `${at}/awards`, {}, ada.cookie);
  const answers = await Promise.all([again(), again(), again(), again()]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303]);
  expect(await completion()).toMatchObject({ issued: true, refused: null });
  const { rows } = await pool.query('select count(*)::int as n from credentials.credential where achievement_id = $1', [
    achievement,
  ]);
  expect(rows[0].n).toBe(1);
});
