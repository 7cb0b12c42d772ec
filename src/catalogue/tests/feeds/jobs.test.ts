/** Feeds, links and quality as the worker does them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, post } from '../../../../tests/support/people.js';
import { type Jobs, startJobs } from '../../../platform/jobs/index.js';
import { silentLog } from '../../../platform/log/index.js';
import { feedCron, feedJobs } from '../../jobs/feeds.js';
import { aboutData, findFeed, listFeedRuns } from '../../queries/index.js';
import { type FeedSite, openFeedSite, PROVIDER } from './feed-site.js';
import { feedOf, tagged } from './provider.js';

let all: FeedSite;
let jobs: Jobs;
beforeAll(async () => {
  all = await openFeedSite();
  jobs = await startJobs({
    database: all.site.database,
    log: silentLog,
    handlers: feedJobs(all.parts),
    cron: feedCron,
  });
});
afterAll(async () => {
  await jobs.stop();
  await all.close();
});

test('a feed registered on the page is tried, switched on and read by the worker alone; removed, it says so', async () => {
  const { site, provider, organisation, editor } = all;
  provider.answers['/feed.json'] = tagged(() => feedOf(PROVIDER, [{ title: 'By the worker' }]));
  const base = `/organisations/${organisation.slug}/feeds`;
  const fields = { url: `${provider.origin}/feed.json`, ours: 'yes', every: 'day', hour: '3', weekday: '1' };
  const { headers } = await post(site, `${base}/new`, fields, editor.cookie);
  const id = /feeds\/([0-9a-f-]{36})/.exec(String(headers.location))?.[1] ?? '';
  const state = async () => (await findFeed(site.database.db, id))?.state;
  await expect.poll(state, { timeout: 15_000 }).toBe('tried');
  expect((await post(site, `${base}/${id}/on`, {}, editor.cookie)).statusCode).toBe(303);
  const outcomes = async () => (await listFeedRuns(site.database.db, id)).map(({ outcome }) => outcome);
  await expect.poll(outcomes, { timeout: 15_000 }).toEqual(['done', 'done']);
  expect((await get(site, `${base}/${id}`, editor.cookie)).body).toContain('By the worker');

  expect((await post(site, `${base}/${id}/removal`, {}, editor.cookie)).statusCode).toBe(303);
  const { sources } = await aboutData(site.database.db);
  expect(sources.map(({ published, ended }) => [published, ended])).toEqual([[1, '2026-11-23']]);
  expect((await get(site, '/about/data')).body).toContain('no longer refreshed since');
});
