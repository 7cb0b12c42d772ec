-- Who speaks for an organisation: claims, proofs of identity, members with roles, invitations.

create table organisations.claim (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid references accounts.person on delete set null,
  method text not null check (method in ('dns', 'address', 'staff')),
  domain text not null,
  token text not null,
  email text,
  message text,
  state text not null default 'open' check (state in ('open', 'approved', 'refused', 'withdrawn')),
  reason text,
  created timestamptz not null default now(),
  decided_at timestamptz
);
comment on table organisations.claim is 'A person says that they speak for an organisation: proved by a DNS record, by a letter to an address at its domain, or before staff.';
comment on column organisations.claim.token is 'The value that the DNS record must hold. No secret: everybody can read DNS.';
create index claim_organisation on organisations.claim (organisation_id);
create index claim_person on organisations.claim (person_id);
create unique index claim_open on organisations.claim (organisation_id, person_id) where state = 'open';

create table organisations.verification (
  organisation_id uuid primary key references organisations.organisation,
  method text not null check (method in ('dns', 'address', 'staff')),
  domain text,
  claim_id uuid references organisations.claim,
  verified_at timestamptz not null default now()
);
comment on table organisations.verification is 'Whose identity is proved, how and when. Withdrawn by deleting the row; the audit log keeps that it was.';

create table organisations.member (
  organisation_id uuid not null references organisations.organisation,
  person_id uuid not null references accounts.person on delete cascade,
  roles text[] not null check (
    cardinality(roles) > 0
    and roles <@ array['owner', 'editor', 'author', 'assessor', 'issuer', 'registrar', 'viewer']
  ),
  since timestamptz not null default now(),
  primary key (organisation_id, person_id)
);
create index member_person on organisations.member (person_id);

create table organisations.invitation (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  email text not null check (email = lower(email)),
  roles text[] not null,
  invited_by uuid references accounts.person on delete set null,
  link_hash text not null unique,
  created timestamptz not null default now(),
  expires_at timestamptz not null,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_at timestamptz
);
comment on table organisations.invitation is 'An address is asked to join. Whoever accepts must be signed in with that address proved.';
create index invitation_organisation on organisations.invitation (organisation_id);
create index invitation_email on organisations.invitation (email);
create index invitation_invited_by on organisations.invitation (invited_by);

create or replace view organisations.organisation_brief as
  select id, slug, name, kind, country, url,
    exists (select from organisations.verification where verification.organisation_id = organisation.id) as verified
  from organisations.organisation;
