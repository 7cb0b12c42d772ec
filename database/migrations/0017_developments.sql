-- Developments: something new in a field, dated and sourced, written by verified organisations and by staff.

create table catalogue.development (
  id uuid primary key,
  slug text not null unique,
  title text not null check (title <> ''),
  summary text not null check (summary <> ''),
  day date not null,
  organisation_id uuid references organisations.organisation,
  skills text[] not null default '{}',
  occupations text[] not null default '{}',
  subjects text[] not null default '{}',
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  withdrawn_reason text,
  created timestamptz not null,
  published_at timestamptz,
  changed timestamptz not null,
  check ((state = 'withdrawn') = (withdrawn_reason is not null)),
  check (state = 'draft' or published_at is not null)
);
comment on column catalogue.development.day is 'The day on which it was published, or takes effect.';
comment on column catalogue.development.organisation_id is 'Who wrote it; null: staff of the site.';
comment on column catalogue.development.skills is 'Ids of our vocabulary, as occupations are; subjects are slugs of the browse tree.';
create index development_public on catalogue.development (day desc, id) where state = 'published';
create index development_organisation on catalogue.development (organisation_id, day);
create index development_skills on catalogue.development using gin (skills);
create index development_occupations on catalogue.development using gin (occupations);
create index development_subjects on catalogue.development using gin (subjects);

create table catalogue.development_source (
  development_id uuid not null references catalogue.development,
  position smallint not null,
  url text not null,
  title text not null check (title <> ''),
  checked date not null,
  looked_at timestamptz,
  found_title text,
  trouble text,
  failures smallint not null default 0,
  primary key (development_id, position)
);
comment on column catalogue.development_source.checked is 'The day on which its author said that the page says so.';
comment on column catalogue.development_source.looked_at is 'When Cairn last tried whether the link can be opened; failures counts the tries since it last could.';
create index development_source_looked on catalogue.development_source (looked_at nulls first);

create table catalogue.development_change (
  seq bigint generated always as identity primary key,
  development_id uuid not null references catalogue.development,
  at timestamptz not null,
  by text not null check (by in ('organisation', 'staff')),
  what text not null check (what in ('published', 'changed', 'withdrawn', 'restored')),
  before jsonb not null default '{}'
);
create index development_change_of on catalogue.development_change (development_id, seq);
comment on table catalogue.development_change is 'What was changed after publishing: the fields with what they said before. Names no person.';
