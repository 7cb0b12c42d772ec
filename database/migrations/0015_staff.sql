-- What staff do with the catalogue: courses merged and parted by hand, and errands that take a while.

alter table catalogue.course
  add column merged_into uuid references catalogue.course check (merged_into <> id);
comment on column catalogue.course.merged_into is 'Staff found that it is this other course: its old address leads there.';
create index course_merged_into on catalogue.course (merged_into) where merged_into is not null;

create table catalogue.merge_decision (
  listing_id uuid not null references catalogue.listing,
  other_id uuid not null references catalogue.listing,
  is_one boolean not null,
  decided_by text not null,
  decided timestamptz not null,
  reason text not null check (reason <> ''),
  primary key (listing_id, other_id),
  check (listing_id < other_id)
);
comment on table catalogue.merge_decision is 'What staff decided of two listings: that they are one course, or two. It goes before every rule of merging.';
comment on column catalogue.merge_decision.decided_by is 'operator, or person: and a key of the audit log.';
create index merge_decision_other on catalogue.merge_decision (other_id);

create table catalogue.course_merge (
  id uuid primary key,
  from_id uuid not null references catalogue.course,
  into_id uuid not null references catalogue.course check (into_id <> from_id),
  listing_ids uuid[] not null,
  led_ids uuid[] not null,
  decided_by text not null,
  at timestamptz not null,
  reason text not null check (reason <> ''),
  undone_at timestamptz
);
comment on table catalogue.course_merge is 'Two courses that staff made one, with the listings that moved, so that they can be moved back.';
comment on column catalogue.course_merge.led_ids is 'Courses that had been merged into the first before: they lead to the second since.';
create unique index course_merge_from on catalogue.course_merge (from_id) where undone_at is null;
create index course_merge_into on catalogue.course_merge (into_id);

alter table catalogue.source
  add column kept_by_staff boolean not null default false;
comment on column catalogue.source.kept_by_staff is 'Name, licence and address were set by staff: no import replaces them.';

create table catalogue.errand (
  id uuid primary key,
  kind text not null check (kind in ('import', 'taxonomy', 'withdrawal')),
  source_key text,
  address text,
  format text,
  dry_run boolean not null default false,
  force boolean not null default false,
  asked_by text not null,
  asked timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  stop_asked boolean not null default false,
  started timestamptz,
  looked timestamptz,
  finished timestamptz,
  progress jsonb,
  reports jsonb,
  fault text,
  check ((state in ('done', 'failed', 'stopped')) = (finished is not null))
);
comment on table catalogue.errand is 'What staff asked for that takes a while: an import, all of ESCO, a whole source withdrawn. Done by a job.';
comment on column catalogue.errand.looked is 'When whoever does it last said how far it is.';
comment on column catalogue.errand.fault is 'Why it failed, in words for staff.';
create index errand_asked on catalogue.errand (asked);

create table catalogue.errand_file (
  errand_id uuid not null references catalogue.errand,
  position integer not null,
  name text not null check (name <> ''),
  content bytea not null,
  primary key (errand_id, position)
);
comment on table catalogue.errand_file is 'The files of an errand, kept for a week so that it can be run again.';
