/** The SQL of feeds that providers registered, and of what came of reading them. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Every } from '../rules/feeds/index.js';
import type { FeedSample } from '../schema/feeds.js';
import type { ImportReport, ListingDifference } from '../schema.js';
import { jsonText } from './json-text.js';

export type FeedState = 'new' | 'tried' | 'on' | 'paused' | 'ending' | 'ended';

export type Feed = {
  id: string;
  organisationId: string;
  sourceKey: string;
  url: string;
  elsewhere: boolean;
  format: string | null;
  every: Every;
  hour: number;
  weekday: number;
  state: FeedState;
  nextRun: Date | null;
  askedAt: Date | null;
  etag: string | null;
  lastModified: string | null;
  contentHash: string | null;
  failures: number;
  failingSince: Date | null;
  toldAt: Date | null;
  unseen: number | null;
  approved: number | null;
  created: Date;
};

const feeds = sql`
  select id, organisation_id as "organisationId", source_key as "sourceKey", url, elsewhere, format, every, hour, weekday, state,
    next_run as "nextRun", asked_at as "askedAt", etag, last_modified as "lastModified", content_hash as "contentHash", failures,
    failing_since as "failingSince", told_at as "toldAt", unseen, approved, created
  from catalogue.feed`;

export type NewFeed = Pick<
  Feed,
  'id' | 'organisationId' | 'sourceKey' | 'url' | 'elsewhere' | 'format' | 'every' | 'hour' | 'weekday'
>;

/** A feed to be tried at once. */
export async function insertFeed(trx: Db, feed: NewFeed, now: Date): Promise<void> {
  await sql`
    insert into catalogue.feed (id, organisation_id, source_key, url, elsewhere, format, every, hour, weekday, state, next_run, created)
    values (${feed.id}, ${feed.organisationId}, ${feed.sourceKey}, ${feed.url}, ${feed.elsewhere}, ${feed.format}, ${feed.every},
      ${feed.hour}, ${feed.weekday}, 'new', ${now}, ${now})`.execute(trx);
}

