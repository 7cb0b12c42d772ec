-- Issuing: keys of issuers, batches, credentials as they were signed, whom they are for (apart), letters, status lists.

create schema if not exists credentials;

create table credentials.origin (
  only_row boolean primary key default true check (only_row),
  origin text not null check (origin <> ''),
  recorded timestamptz not null
);
comment on table credentials.origin is 'The public address under which the first credential was issued. It stands inside signed files, so it stays.';

create table credentials.issuer_key (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  did text not null,
  method text not null unique,
  multibase text not null,
  sealed bytea,
  made timestamptz not null,
  retired timestamptz,
  withdrawn timestamptz,
  check (sealed is not null or retired is not null or withdrawn is not null)
);
comment on table credentials.issuer_key is 'Keys with which an organisation signs. The living one signs; a retired one still verifies; a withdrawn one does not.';
comment on column credentials.issuer_key.did is 'did:web under our own origin, or did:key of this very key in a demonstration.';
comment on column credentials.issuer_key.sealed is 'The private half, sealed under a key derived from the secret of the site; null: destroyed, as nothing needs it any more.';
create unique index issuer_key_living on credentials.issuer_key (organisation_id) where retired is null and withdrawn is null;
create index issuer_key_organisation on credentials.issuer_key (organisation_id, made);

create table credentials.api_key (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  name text not null check (name <> ''),
  hash text not null unique,
  ending text not null,
  made timestamptz not null,
  made_by uuid references accounts.person on delete set null,
  used_on date,
  withdrawn timestamptz
);
comment on table credentials.api_key is 'Keys by which programs of an organisation issue. Kept as a hash: shown once, when it is made.';
comment on column credentials.api_key.ending is 'Its last four characters, to tell it from others.';
create index api_key_organisation on credentials.api_key (organisation_id);
create index api_key_made_by on credentials.api_key (made_by) where made_by is not null;

create table credentials.batch (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  achievement_id uuid not null,
  achievement_version integer not null,
  way text not null check (way in ('form', 'table', 'api', 'event', 'command')),
  name text not null,
  state text not null check (state in ('checked', 'waiting', 'running', 'done', 'failed')),
  total integer not null check (total >= 0),
  done integer not null default 0 check (done between 0 and total),
  faults jsonb not null default '[]',
  fault text,
  request_key text,
  terms jsonb not null,
  made timestamptz not null,
  made_by uuid references accounts.person on delete set null,
  started timestamptz,
  ended timestamptz,
  unique (organisation_id, request_key),
  foreign key (achievement_id, achievement_version) references credentials.achievement_version
);
comment on table credentials.batch is 'Awards of one achievement that are issued together, chunk after chunk. done: how many are, committed with them.';
comment on column credentials.batch.state is 'checked: shown to whoever sent it, not confirmed yet; forgotten after a day.';
comment on column credentials.batch.faults is 'What is wrong with which row and column of a table; no words of the table.';
comment on column credentials.batch.fault is 'Why it stands still, in a sentence.';
comment on column credentials.batch.request_key is 'What a program calls its request: the same one twice makes one batch.';
comment on column credentials.batch.terms is 'What all awards share: from when, until when, signed at.';
create index batch_organisation on credentials.batch (organisation_id, made desc);
create index batch_unfinished on credentials.batch (made) where state in ('checked', 'waiting', 'running');
create index batch_made_by on credentials.batch (made_by) where made_by is not null;

create table credentials.award (
  batch_id uuid not null references credentials.batch on delete cascade,
  num integer not null check (num >= 0),
  email text,
  content jsonb not null,
  primary key (batch_id, num)
);
comment on table credentials.award is 'Awards of a batch that wait to be signed: gone with its end. num: from 0, without gaps.';
create index award_email on credentials.award (email) where email is not null;

create table credentials.status_list (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  did text not null,
  shuffle bytea not null check (length(shuffle) = 16),
  taken integer not null default 0 check (taken between 0 and 131072),
  made timestamptz not null
);
comment on table credentials.status_list is 'A pair of lists of 131,072 bits, for revocation and for suspension; a credential has the same place in both.';
comment on column credentials.status_list.shuffle is 'Key of the order in which places are given: at random, each once.';
create index status_list_open on credentials.status_list (did, made) where taken < 131072;
create index status_list_organisation on credentials.status_list (organisation_id);

create table credentials.status_snapshot (
  list_id uuid not null references credentials.status_list,
  purpose text not null check (purpose in ('revocation', 'suspension')),
  num integer not null check (num > 0),
  bits bytea not null,
  signed text not null,
  since timestamptz not null,
  primary key (list_id, purpose, num)
);
comment on table credentials.status_snapshot is 'Each list as it was signed, one after each change: what stood in it on any day can be shown.';
comment on column credentials.status_snapshot.bits is 'Set places, compressed.';

create table credentials.credential (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  achievement_id uuid not null,
  achievement_version integer not null,
  batch_id uuid references credentials.batch,
  batch_num integer,
  key_id uuid not null references credentials.issuer_key,
  signed text not null,
  issued timestamptz not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  status_list_id uuid not null references credentials.status_list,
  status_place integer not null check (status_place between 0 and 131071),
  claimed timestamptz,
  declined timestamptz,
  suspended timestamptz,
  revoked timestamptz,
  reason text,
  words text,
  replaces_id uuid unique references credentials.credential,
  renews_id uuid references credentials.credential,
  reminded timestamptz,
  unique (status_list_id, status_place),
  unique (batch_id, batch_num),
  foreign key (achievement_id, achievement_version) references credentials.achievement_version
);
comment on table credentials.credential is 'Credentials that were issued here, byte for byte as they were signed. Whom they are for stands in credentials.recipient.';
comment on column credentials.credential.declined is 'Whoever had the letter said that it is not for them.';
comment on column credentials.credential.reason is 'Why it was revoked or suspended, of a list; words: in the issuer''s own, for the holder and whoever verifies.';
comment on column credentials.credential.replaces_id is 'The one that this one corrects, revoked when this was issued.';
comment on column credentials.credential.renews_id is 'The one that this one continues.';
create index credential_organisation on credentials.credential (organisation_id, issued desc, id);
create index credential_achievement on credentials.credential (achievement_id);
create index credential_key on credentials.credential (key_id);
create index credential_renews on credentials.credential (renews_id) where renews_id is not null;
create index credential_ending on credentials.credential (valid_until) where valid_until is not null and reminded is null and revoked is null;

create table credentials.claim_letter (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  batch_id uuid references credentials.batch,
  token_hash text not null unique,
  sent timestamptz not null,
  spent timestamptz,
  declined timestamptz
);
comment on table credentials.claim_letter is 'One letter to one person, for everything that one batch holds for them. The link in it is kept as a hash.';
create index claim_letter_batch on credentials.claim_letter (batch_id) where batch_id is not null;

create table credentials.recipient (
  credential_id uuid primary key references credentials.credential on delete cascade,
  email text,
  name text,
  did text,
  person_id uuid references accounts.person on delete set null,
  letter_id uuid references credentials.claim_letter
);
comment on table credentials.recipient is 'Whom a credential is for, apart from it: the signed file holds hashes alone. Goes when the person is erased.';
comment on column credentials.recipient.email is 'In lower case; null: known by a DID alone.';
comment on column credentials.recipient.person_id is 'Who claimed it, where they were signed in.';
create index recipient_email on credentials.recipient (email) where email is not null;
create index recipient_person on credentials.recipient (person_id) where person_id is not null;
create index recipient_letter on credentials.recipient (letter_id) where letter_id is not null;
