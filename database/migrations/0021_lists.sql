-- What a person keeps and follows: lists of courses, searches, and providers, subjects, skills, bodies and developments.

-- For features above that keep ids of courses and organisations: where each is now. A merge that is undone is undone for them too.
create view catalogue.course_now as
  select id, merged_into, coalesce(merged_into, id) as now_id from catalogue.course;
comment on view catalogue.course_now is 'For the features above: the course that a course is now. Ask by id or merged_into, which have indexes.';

create view organisations.organisation_now as
  select id, merged_into, coalesce(merged_into, id) as now_id from organisations.organisation;
comment on view organisations.organisation_now is 'For the features above: the organisation that an organisation is now. Ask by id or merged_into, which have indexes.';

create schema lists;

create table lists.list (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  name text not null check (name <> '' and length(name) <= 100),
  note text check (note <> ''),
  position integer not null,
  is_first boolean not null default false,
  created timestamptz not null,
  changed timestamptz not null
);
comment on table lists.list is 'Courses that a person keeps together.';
comment on column lists.list.is_first is 'Made with the first course that was saved without naming a list; such courses go here.';
create unique index list_name on lists.list (person_id, lower(name));
create unique index list_first on lists.list (person_id) where is_first;

create table lists.list_course (
  list_id uuid not null references lists.list on delete cascade,
  course_id uuid not null references catalogue.course,
  note text check (note <> ''),
  added timestamptz not null,
  removed_at timestamptz,
  primary key (list_id, course_id)
);
comment on table lists.list_course is 'A course in a list. It keeps the id under which it was added: where that course is now, catalogue.course_now says.';
comment on column lists.list_course.removed_at is 'Taken out, and kept for a day so that it can be put back with its note.';
create index list_course_course on lists.list_course (course_id) where removed_at is null;
create index list_course_removed on lists.list_course (removed_at) where removed_at is not null;

create table lists.saved_search (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  name text not null check (name <> '' and length(name) <= 100),
  query text not null check (length(query) <= 4000),
  query_key text not null check (length(query_key) = 64),
  paused boolean not null default false,
  created timestamptz not null,
  changed timestamptz not null,
  unique (person_id, query_key)
);
comment on table lists.saved_search is 'A search that a person keeps, and is told of new courses for unless it is paused.';
comment on column lists.saved_search.query is 'In canonical form, as parameters of an address: the same search is the same text.';
comment on column lists.saved_search.query_key is 'SHA-256 of the query. Searches of many people with one key are asked once.';
create index saved_search_query on lists.saved_search (query_key) where not paused;

create table lists.follow (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  kind text not null check (kind in ('provider', 'subject', 'skill', 'body', 'development')),
  key text not null check (key <> '' and length(key) <= 200),
  created timestamptz not null,
  unique (person_id, kind, key)
);
comment on column lists.follow.key is 'Id of the organisation or development, slug of the subject, id of the skill.';
create index follow_key on lists.follow (kind, key);