/** Of all feeds or, where it is given, of that organisation alone. Null: there is none. */
export async function findFeed(db: Db, id: string, organisationId?: string): Promise<Feed | null> {
  const { rows } = await sql<Feed>`${feeds}
    where id::text = ${id} and (${organisationId ?? null}::uuid is null or organisation_id = ${organisationId ?? null}::uuid)`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** The same, held until the transaction ends. */
export async function lockFeed(trx: Db, id: string, organisationId: string): Promise<Feed | null> {
  const { rows } = await sql<Feed>`${feeds}
    where id::text = ${id} and organisation_id = ${organisationId} for update`.execute(trx);
  return rows[0] ?? null;
}

/** Feeds of an organisation, the newest first; those that ended come last. */
export async function listFeeds(db: Db, organisationId: string): Promise<Feed[]> {
  const { rows } = await sql<Feed>`${feeds}
    where organisation_id = ${organisationId} order by state = 'ended', created desc, id desc`.execute(db);
  return rows;
}

export async function countFeeds(db: Db, organisationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from catalogue.feed where organisation_id = ${organisationId} and state <> 'ended'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Feeds whose time has come, the longest overdue first. */
export async function dueFeeds(db: Db, now: Date, limit = 100): Promise<Pick<Feed, 'id' | 'url'>[]> {
  const { rows } = await sql<Pick<Feed, 'id' | 'url'>>`
    select id, url from catalogue.feed where next_run <= ${now} order by next_run, id limit ${limit}`.execute(db);
  return rows;
}

export type FeedChange = Partial<Omit<Feed, 'id' | 'organisationId' | 'sourceKey' | 'created'>>;

const COLUMNS: Record<keyof FeedChange, string> = {
  url: 'url',
  elsewhere: 'elsewhere',
  format: 'format',
  every: 'every',
  hour: 'hour',
  weekday: 'weekday',
  state: 'state',
  nextRun: 'next_run',
  askedAt: 'asked_at',
  etag: 'etag',
  lastModified: 'last_modified',
  contentHash: 'content_hash',
  failures: 'failures',
  failingSince: 'failing_since',
  toldAt: 'told_at',
  unseen: 'unseen',
  approved: 'approved',
};

export async function changeFeed(trx: Db, id: string, change: FeedChange): Promise<void> {
  const sets = (Object.keys(change) as (keyof FeedChange)[]).map(
    (name) => sql`${sql.ref(COLUMNS[name])} = ${change[name]}`,
  );
  await sql`update catalogue.feed set ${sql.join(sets)} where id = ${id}`.execute(trx);
}

/** Whether this connection now holds the one right to read a feed. Given back by `unlockFeed` or with the connection. */
export async function lockReading(connection: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtext('catalogue.feed'), hashtext(${id})) as locked`.execute(connection);
  return rows[0]?.locked ?? false;
}

export async function unlockReading(connection: Db, id: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('catalogue.feed'), hashtext(${id}))`.execute(connection);
}

export type FeedRunReason = 'trial' | 'schedule' | 'asked' | 'ending';
export type FeedRun = {
  id: number;
  reason: FeedRunReason;
  started: Date;
  finished: Date | null;
  outcome: 'running' | 'done' | 'same' | 'stopped' | 'failed';
  message: string | null;
  bytes: number | null;
  report: ImportReport | null;
  diff: ListingDifference[] | null;
  sample: FeedSample[] | null;
};

/** Opens a run. An earlier one that never ended was killed. */
export async function openFeedRun(db: Db, feedId: string, reason: FeedRunReason, now: Date): Promise<number> {
  await sql`
    update catalogue.feed_run set outcome = 'failed', finished = ${now}, message = 'It was interrupted, and begun anew.'
    where feed_id = ${feedId} and outcome = 'running'`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into catalogue.feed_run (feed_id, reason, started, outcome) values (${feedId}, ${reason}, ${now}, 'running')
    returning id`.execute(db);
  return (rows[0] as { id: number }).id;
}

const KEPT_RUNS = 50;

/** Writes what came of a run, and forgets the oldest. */
export async function closeFeedRun(
  trx: Db,
  feedId: string,
  { id, finished, outcome, message, bytes, report, diff, sample }: Omit<FeedRun, 'reason' | 'started'>,
): Promise<void> {
  const json = (value: unknown) => (value === null ? null : jsonText(value));
  await sql`
    update catalogue.feed_run set finished = ${finished}, outcome = ${outcome}, message = ${message}, bytes = ${bytes},
      report = ${json(report)}::jsonb, diff = ${json(diff)}::jsonb, sample = ${json(sample)}::jsonb
    where id = ${id}`.execute(trx);
  await sql`
    delete from catalogue.feed_run where feed_id = ${feedId} and id not in (
      select id from catalogue.feed_run where feed_id = ${feedId} order by id desc limit ${KEPT_RUNS})`.execute(trx);
}

/** The latest runs of a feed, newest first. */
export async function listFeedRuns(db: Db, feedId: string, limit = KEPT_RUNS): Promise<FeedRun[]> {
  const { rows } = await sql<FeedRun>`
    select id, reason, started, finished, outcome, message, bytes, report, diff, sample
    from catalogue.feed_run where feed_id = ${feedId} order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** Courses that a source lists now. */
export async function countListed(db: Db, sourceKey: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from catalogue.listing join catalogue.source on source.id = listing.source_id
    where source.key = ${sourceKey} and listing.state = 'published' and listing.repeat = 1`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Says that a source is no longer refreshed; null: that it is. */
export async function endSource(db: Db, sourceKey: string, day: string | null): Promise<void> {
  await sql`update catalogue.source set ended = ${day} where key = ${sourceKey}`.execute(db);
}

/** robots.txt of a site as it was read; null: not since `since`. */
export async function findSiteRules(db: Db, origin: string, since: Date): Promise<{ robots: string | null } | null> {
  const { rows } = await sql<{ robots: string | null }>`
    select robots from catalogue.site_rules where origin = ${origin} and fetched > ${since}`.execute(db);
  return rows[0] ?? null;
}

export async function saveSiteRules(db: Db, origin: string, robots: string | null, now: Date): Promise<void> {
  await sql`
    insert into catalogue.site_rules (origin, robots, fetched) values (${origin}, ${robots}, ${now})
    on conflict (origin) do update set robots = excluded.robots, fetched = excluded.fetched`.execute(db);
}

/** Feeds that have failed since before `since`, by the name of their organisation. */
export async function failingFeeds(db: Db, since: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select organisation.name from catalogue.feed
    join organisations.organisation_brief organisation on organisation.id = feed.organisation_id
    where failing_since < ${since} and feed.state = 'on' order by organisation.name`.execute(db);
  return rows.map(({ name }) => name);
}
