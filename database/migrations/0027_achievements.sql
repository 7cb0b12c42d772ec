-- What can be earned: achievements of an organisation, their versions, and the pictures of their badges.

create schema if not exists credentials;

create table credentials.picture (
  hash text primary key check (length(hash) = 64),
  organisation_id uuid not null references organisations.organisation,
  png bytea not null,
  created timestamptz not null
);
comment on table credentials.picture is 'Uploaded pictures for badges, drawn anew as PNG of 512 by 512: nothing of the file that was sent is kept but what can be seen.';
comment on column credentials.picture.hash is 'SHA-256 of the PNG.';
create index picture_organisation on credentials.picture (organisation_id);

create table credentials.achievement (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  course_id uuid references catalogue.course,
  edition integer check (edition > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  version integer not null default 0 check (version >= 0),
  content jsonb not null,
  sources jsonb not null default '{}',
  saves integer not null default 1 check (saves > 0),
  created timestamptz not null,
  changed timestamptz not null,
  check (course_id is not null or edition is null),
  check (state = 'draft' or version > 0)
);
comment on table credentials.achievement is 'What can be earned, as its organisation is writing it. What was published stands in its versions.';
comment on column credentials.achievement.course_id is 'The course that it ends, under the id which that course had; where it is now, catalogue.course_now says.';
comment on column credentials.achievement.edition is 'The edition of the course that it was written for.';
comment on column credentials.achievement.version is 'The newest published version; 0: none yet.';
comment on column credentials.achievement.content is 'The words of the draft, complete or not.';
comment on column credentials.achievement.sources is 'For what was taken from the catalogue: the source that states it, and when it was read.';
comment on column credentials.achievement.saves is 'Counts what was saved, so that who saves second is told.';
create index achievement_organisation on credentials.achievement (organisation_id, changed);
create index achievement_course on credentials.achievement (course_id) where course_id is not null;

create table credentials.achievement_version (
  achievement_id uuid not null references credentials.achievement,
  version integer not null check (version > 0),
  content jsonb not null,
  course_id uuid references catalogue.course,
  edition integer,
  published_at timestamptz not null,
  primary key (achievement_id, version)
);
comment on table credentials.achievement_version is 'What was published, and never changes: credentials name the version that they award.';

create function credentials.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published version of an achievement never changes: publish a new one';
end $$;
create trigger achievement_version_stays before update or delete on credentials.achievement_version
  for each row execute function credentials.refuse_change();
