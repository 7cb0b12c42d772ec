-- Feeds that verified providers register, what came of each reading, and how good their entries are.

alter table catalogue.source add column ended date;
comment on column catalogue.source.ended is 'Set: its provider took it out of the schedule on that day, and what it says is no longer refreshed.';

create table catalogue.feed (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  source_key text not null unique check (source_key <> ''),
  url text not null check (url <> ''),
  elsewhere boolean not null,
  format text,
  every text not null check (every in ('six-hours', 'day', 'week')),
  hour smallint not null check (hour between 0 and 23),
  weekday smallint not null check (weekday between 1 and 7),
  state text not null check (state in ('new', 'tried', 'on', 'paused', 'ending', 'ended')),
  next_run timestamptz,
  asked_at timestamptz,
  etag text,
  last_modified text,
  content_hash text,
  failures integer not null default 0 check (failures >= 0),
  failing_since timestamptz,
  told_at timestamptz,
  unseen integer check (unseen > 0),
  approved integer check (approved > 0),
  created timestamptz not null
);
comment on table catalogue.feed is 'A file on the web that a verified provider asked to be read by itself. Removed feeds stay as rows, in the state ended.';
comment on column catalogue.feed.source_key is 'The source that its courses are of; made at the first reading.';
comment on column catalogue.feed.elsewhere is 'The file is not at the provider''s proved domain; an editor said that it is theirs.';
comment on column catalogue.feed.format is 'Null: recognised at each reading.';
comment on column catalogue.feed.hour is 'UTC.';
comment on column catalogue.feed.weekday is '1 is Monday.';
comment on column catalogue.feed.state is 'new: to be tried; tried: waits for somebody to switch it on; ending: what it lists is being withdrawn.';
comment on column catalogue.feed.next_run is 'When it is read next; null: not by itself.';
comment on column catalogue.feed.asked_at is 'An editor asked for a reading now.';
comment on column catalogue.feed.content_hash is 'SHA-256 of what was last read to its end.';
comment on column catalogue.feed.failures is 'Readings that failed one after another.';
comment on column catalogue.feed.told_at is 'When a letter said that it fails.';
comment on column catalogue.feed.unseen is 'Courses that the last reading would have withdrawn, which wait for an editor''s yes.';
comment on column catalogue.feed.approved is 'The next reading may withdraw this many.';
create index feed_organisation on catalogue.feed (organisation_id, created);
create index feed_next_run on catalogue.feed (next_run) where next_run is not null;

create table catalogue.feed_run (
  id bigint generated always as identity primary key,
  feed_id uuid not null references catalogue.feed on delete cascade,
  reason text not null check (reason in ('trial', 'schedule', 'asked', 'ending')),
  started timestamptz not null,
  finished timestamptz,
  outcome text not null check (outcome in ('running', 'done', 'same', 'stopped', 'failed')),
  message text,
  bytes bigint check (bytes >= 0),
  report jsonb,
  diff jsonb,
  sample jsonb
);
comment on table catalogue.feed_run is 'What came of reading a feed. The last fifty of each feed are kept.';
comment on column catalogue.feed_run.outcome is 'same: it had not changed since it was last read.';
comment on column catalogue.feed_run.message is 'What went wrong, in a sentence for the provider.';
comment on column catalogue.feed_run.diff is 'The first few hundred courses that were added, changed (which fields, from what to what) or withdrawn.';
comment on column catalogue.feed_run.sample is 'A trial''s first courses as they would be shown.';
create index feed_run_feed on catalogue.feed_run (feed_id, id desc);

create table catalogue.site_rules (
  origin text primary key,
  robots text,
  fetched timestamptz not null
);
comment on table catalogue.site_rules is 'robots.txt (RFC 9309) of sites that we read, for a day. Null: the site has none.';

create table catalogue.link_check (
  course_id uuid primary key references catalogue.course on delete cascade,
  url text not null,
  checked timestamptz not null,
  next_check timestamptz not null,
  status smallint,
  fault text,
  failures smallint not null check (failures >= 0)
);
comment on table catalogue.link_check is 'Whether the address of a course of a verified provider could be opened, looked at weekly.';
comment on column catalogue.link_check.status is 'HTTP status; null: there was no answer.';
comment on column catalogue.link_check.failures is 'Looks one after another that found it broken.';
create index link_check_next on catalogue.link_check (next_check);

create table catalogue.quality_median (
  field text primary key,
  share real not null check (share between 0 and 1),
  providers integer not null check (providers > 0),
  computed timestamptz not null
);
comment on table catalogue.quality_median is 'Of all providers with five courses or more: the middle one''s share of courses that state a field. Made anew each night.';
