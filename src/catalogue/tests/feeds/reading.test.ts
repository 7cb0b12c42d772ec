import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkAudit } from '../../../accounts/index.js';
import { listMail } from '../../../platform/mail/index.js';
import {
  approveWithdrawal,
  openPace,
  pauseFeed,
  readFeed,
  readNow,
  registerFeed,
  removeFeed,
  switchOnFeed,
} from '../../actions/feeds/index.js';
import { countListed, dueFeeds, findFeed, listFeedRuns } from '../../queries/index.js';
import { type FeedSite, openFeedSite, PROVIDER } from './feed-site.js';
import { feedOf, tagged } from './provider.js';

let all: FeedSite;
let count = 0;
beforeAll(async () => {
  all = await openFeedSite();
});
afterAll(() => all.close());
beforeEach(async () => {
  all.provider.answers = Object.assign(all.provider.answers, { '/robots.txt': undefined });
  await all.site.database.pool.query('delete from catalogue.site_rules');
});

const moment = () => ({ now: all.time.now, today: all.time.now.toISOString().slice(0, 10) });
const later = (hours: number) => {
  all.time.now = new Date(all.time.now.getTime() + hours * 3_600_000);
};
const titles = (from: number, to: number, word = 'Course') =>
  Array.from({ length: to - from }, (_, at) => ({ title: `${word} ${from + at}` }));

/** A feed of its own on the provider's server; answers its id and the path that it is read from. */
async function registered(
  text: () => string,
): Promise<{ id: string; path: string; which: { organisation: string; feed: string } }> {
  const path = `/feed-${++count}.json`;
  all.provider.answers[path] = tagged(text);
  const id = await register(path);
  return { id, path, which: { organisation: all.organisation.slug, feed: id } };
}

function register(path: string): Promise<string> {
  const asked = {
    url: all.provider.origin + path,
    format: null,
    ours: true,
    every: 'day',
    hour: 3,
    weekday: 1,
  } as const;
  return registerFeed(all.site.database.db, all.actor, all.organisation.slug, asked, moment());
}

async function switchedOn(text: () => string) {
  const feed = await registered(text);
  await all.read(feed.id);
  await switchOnFeed(all.site.database.db, all.actor, feed.which, moment());
  const run = await all.read(feed.id);
  expect(run.outcome).toBe('done');
  return feed;
}

const feedNow = async (id: string) => (await findFeed(all.site.database.db, id))!;
const listed = async (id: string) => countListed(all.site.database.db, (await feedNow(id)).sourceKey);

