-- Accounts: people, how they sign in, what they allowed, what they share, and the log of acts.
create schema accounts;

create table accounts.person (
  id uuid primary key,
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  second_factor boolean not null default false,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
comment on table accounts.person is 'A person with an account. Made only when an address is proved, so nobody can sit on the address of another.';
comment on column accounts.person.email is 'The address that letters go to: one of the verified rows of address.';

create table accounts.address (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  email text not null check (email = lower(email)),
  verified_at timestamptz,
  created timestamptz not null default now(),
  unique (person_id, email)
);
comment on table accounts.address is 'Every mail address of a person: people change employers. Any verified one signs in.';
create unique index address_verified on accounts.address (email) where verified_at is not null;

create table accounts.session (
  id uuid primary key,
  token text not null unique,
  person_id uuid not null references accounts.person on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
comment on column accounts.session.ip_address is 'Always empty: where somebody signs in from is not kept.';
create index session_person on accounts.session (person_id);

create table accounts.sign_in_method (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created timestamptz not null default now(),
  changed timestamptz not null default now(),
  unique (provider_id, account_id)
);
comment on table accounts.sign_in_method is 'A password (provider "credential"; scrypt) or the account at another sign-in provider.';
create index sign_in_method_person on accounts.sign_in_method (person_id);

create table accounts.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
comment on table accounts.verification is 'What a sign-in that goes through several steps must remember until the next one.';
create index verification_identifier on accounts.verification (identifier);

create table accounts.second_factor (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
comment on table accounts.second_factor is 'The shared secret of an authenticator app and the codes for when it is lost, both enciphered.';
create index second_factor_person on accounts.second_factor (person_id);

create table accounts.passkey (
  id text primary key,
  person_id uuid not null references accounts.person on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  created timestamptz not null default now(),
  last_used timestamptz
);
comment on table accounts.passkey is 'Passkeys (WebAuthn credentials). id is the credential id, base64url.';
create index passkey_person on accounts.passkey (person_id);

create table accounts.link (
  hash text primary key,
  purpose text not null,
  person_id uuid references accounts.person on delete cascade,
  email text,
  detail jsonb not null default '{}',
  created timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table accounts.link is 'Links that act once, sent by mail or printed: only the SHA-256 of their token is kept. Opening one changes nothing; its page posts.';
create index link_expires on accounts.link (expires_at);
create index link_person on accounts.link (person_id);

create unlogged table accounts.attempt (
  key text not null,
  starts_at timestamptz not null,
  failures integer not null,
  primary key (key, starts_at)
);
comment on table accounts.attempt is 'Failed sign-ins counted in windows, under seals of what was tried: never an address or a password.';

create table accounts.staff (
  person_id uuid primary key references accounts.person on delete cascade,
  since timestamptz not null default now()
);
comment on table accounts.staff is 'Staff of the site.';

create table accounts.pseudonym (
  person_id uuid primary key references accounts.person on delete cascade,
  key uuid not null unique
);
comment on table accounts.pseudonym is 'Who stands behind a key in logs and statements. Destroyed at erasure: then nobody does.';

create table accounts.audit (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject text not null,
  detail jsonb not null,
  previous text not null,
  hash text not null unique
);
comment on table accounts.audit is 'Who did what, in the transaction that did it. Each row carries the hash of the row before. Holds keys, never names.';
comment on column accounts.audit.actor is 'operator, system, nobody, or person: and a key of pseudonym.';

create function accounts.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'accounts.audit is append-only';
end
$$;
create trigger audit_stays before update or delete on accounts.audit for each row execute function accounts.refuse_change();
create trigger audit_stays_whole before truncate on accounts.audit for each statement execute function accounts.refuse_change();

create table accounts.consent (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  purpose text not null,
  version text not null,
  given boolean not null,
  at timestamptz not null default now()
);
comment on table accounts.consent is 'What a person agreed to or withdrew, and to which wording. Every change is a row; the last one holds.';
create index consent_person on accounts.consent (person_id, purpose, at);

create table accounts.notification_choice (
  person_id uuid not null references accounts.person on delete cascade,
  topic text not null,
  wanted boolean not null,
  changed timestamptz not null default now(),
  primary key (person_id, topic)
);
comment on table accounts.notification_choice is 'Which letters a person wants. No row: the topic''s own default.';

create table accounts.share_grant (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  subject text not null,
  label text not null,
  token_hash text not null unique,
  passcode text,
  created timestamptz not null default now(),
  expires_at timestamptz,
  withdrawn_at timestamptz
);
comment on table accounts.share_grant is 'A person lets whoever holds a link see one thing of theirs. The subject is opaque: feature:thing:id.';
create index share_grant_person on accounts.share_grant (person_id);

create table accounts.share_view (
  id uuid primary key,
  grant_id uuid not null references accounts.share_grant on delete cascade,
  viewer_id uuid references accounts.person on delete set null,
  at timestamptz not null default now()
);
comment on table accounts.share_view is 'When a shared thing was looked at, for its owner. viewer_id only where the viewer was signed in.';
create index share_view_grant on accounts.share_view (grant_id, at);
create index share_view_viewer on accounts.share_view (viewer_id);

create view accounts.person_brief as select id, name from accounts.person;
comment on view accounts.person_brief is 'For the features above: enough to name a person to those who may see the name.';
