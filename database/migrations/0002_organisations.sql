-- Organisations: one row for each university, platform, professional body or employer, whoever names it and however.
create schema organisations;

create table organisations.organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  kind text not null check (kind in (
    'university', 'college', 'school', 'platform', 'professional-body', 'awarding-body', 'employer', 'government',
    'museum-or-charity', 'company', 'directory', 'other')),
  country text check (country ~ '^[A-Z]{2}$'),
  url text,
  description text,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
comment on table organisations.organisation is 'Who offers, awards, recognises or employs. Never deleted: courses, credentials and records name it.';
comment on column organisations.organisation.country is 'ISO 3166-1 alpha-2; null: no source states it.';

create table organisations.organisation_alias (
  key text not null check (key <> ''),
  organisation_id uuid not null references organisations.organisation,
  name text not null,
  primary key (key, organisation_id)
);
comment on table organisations.organisation_alias is 'Every name an organisation goes by, its own included. One key may stand for several where country or identifier tell them apart.';
comment on column organisations.organisation_alias.key is 'The name folded: no case, accents, punctuation, leading "the" or words in brackets.';
create index organisation_alias_organisation on organisations.organisation_alias (organisation_id);

create table organisations.organisation_identifier (
  scheme text not null check (scheme <> ''),
  value text not null check (value <> ''),
  organisation_id uuid not null references organisations.organisation,
  primary key (scheme, value)
);
comment on table organisations.organisation_identifier is 'Identifiers given by others: ukprn, cricos, ror, ctid. Two organisations never share one.';
create index organisation_identifier_organisation on organisations.organisation_identifier (organisation_id);

create table organisations.seed (
  only_row boolean primary key default true check (only_row),
  hash text not null
);
comment on table organisations.seed is 'Hash of the list of well-known organisations that was loaded last, so that a start need not read it again.';

create view organisations.organisation_brief as
  select id, slug, name, kind, country, url from organisations.organisation;
comment on view organisations.organisation_brief is 'For the features above: enough to name an organisation and link to it.';
