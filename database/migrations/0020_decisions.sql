-- Decisions that people keep: the answers they gave to the guide, what it answered then, and what they chose.

create schema guide;

create table guide.decision (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  name text not null check (name <> '' and length(name) <= 100),
  version integer not null default 1,
  chosen jsonb,
  why text check (why <> ''),
  created timestamptz not null,
  changed timestamptz not null
);
comment on table guide.decision is 'A question to the guide that a person keeps, with what they decided.';
comment on column guide.decision.version is 'The newest of its versions: each time the answers change, another is kept.';
comment on column guide.decision.chosen is 'The course that was chosen, in brief, as it was called then; null: none yet.';
comment on column guide.decision.why is 'Why it was chosen, in the person''s own words.';
create index decision_person on guide.decision (person_id, changed desc);

create table guide.decision_version (
  decision_id uuid not null references guide.decision on delete cascade,
  number integer not null check (number > 0),
  question jsonb not null,
  answer jsonb not null,
  created timestamptz not null,
  primary key (decision_id, number)
);
comment on column guide.decision_version.question is 'GuideQuestion as it was asked; read with care, since its shape may have moved on.';
comment on column guide.decision_version.answer is 'What the guide answered that day: the first twenty in brief, with their sentences.';

create table guide.decision_reader (
  decision_id uuid not null references guide.decision on delete cascade,
  person_id uuid not null references accounts.person on delete cascade,
  grant_id uuid not null references accounts.share_grant on delete cascade,
  opened timestamptz not null,
  primary key (decision_id, person_id, grant_id)
);
comment on table guide.decision_reader is 'Who opened a shared decision while signed in: they may comment as long as that link is in force.';
create index decision_reader_person on guide.decision_reader (person_id);
create index decision_reader_grant on guide.decision_reader (grant_id);

create table guide.held_answer (
  token_hash text primary key check (length(token_hash) = 64),
  question jsonb not null,
  decision_id uuid,
  created timestamptz not null
);
comment on table guide.held_answer is 'Answers of somebody who must sign in first to keep them. Nobody is named; gone after a day.';
create index held_answer_created on guide.held_answer (created);

create view guide.decision_question as
  select decision.id, decision.person_id, decision.name, decision_version.question, decision_version.created
  from guide.decision join guide.decision_version
    on decision_version.decision_id = decision.id and decision_version.number = decision.version;
comment on view guide.decision_question is 'For the features above: what each kept decision asks, as it stands now.';
