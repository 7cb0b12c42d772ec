-- The catalogue: what sources say of courses (listing), what Cairn says of them (course, edition, offering), and the log
-- of changes that upper features follow.
create schema catalogue;

create table catalogue.source (
  id integer generated always as identity primary key,
  key text not null unique check (key <> ''),
  name text not null,
  url text,
  format text not null,
  publisher_id uuid references organisations.organisation,
  dated date,
  licence text,
  created timestamptz not null default now()
);
comment on table catalogue.source is 'A feed, a table or a page that courses are read from.';
comment on column catalogue.source.publisher_id is 'Whose source it is. What a provider says of its own courses is preferred.';
comment on column catalogue.source.dated is 'The day the data is of, where it is known; null: it is as new as its last change.';

create table catalogue.import_run (
  id bigint generated always as identity primary key,
  source_id integer not null references catalogue.source,
  format text not null,
  input text not null,
  actor text not null,
  started timestamptz not null default now(),
  finished timestamptz,
  outcome text not null default 'running' check (outcome in ('running', 'done', 'stopped', 'failed')),
  report jsonb
);
comment on table catalogue.import_run is 'One reading of one input. A run that was killed stays "running" until the next run of its source marks it failed.';
create index import_run_source on catalogue.import_run (source_id, id);

create sequence catalogue.course_num as integer;

create table catalogue.course (
  id uuid primary key,
  num integer not null unique default nextval('catalogue.course_num'),
  slug text not null,
  provider_id uuid not null references organisations.organisation,
  title text not null,
  state text not null check (state in ('published', 'withdrawn')),
  facts json not null,
  provenance json not null,
  differing json not null,
  facts_hash text not null,
  edition integer not null check (edition > 0),
  changes_on date,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
alter sequence catalogue.course_num owned by catalogue.course.num;
comment on table catalogue.course is 'A course as Cairn shows it, woven from its listings. Withdrawn, never deleted.';
comment on column catalogue.course.num is 'Small stable number of the course in the index and at the end of its slug.';
comment on column catalogue.course.facts is 'The shown value of each field; absent: not stated by any source.';
comment on column catalogue.course.provenance is 'Per field: the source of the shown value, what it wrote and how that was read.';
comment on column catalogue.course.differing is 'Per field: what other sources say where they differ.';
comment on column catalogue.course.changes_on is 'The next day on which its availability or next offering changes by the passing of time alone.';
create index course_provider on catalogue.course (provider_id, num);
create index course_changes_on on catalogue.course (changes_on) where changes_on is not null and state = 'published';

create table catalogue.edition (
  course_id uuid not null references catalogue.course,
  number integer not null check (number > 0),
  content json,
  since date not null,
  primary key (course_id, number)
);
comment on table catalogue.edition is 'The content of a course as it stood. Prices and dates make no edition.';
comment on column catalogue.edition.content is 'Null while it is the current edition: its content is then in the facts of the course.';

create table catalogue.listing (
  id uuid primary key,
  source_id integer not null references catalogue.source,
  external_id text not null check (external_id <> ''),
  repeat integer not null default 1 check (repeat > 0),
  course_id uuid not null references catalogue.course deferrable initially deferred,
  state text not null check (state in ('published', 'withdrawn')),
  provider_id uuid not null references organisations.organisation,
  awarding_ids uuid[] not null,
  recognising_ids uuid[] not null,
  url_key text,
  title_key text not null,
  level text,
  record json not null,
  content_hash text not null,
  first_seen date not null,
  last_changed date not null,
  unique (source_id, external_id, repeat)
);
comment on table catalogue.listing is 'What one source says of one course. A second row of the same file with the same identifier is its repeat 2.';
create index listing_course on catalogue.listing (course_id);
create index listing_url on catalogue.listing (provider_id, url_key) where url_key is not null;
create index listing_title on catalogue.listing (provider_id, title_key);

create table catalogue.listing_check (
  listing_id uuid primary key references catalogue.listing,
  source_id integer not null,
  run_id bigint not null,
  input text not null,
  checked date not null
) with (fillfactor = 60);
comment on table catalogue.listing_check is 'When a listing was last seen, and in which input. Apart from the listing, so that reading the same file again touches nothing else.';
create index listing_check_source on catalogue.listing_check (source_id, input);

create table catalogue.apart (
  source_id integer not null references catalogue.source,
  external_id text not null,
  key text not null,
  stated jsonb not null,
  primary key (source_id, external_id, key)
);
comment on table catalogue.apart is 'Places and runs that a source tells apart from their course, as offerings of it. May arrive before their course.';

create table catalogue.offering (
  id uuid primary key,
  course_id uuid not null references catalogue.course,
  listing_id uuid not null references catalogue.listing,
  position integer not null,
  external_id text not null,
  state text not null check (state in ('published', 'withdrawn')),
  starts date,
  ends date,
  enrol_from date,
  enrol_until date,
  mode text,
  pace text,
  venue jsonb,
  prices jsonb not null,
  url text,
  stated jsonb not null
);
comment on table catalogue.offering is 'A dated or open run of a course. Withdrawn when no source shows it any more, never deleted.';
comment on column catalogue.offering.stated is 'The whole of what the source says of it; the columns repeat what is asked for in SQL.';
create index offering_course on catalogue.offering (course_id) where state = 'published';

create table catalogue.change (
  seq bigint generated always as identity primary key,
  num integer not null,
  at timestamptz not null default now()
);
comment on table catalogue.change is 'The change log: which course changed. Whoever writes to it waits for the one before to commit, so what a reader sees has no gaps that fill later.';

-- A sequence alone would let a transaction that took an early number commit after a reader had passed it.
create function catalogue.take_turn() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('catalogue.change'));
  return null;
end
$$;
create trigger change_in_turn before insert on catalogue.change for each statement execute function catalogue.take_turn();

create function catalogue.tell_of_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('catalogue_changed', '');
  return null;
end
$$;
create trigger change_told after insert on catalogue.change for each statement execute function catalogue.tell_of_changes();

create view catalogue.course_card as
  select course.id, course.num, course.slug, course.title, course.state, course.edition,
    course.facts ->> 'url' as link, course.facts ->> 'kind' as kind,
    course.provider_id, provider.slug as provider_slug, provider.name as provider_name
  from catalogue.course join organisations.organisation_brief provider on provider.id = course.provider_id;
comment on view catalogue.course_card is 'For the features above: enough to name a course and link to it.';

-- Records and facts of up to 8 kB stay in their row as they are: compressing them costs an import more than the disk that it saves.
alter table catalogue.listing set (toast_tuple_target = 8160);
alter table catalogue.course set (toast_tuple_target = 8160);
