/** Somebody takes a course: on a phone without script, then where the line breaks and tabs close; what they earn can be checked by anybody. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CourseContentInput } from '../../src/learning/schema/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { addAchievement } from '../support/issuing.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../support/learning.js';
import { get, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from '../support/people.js';
import { personIdOf } from '../support/roles.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';
import { openWorker } from '../support/worker.js';

const CONTENT: CourseContentInput = {
  title: 'Demo course in careful reading',
  summary: 'Three short texts, and what they ask.',
  weeks: [
    {
      key: 'reading',
      title: 'Reading',
      summary: 'Take your time.',
      steps: [
        {
          key: 'slowly',
          type: 'article',
          title: 'Read slowly',
          minutes: 10,
          body: `## Why\n\nA text **gives** more to whoever reads it twice.\n\n${'Read on, slowly.\n\n'.repeat(60)}\n\n| Pace | Words |\n| --- | --- |\n| slow | 100 |`,
          reflection: 'What did you read twice this week?',
        },
        { key: 'aloud', type: 'article', title: 'Read aloud', minutes: 5, body: 'Hear the words.' },
        { key: 'more', type: 'article', title: 'For those who want more', minutes: 90, required: false, body: 'More.' },
      ],
    },
  ],
  policy: { steps: 1 },
};

let site: RunningSite;
let ada: TestPerson;
let organisation: TestOrganisation;
let hosted: HostedTest;
let enrolment: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  const { db } = site.database;
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  organisation = await verifiedOrganisation(site, 'Demo Northmoor University', { owner: ada });
  const achievement = await addAchievement(db, organisation.id, { cpdHours: 0.5 });
  hosted = await addHostedCourse(db, { organisationId: organisation.id, content: CONTENT, achievement });
  enrolment = await addEnrolment(db, hosted, await personIdOf(site, ada), { starts: '2026-11-23' });
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

let shots = 0;
async function sound({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
  expect([name, await axeInBrowser(page)]).toEqual([name, []]);
  expect([name, await invalidHtml(await page.content())]).toEqual([name, []]);
}

async function signedIn(person: TestPerson, visit: Parameters<typeof openVisitor>[1]): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = person.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();
const link = ({ page }: Visitor, name: string | RegExp) => page.getByRole('link', { name }).first();

test('on a phone without script: read, noted, reflected, done, completed, and what was earned checks', {
  timeout: 120_000,
}, async () => {
  const visitor = await signedIn(ada, { width: 320, script: 'blocked' });
  const { open, follow, page, where } = visitor;
  await open(`/learn/${enrolment}`);
  await sound(visitor, 'course');
  expect(await page.locator('main').innerText()).toContain('0 of 2 required steps are done.');
  await follow(link(visitor, 'Begin: Read slowly'));
  await sound(visitor, 'step');
  await page.getByLabel('What did you read twice').fill('A letter.');
  await follow(button(visitor, 'Save reflection'));
  await page.getByText('My notes', { exact: true }).click();
  await page.getByLabel('Notes on this step').fill('Twice is enough.');
  await follow(button(visitor, 'Save note'));
  await sound(visitor, 'noted');
  await follow(button(visitor, 'Mark as done and go on'));
  expect(where()).toBe(`/learn/${enrolment}/steps/aloud`);
  await follow(button(visitor, 'Mark as done and go on'));
  await open(`/learn/${enrolment}/reflections`);
  await sound(visitor, 'reflections');
  expect(await page.locator('main').innerText()).toContain('A letter.');
  await open(`/learn/${enrolment}/completed`);
  expect(await page.locator('main').innerText()).toContain('is being issued');

  const jobs = await openWorker(site);
  await expect
    .poll(async () => (await get(site, `/learn/${enrolment}/completed`, ada.cookie)).body, {
      timeout: 30_000,
      interval: 200,
    })
    .toContain('See your credential');
  await jobs.stop();

  await open(`/learn/${enrolment}/completed`);
  await page.getByLabel('Hours').fill('1');
  await page.getByLabel('Minutes').fill('20');
  await follow(button(visitor, 'Keep'));
  await sound(visitor, 'completed');
  await open(`/learn/${enrolment}`);
  expect(await page.locator('#hours').locator('..').locator('..').innerText()).toContain('1 hour 20 minutes');
  const { rows } = await site.database.pool.query('select credential_id as id from learning.completion');
  await open(`/verify?credential=${rows[0].id}`);
  expect(await page.locator('main').innerText()).toMatch(/genuine|authentic|real/i);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

/** Two minutes of silence: 8 kHz, 8 bits, one channel. */
function silence(): Buffer {
  const data = Buffer.alloc(120 * 8000, 128);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

async function addMedia(course: string, name: string, type: string, bytes: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(site.config.dataFolder, 'media'), { recursive: true });
  writeFileSync(join(site.config.dataFolder, 'media', sha256), bytes);
  await site.database.pool.query(
    'insert into learning.media (course_id, name, sha256, type, bytes, added) values ($1, $2, $3, $4, $5, now())',
    [course, name, sha256, type, bytes.length],
  );
}

