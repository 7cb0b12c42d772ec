-- Signing in: when a session last proved who uses it, and codes that were used already.
alter table accounts.session add column proved timestamptz not null default now();
comment on column accounts.session.proved is 'When whoever uses it last proved who they are: at sign-in, or when asked again before an act that is hard to undo.';

create table accounts.spent_code (
  person_id uuid not null references accounts.person on delete cascade,
  seal text not null,
  at timestamptz not null,
  primary key (person_id, seal)
);
comment on table accounts.spent_code is 'Codes of an authenticator app that were tried within their time: each works once (RFC 6238 §5.2). Sealed; forgotten after minutes.';

create index attempt_starts on accounts.attempt (starts_at);
