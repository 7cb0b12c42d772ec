-- What a person holds: credentials that were issued here and claimed, and those that were brought from anywhere.

create schema wallet;

create table wallet.holding (
  id uuid primary key,
  person_id uuid references accounts.person on delete cascade,
  link_hash text check (length(link_hash) = 64),
  credential_id uuid unique,
  source text not null check (source in ('issued', 'file', 'text', 'address')),
  file_name text check (file_name <> '' and length(file_name) <= 200),
  source_url text check (source_url <> '' and length(source_url) <= 2000),
  content bytea not null check (length(content) between 1 and 10000000),
  content_hash text not null check (length(content_hash) = 64),
  identity text not null check (identity <> '' and length(identity) <= 4200),
  format text not null check (format <> ''),
  summary jsonb,
  valid_from timestamptz,
  checks jsonb not null,
  verdict jsonb not null,
  checked_at timestamptz not null,
  check_due timestamptz not null,
  unanswered integer not null default 0 check (unanswered >= 0),
  recipient text not null check (recipient in ('letter', 'address', 'other', 'unknown')),
  grouping text check (grouping <> '' and length(grouping) <= 100),
  note text check (note <> '' and length(note) <= 2000),
  hidden boolean not null default false,
  published_at timestamptz,
  shown_name text check (shown_name <> '' and length(shown_name) <= 200),
  created timestamptz not null,
  changed timestamptz not null,
  check (person_id is not null or link_hash is not null),
  check ((source = 'issued') = (credential_id is not null)),
  check (person_id is not null or published_at is null),
  check (shown_name is null or published_at is not null)
);
comment on table wallet.holding is 'A credential that somebody holds, with its bytes as they came.';
comment on column wallet.holding.person_id is 'Null: whoever claimed it has no account, and holds it by the link of their letter alone.';
comment on column wallet.holding.link_hash is 'SHA-256 of the secret in the letter by which it is held without an account; one letter may bring several. It goes when it is taken into an account.';
comment on column wallet.holding.credential_id is 'The credential of `credentials`, where it was issued here. Its page is at this id.';
comment on column wallet.holding.source is 'Where it came from: issued here, a file, a text that was pasted, an address on the web.';
comment on column wallet.holding.content is 'Byte for byte as it came, also where it could not be checked.';
comment on column wallet.holding.identity is 'Issuer and id of the credential, by which the same one is known again; where it has none, the hash of its content.';
comment on column wallet.holding.format is 'What it is and how it came: `open-badges-3 in png`.';
comment on column wallet.holding.summary is 'What a page says of it; null: it could not be read so far.';
comment on column wallet.holding.valid_from is 'What is newer replaces what is older.';
comment on column wallet.holding.unanswered is 'Checks in a row that found nobody to answer; each makes the next wait longer.';
comment on column wallet.holding.recipient is 'Whether it was issued to whoever holds it: by the letter that brought it, by an address that they proved, to somebody else, or it does not say.';
comment on column wallet.holding.published_at is 'Its holder lets everybody find its page. Null: whoever has the address of the page sees it without a name.';
comment on column wallet.holding.shown_name is 'The name that the page shows; null: none.';
create unique index holding_identity on wallet.holding (person_id, identity) where person_id is not null;
create index holding_person on wallet.holding (person_id, created desc);
create index holding_link on wallet.holding (link_hash) where link_hash is not null;
create index holding_due on wallet.holding (check_due);
