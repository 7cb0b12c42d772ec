-- What the platform itself keeps: answers that may be asked for again, counters, news for higher features, mail.
-- The schema and its table of migrations are made by the runner, before the first migration.

-- The answer to a request that carried an idempotency key, replayed when the same request comes again.
create table platform.idempotency_key (
  scope text not null,
  key text not null,
  request_hash text not null,
  status integer,
  headers jsonb,
  body bytea,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_key_created_at on platform.idempotency_key (created_at);
comment on table platform.idempotency_key is 'status is null while the first request is still being answered';

-- Requests counted in fixed windows. Lost in a crash, on purpose: counters are cheap and must not cost a disk write each.
create unlogged table platform.rate_window (
  key text not null,
  starts_at timestamptz not null,
  hits integer not null,
  primary key (key, starts_at)
);
create index rate_window_starts_at on platform.rate_window (starts_at);

-- Typed events, written in the transaction that made them true; the dispatcher turns each into one job per subscriber.
create table platform.event (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  emitted_at timestamptz not null default now()
);

-- Mail that was accepted: waiting, sent, or (with the embedded database and no SMTP) kept to be read.
create table platform.mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_created_at on platform.mail (created_at);
