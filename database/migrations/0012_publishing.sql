-- What verified providers write themselves: drafts of courses, and tables that wait to be published.

create table catalogue.draft (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  external_id text not null check (external_id <> ''),
  course_id uuid references catalogue.course,
  title text not null,
  form jsonb not null,
  based_on text not null,
  version integer not null default 1 check (version > 0),
  changed timestamptz not null default now(),
  unique (organisation_id, external_id)
);
comment on table catalogue.draft is 'A course as its provider is writing it, before it is published. One for each course: who saves second is told.';
comment on column catalogue.draft.external_id is 'The identifier that the course has, or will have, in its provider''s own source.';
comment on column catalogue.draft.course_id is 'The course that it will speak of; null: a new one, or one that is found when it is published.';
comment on column catalogue.draft.form is 'The words of the form, complete or not.';
comment on column catalogue.draft.based_on is 'Hash of what the provider had published when the draft was begun; empty: nothing.';
create index draft_course on catalogue.draft (course_id) where course_id is not null;

create table catalogue.table_check (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  name text not null,
  content bytea not null,
  content_hash text not null,
  created timestamptz not null default now()
);
comment on table catalogue.table_check is 'A table of courses that was sent to be looked at, kept for an hour until its provider publishes it.';
create index table_check_organisation on catalogue.table_check (organisation_id, created);