describe('a new feed', () => {
  test('is tried first: what it found is told, and nothing is kept', async () => {
    const text = `[${feedOf(PROVIDER, titles(0, 7, 'Trial')).slice(1, -1)},{"@context":"https://schema.org","@type":"Course","provider":{"@type":"Organization","name":"${PROVIDER}"}}]`;
    const { id } = await registered(() => text);
    const run = await all.read(id);
    expect([run.reason, run.outcome]).toEqual(['trial', 'done']);
    expect(run.report).toMatchObject({ read: 8, added: 7, refused: 1 });
    expect(run.report?.errors).toHaveLength(1);
    expect(run.sample?.map(({ title, price }) => [title, price])[0]).toEqual(['Trial 0', '£100']);
    expect(run.sample).toHaveLength(5);
    expect(run.diff?.filter(({ kind }) => kind === 'added')).toHaveLength(7);
    expect([(await feedNow(id)).state, await listed(id)]).toEqual(['tried', 0]);
  });

  test('cannot be switched on while it holds no course', async () => {
    const { id, which } = await registered(() => '[]');
    await all.read(id);
    await expect(switchOnFeed(all.site.database.db, all.actor, which, moment())).rejects.toThrow('no course');
  });

  test('may list its own provider’s courses alone', async () => {
    const text = () =>
      JSON.stringify([
        ...JSON.parse(feedOf(PROVIDER, titles(0, 2, 'Mine'))),
        ...JSON.parse(feedOf('Demo Other College', titles(0, 3, 'Theirs'))),
      ]);
    const { id } = await switchedOn(text);
    const [run] = await listFeedRuns(all.site.database.db, id, 1);
    expect(run?.report).toMatchObject({ read: 5, added: 2, refused: 3 });
    expect(run?.report?.errors[0]?.reason).toContain('Demo Other College');
    const { rows } = await all.site.database.pool.query(
      `select provider.name from catalogue.course join organisations.organisation_brief provider on provider.id = provider_id where course.title like 'Theirs%'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('a feed that is switched on', () => {
  test('is read by its schedule, and only if it has changed', async () => {
    let entries = titles(0, 10, 'Steady');
    const { id, path } = await switchedOn(() => feedOf(PROVIDER, entries));
    expect(await listed(id)).toBe(10);
    const next = (await feedNow(id)).nextRun as Date;
    expect(next.getUTCHours()).toBe(3);
    expect(await readFeed(all.parts, id)).toBeNull();

    later(24);
    expect((await dueFeeds(all.site.database.db, all.time.now)).map((feed) => feed.id)).toContain(id);
    expect((await all.read(id)).outcome).toBe('same');
    expect(all.provider.asked.at(-1)).toMatchObject({
      line: `GET ${path}`,
      headers: { 'if-none-match': expect.any(String) },
    });
    const { rows } = await all.site.database.pool.query(
      `select distinct checked::text from catalogue.listing_check join catalogue.source on source.id = source_id where source.key = $1`,
      [(await feedNow(id)).sourceKey],
    );
    expect(rows).toEqual([{ checked: all.time.now.toISOString().slice(0, 10) }]);

    entries = [...titles(0, 9, 'Steady'), { title: 'Steady new' }].map((entry, at) =>
      at === 0 ? { ...entry, price: '150' } : entry,
    );
    later(24);
    const run = await all.read(id);
    expect(run).toMatchObject({
      outcome: 'done',
      report: { read: 10, added: 1, changed: 1, unchanged: 8, withdrawn: 1 },
    });
    expect(run.diff?.map(({ kind, title }) => `${kind} ${title}`).sort()).toEqual([
      'added Steady new',
      'changed Steady 0',
      'withdrawn Steady 9',
    ]);
    expect(run.diff?.find(({ kind }) => kind === 'changed')?.fields).toEqual([
      { field: 'prices', from: '£100', to: '£150' },
    ]);
  });

  test('without a tag is known to be the same by its content', async () => {
    const { id, path } = await switchedOn(() => feedOf(PROVIDER, titles(0, 3, 'Tagless')));
    all.provider.answers[path] = (_, response) => response.end(feedOf(PROVIDER, titles(0, 3, 'Tagless')));
    later(24);
    expect((await all.read(id)).outcome).toBe('same');
  });

  test('waits for a yes before it withdraws more than a fifth, and then does so once', async () => {
    let entries = titles(0, 10, 'Shrinking');
    const { id, which } = await switchedOn(() => feedOf(PROVIDER, entries));
    entries = titles(0, 4, 'Shrinking');
    later(24);
    expect(await all.read(id)).toMatchObject({
      outcome: 'stopped',
      message: expect.stringContaining('6 of your courses'),
    });
    expect([await listed(id), (await feedNow(id)).unseen]).toEqual([10, 6]);
    later(24);
    expect((await all.read(id)).outcome).toBe('stopped');
    const letters = (await listMail(all.site.database.db, 100)).filter(({ subject }) =>
      subject.includes('waits for your yes'),
    );
    expect(letters.map(({ recipient }) => recipient)).toEqual([all.editor.email]);

    const { db } = all.site.database;
    await expect(approveWithdrawal(db, all.actor, { ...which, courses: 5 }, moment())).rejects.toThrow('6 courses');
    await approveWithdrawal(db, all.actor, { ...which, courses: 6 }, moment());
    expect(await all.read(id)).toMatchObject({ outcome: 'done', report: { withdrawn: 6 } });
    expect([await listed(id), (await feedNow(id)).unseen, (await feedNow(id)).approved]).toEqual([4, null, null]);
  });

  test('does not withdraw more than was said yes to', async () => {
    let entries = titles(0, 20, 'Sinking');
    const { id, which } = await switchedOn(() => feedOf(PROVIDER, entries));
    entries = titles(0, 12, 'Sinking');
    later(24);
    await all.read(id);
    await approveWithdrawal(all.site.database.db, all.actor, { ...which, courses: 8 }, moment());
    entries = titles(0, 2, 'Sinking');
    expect((await all.read(id)).outcome).toBe('stopped');
    expect(await listed(id)).toBe(20);
  });

  test('rests while it is paused, and ends with its courses left or withdrawn', async () => {
    const { db } = all.site.database;
    const kept = await switchedOn(() => feedOf(PROVIDER, titles(0, 3, 'Kept')));
    await pauseFeed(db, all.actor, kept.which, moment());
    later(48);
    expect(await readFeed(all.parts, kept.id)).toBeNull();
    await removeFeed(db, all.actor, { ...kept.which, withdraw: false }, moment());
    expect([(await feedNow(kept.id)).state, await listed(kept.id)]).toEqual(['ended', 3]);

    const gone = await switchedOn(() => feedOf(PROVIDER, titles(0, 3, 'Gone')));
    await removeFeed(db, all.actor, { ...gone.which, withdraw: true }, moment());
    expect((await all.read(gone.id)).report).toMatchObject({ withdrawn: 3 });
    expect([(await feedNow(gone.id)).state, await listed(gone.id)]).toEqual(['ended', 0]);
    await expect(readNow(db, all.actor, gone.which, moment())).rejects.toThrow('no such feed');
  });

  test('is not read twice at once, and not again within five minutes', async () => {
    let slow = false;
    const { id, path, which } = await switchedOn(() => feedOf(PROVIDER, titles(0, 2, 'Busy')));
    const quick = all.provider.answers[path]!;
    all.provider.answers[path] = (request, response) => {
      slow = true;
      setTimeout(() => quick(request, response), 300);
    };
    await expect(readNow(all.site.database.db, all.actor, which, moment())).rejects.toThrow('five minutes');
    later(24);
    const outcomes = await Promise.all([readFeed(all.parts, id), readFeed(all.parts, id)]);
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual(['same']);
    expect(slow).toBe(true);
  });
});

describe('a feed that fails', () => {
  async function failing(answer: (typeof all.provider.answers)[string]) {
    const feed = await switchedOn(() => feedOf(PROVIDER, titles(0, 2, `Failing ${count}`)));
    all.provider.answers[feed.path] = answer;
    later(24);
    const run = await all.read(feed.id);
    expect(run.outcome).toBe('failed');
    const { nextRun, failures } = await feedNow(feed.id);
    return {
      ...feed,
      message: run.message,
      failures,
      minutes: ((nextRun as Date).getTime() - all.time.now.getTime()) / 60_000,
    };
  }

  test('is tried again later each time, and a letter says so once after a week', async () => {
    const { id, minutes } = await failing((_, response) => response.writeHead(500).end());
    expect(minutes).toBe(15);
    const waits: number[] = [];
    for (let days = 0; days < 9; ) {
      const before = all.time.now;
      all.time.now = (await feedNow(id)).nextRun as Date;
      days += (all.time.now.getTime() - before.getTime()) / 86_400_000;
      await all.read(id);
      waits.push(((await feedNow(id)).nextRun as Date).getTime() - all.time.now.getTime());
    }
    expect(waits.slice(0, 7).map((wait) => wait / 60_000)).toEqual([30, 60, 120, 240, 480, 960, 1440]);
    const letters = (await listMail(all.site.database.db, 200)).filter(({ subject }) =>
      subject.includes('failed for a week'),
    );
    expect(letters.map(({ recipient }) => recipient)).toEqual([all.editor.email]);
    expect(letters[0]?.text).toContain('/letters/unsubscribe/');
    expect(await listed(id)).toBe(2);
  });

  test('waits as long as its server asks', async () => {
    const { minutes, message } = await failing((_, response) =>
      response.writeHead(429, { 'retry-after': '7200' }).end(),
    );
    expect([minutes, message]).toEqual([120, expect.stringContaining('429')]);
  });

  test('because of robots.txt says what to do, whatever else the site sends', async () => {
    const feed = await switchedOn(() => feedOf(PROVIDER, titles(0, 2, 'Robots')));
    await all.site.database.pool.query('delete from catalogue.site_rules');
    all.provider.answers['/robots.txt'] = (_, response) => response.end(`User-agent: *\nDisallow: ${feed.path}\n`);
    later(24);
    const before = all.provider.asked.length;
    expect(await all.read(feed.id)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('User-agent: Cairn'),
    });
    expect(all.provider.asked.slice(before).map(({ line }) => line)).toEqual(['GET /robots.txt']);
    // It is kept for a day, and then asked for again.
    later(1);
    await all.read(feed.id);
    expect(all.provider.asked.slice(before).map(({ line }) => line)).toEqual(['GET /robots.txt']);
    all.provider.answers['/robots.txt'] = (_, response) =>
      response.end('User-agent: Cairn\nAllow: /\nCrawl-delay: 5\n');
    later(24);
    expect((await all.read(feed.id)).outcome).toBe('same');
    expect(all.pauses.slice(-2)).toEqual([`${all.provider.origin} 1000`, `${all.provider.origin} 5000`]);
  });

  test('because a site fails to say what programs may read, is not read', async () => {
    const feed = await switchedOn(() => feedOf(PROVIDER, titles(0, 2, 'Silent robots')));
    await all.site.database.pool.query('delete from catalogue.site_rules');
    all.provider.answers['/robots.txt'] = (_, response) => response.writeHead(503).end();
    later(24);
    expect(await all.read(feed.id)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('robots.txt'),
    });
  });

  test.each<[string, (typeof all.provider.answers)[string], string]>([
    [
      'leads into a private network',
      (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
      'private network',
    ],
    [
      'sends on without end',
      (request, response) => response.writeHead(302, { location: request.url ?? '' }).end(),
      'sends on',
    ],
    ['is larger than it may be', (_, response) => response.setHeader('content-length', '2000000000').end('x'), '1 GB'],
    ['is no feed', (_, response) => response.end('<html><body>Welcome</body></html>'), 'no course'],
    [
      'breaks off',
      (_, response) => {
        response.setHeader('content-length', '900').write('[{"@context"');
        setTimeout(() => response.destroy(), 50);
      },
      'fetched to its end',
    ],
    [
      'is packed wrongly',
      (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('[]').subarray(0, 10)),
      'fetched to its end',
    ],
  ])('because it %s keeps its courses', async (_, answer, words) => {
    const { id, message } = await failing(answer);
    expect(message).toContain(words);
    expect(await listed(id)).toBe(2);
  });

  test('because its process was killed, begins anew after a while and comes to the same', async () => {
    const { id } = await switchedOn(() => feedOf(PROVIDER, titles(0, 4, 'Killed')));
    later(24);
    // What a killed reading leaves behind: a run without an end, and the next time that it had set.
    await all.site.database.pool.query(
      `insert into catalogue.feed_run (feed_id, reason, started, outcome) values ($1, 'schedule', $2, 'running')`,
      [id, all.time.now],
    );
    const run = await all.read(id);
    expect(run.outcome).toBe('same');
    const [, before] = await listFeedRuns(all.site.database.db, id, 2);
    expect(before).toMatchObject({ outcome: 'failed', message: expect.stringContaining('interrupted') });
    expect(await listed(id)).toBe(4);
  });

  test('because the proof of its organisation was withdrawn, rests', async () => {
    const { id } = await switchedOn(() => feedOf(PROVIDER, titles(0, 2, 'Unproved')));
    const { pool } = all.site.database;
    const { rows } = await pool.query('delete from organisations.verification where organisation_id = $1 returning *', [
      all.organisation.id,
    ]);
    later(24);
    expect(await all.read(id)).toMatchObject({ outcome: 'failed', message: expect.stringContaining('withdrawn') });
    const columns = Object.keys(rows[0]);
    await pool.query(
      `insert into organisations.verification (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(rows[0]),
    );
  });
});

test('every act of an editor is in the log, whose chain holds', async () => {
  const { rows } = await all.site.database.pool.query<{ act: string }>(
    `select distinct act from accounts.audit where act like 'catalogue.feed-%' order by act`,
  );
  expect(rows.map(({ act }) => act)).toEqual([
    'catalogue.feed-paused',
    'catalogue.feed-registered',
    'catalogue.feed-removed',
    'catalogue.feed-removed-and-withdrawn',
    'catalogue.feed-switched-on',
    'catalogue.feed-withdrawal-approved',
  ]);
  expect((await checkAudit(all.site.database.db)).fault).toBeNull();
});

test('a site is asked one thing after another, a pause between', async () => {
  const waited: number[] = [];
  const pace = openPace(async (ms) => void waited.push(Math.round(ms / 100) * 100));
  await pace('https://a.example.org', 1000);
  await pace('https://b.example.org', 1000);
  await pace('https://a.example.org', 5000);
  await pace('https://a.example.org', 1000);
  expect(waited).toEqual([1000, 6000]);
});