test('with script: words outlive a broken line and a closed tab, two devices lose nothing, a recording goes on where it stopped', {
  timeout: 120_000,
}, async () => {
  const { db, pool } = site.database;
  const bo = await signUp(site, 'Demo Bo', 'bo@example.org');
  const video = { key: 'hear', type: 'video', title: 'Hear', minutes: 2, video: 'media:hear.wav' } as const;
  const captions = [{ language: 'en', label: 'English', file: 'media:hear.vtt' }];
  const step = { ...video, captions, transcript: 'Silence.' };
  const content = { ...CONTENT, weeks: [...CONTENT.weeks, { key: 'hearing', title: 'Hearing', steps: [step] }] };
  const course = await addHostedCourse(db, { organisationId: organisation.id, content, slug: 'hearing' });
  await addMedia(course.course, 'hear.wav', 'audio/wav', silence());
  await addMedia(course.course, 'hear.vtt', 'text/vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:30.000\nSilence.\n'));
  const own = await addEnrolment(db, course, await personIdOf(site, bo), { starts: '2026-11-23' });
  const written = async (kind: string) =>
    (await pool.query('select text from learning.writing where enrolment_id = $1 and kind = $2', [own, kind])).rows[0]
      ?.text;

  const visitor = await signedIn(bo, { width: 1280 });
  const { open, page } = visitor;
  const context = page.context();
  await open(`/learn/${own}/steps/slowly`);
  await sound(visitor, 'step-wide');
  const reflection = page.getByLabel('What did you read twice');
  await context.setOffline(true);
  await reflection.fill('Written in a tunnel.');
  await expect
    .poll(() => page.locator('[data-writing=reflection] [data-saved]').innerText(), { timeout: 10_000 })
    .toMatch(/online again/);
  await page.close();
  expect(await written('reflection')).toBeUndefined();
  await context.setOffline(false);

  const later = await context.newPage();
  await later.goto(`/learn/${own}/steps/slowly`);
  await expect.poll(() => written('reflection'), { timeout: 10_000 }).toBe('Written in a tunnel.');
  expect(await later.getByLabel('What did you read twice').inputValue()).toBe('Written in a tunnel.');

  // A tab that closes in the midst of a sentence.
  await later.getByText('My notes', { exact: true }).click();
  await later.getByLabel('Notes on this step').pressSequentially('Half a sent');
  await later.close({ runBeforeUnload: false });
  const third = await context.newPage();
  await third.goto(`/learn/${own}/steps/slowly`);
  await expect.poll(() => written('note'), { timeout: 10_000 }).toBe('Half a sent');
  // Another device writes meanwhile.
  await pool.query(
    `update learning.writing set text = 'From the phone', saves = saves + 1 where enrolment_id = $1 and kind = 'note'`,
    [own],
  );
  await third.getByLabel('Notes on this step').fill('Half a sentence');
  await expect
    .poll(() => third.locator('[data-writing=note] blockquote').innerText(), { timeout: 10_000 })
    .toBe('From the phone');
  expect(await written('note')).toBe('From the phone');
  await third.getByRole('button', { name: 'Save note' }).click();
  await expect.poll(() => written('note'), { timeout: 10_000 }).toBe('Half a sentence');

  await third.goto(`/learn/${own}/steps/hear`);
  await third.getByLabel('Speed').selectOption('1.5');
  await third.locator('audio').evaluate((audio: HTMLAudioElement) => {
    audio.currentTime = 42;
  });
  await third.locator('audio').press('c');
  await third.close();
  const device = await signedIn(bo, { width: 320 });
  await device.open(`/learn/${own}/steps/hear`);
  const playing = () =>
    device.page
      .locator('audio')
      .evaluate((audio: HTMLAudioElement) => [
        Math.floor(audio.currentTime),
        audio.playbackRate,
        audio.textTracks[0]?.mode,
      ]);
  await expect.poll(playing, { timeout: 10_000 }).toEqual([42, 1.5, 'showing']);
  await sound(device, 'recording');
  await device.leave();

  // Signed out meanwhile: told, and kept.
  const fourth = await context.newPage();
  await fourth.goto(`/learn/${own}/steps/aloud`);
  await context.clearCookies();
  await fourth.getByText('My notes', { exact: true }).click();
  await fourth.getByLabel('Notes on this step').fill('Still here.');
  await expect.poll(() => fourth.locator('[data-kept]').innerText(), { timeout: 10_000 }).toMatch(/You are signed out/);
  expect(await fourth.evaluate(() => JSON.stringify(localStorage))).toContain('Still here.');
  await visitor.leave();
});
