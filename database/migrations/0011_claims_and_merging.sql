-- Organisations speak for themselves: what they state of themselves, claims with their evidence, requests to staff,
-- ownership handed over, and two rows that were one organisation joined so that they can be parted again.

alter table organisations.organisation
  add column url_trusted boolean not null default true,
  add column merged_into uuid references organisations.organisation check (merged_into <> id);
comment on column organisations.organisation.url_trusted is 'Its address comes from a list or source that the operator chose, or from staff. Else whoever wrote the address may be the one who claims the organisation, so staff look at the claim.';
comment on column organisations.organisation.merged_into is 'It turned out to be this other organisation: its old address leads there.';
create index organisation_merged_into on organisations.organisation (merged_into) where merged_into is not null;
create index organisation_host on organisations.organisation (lower(regexp_replace(url, '^https?://(www\.)?([^/:?#]+).*$', '\2', 'i')));

create table organisations.stated (
  organisation_id uuid not null references organisations.organisation,
  field text not null check (field in ('name', 'kind', 'country', 'url', 'description')),
  stated_by text not null check (stated_by in ('organisation', 'staff')),
  since date not null,
  primary key (organisation_id, field)
);
comment on table organisations.stated is 'Facts that verified members, or staff for them, state of their organisation: no list or import replaces them.';

alter table organisations.claim
  alter column domain drop not null,
  add column checked_at timestamptz,
  add column proved_at timestamptz,
  drop constraint claim_state_check,
  add constraint claim_state_check check (state in ('open', 'approved', 'refused', 'withdrawn', 'expired'));
comment on column organisations.claim.domain is 'The domain that was to be proved; null: none is known, so staff decide.';
comment on column organisations.claim.proved_at is 'The record was found or the letter answered. Still open then: staff have a look too.';
create index claim_waiting on organisations.claim (checked_at nulls first) where state = 'open' and method = 'dns' and proved_at is null;

create table organisations.hand_over (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  from_id uuid not null references accounts.person on delete cascade,
  to_id uuid not null references accounts.person on delete cascade check (to_id <> from_id),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  created timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_at timestamptz
);
comment on table organisations.hand_over is 'An owner offers the ownership to a member, who takes it or does not.';
create unique index hand_over_open on organisations.hand_over (organisation_id) where state = 'open';
create index hand_over_from on organisations.hand_over (from_id);
create index hand_over_to on organisations.hand_over (to_id);

create table organisations.name_request (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid references accounts.person on delete set null,
  name text not null check (name <> ''),
  message text,
  state text not null default 'open' check (state in ('open', 'approved', 'refused')),
  created timestamptz not null default now(),
  decided_at timestamptz
);
comment on table organisations.name_request is 'Members ask staff for another name: others know the organisation by the one it has.';
create index name_request_organisation on organisations.name_request (organisation_id);
create index name_request_person on organisations.name_request (person_id);

create table organisations.merge (
  id uuid primary key,
  from_id uuid not null references organisations.organisation,
  into_id uuid not null references organisations.organisation,
  at timestamptz not null default now(),
  moved jsonb not null,
  undone_at timestamptz
);
comment on table organisations.merge is 'Two rows that were one organisation, joined by staff, with all that moved, so that it can be moved back.';
comment on column organisations.merge.moved is 'By feature, in the feature''s own shape.';
create index merge_from on organisations.merge (from_id);
create index merge_into on organisations.merge (into_id);
