-- Quizzes and tests: attempts, more time for one person, and how an assessment was watched over.

create table learning.attempt (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  edition integer not null check (edition > 0),
  digest text not null,
  number integer not null check (number > 0),
  seed bigint not null,
  drawn jsonb not null,
  agreed_at timestamptz,
  started_at timestamptz not null,
  due_at timestamptz,
  answers jsonb not null default '{}',
  answers_number bigint not null default 0 check (answers_number >= 0),
  answers_by uuid,
  answers_at timestamptz,
  ended_at timestamptz,
  ended_how text check (ended_how in ('submitted', 'time')),
  points numeric check (points >= 0),
  most numeric check (most >= 0),
  score numeric check (score between 0 and 1),
  passed boolean,
  result jsonb,
  unique (enrolment_id, step, number),
  check (due_at is null or due_at > started_at),
  check ((ended_at is null) = (ended_how is null)),
  check ((ended_at is null) = (score is null)),
  check ((ended_at is null) = (passed is null)),
  check ((ended_at is null) = (result is null))
);
comment on table learning.attempt is 'One go at a quiz or a test. What is right stands in no column that a learner is sent before they may know it.';
comment on column learning.attempt.edition is 'Whose items it asks, also after its learner went over to a newer one.';
comment on column learning.attempt.digest is 'Of the step as it was taken: attempts at another test do not count at this one.';
comment on column learning.attempt.drawn is 'The items in their order, with the order of their options, as they were drawn.';
comment on column learning.attempt.seed is 'What it was drawn with.';
comment on column learning.attempt.agreed_at is 'When they agreed to the statement of integrity of that edition; null: it has none.';
comment on column learning.attempt.due_at is 'By the server''s clock alone, more time included. What is sent later changes nothing.';
comment on column learning.attempt.answers is 'What was typed and ticked, by field.';
comment on column learning.attempt.answers_number is 'Grows with each saving. What came earlier and arrives later changes nothing.';
comment on column learning.attempt.answers_by is 'The page that saved last: another one must have seen what it saved.';
comment on column learning.attempt.result is 'For each item what was answered and what it earned.';
create unique index attempt_open on learning.attempt (enrolment_id, step) where ended_at is null;
create index attempt_due on learning.attempt (due_at) where ended_at is null;

create table learning.accommodation (
  person_id uuid not null references accounts.person on delete cascade,
  course_id uuid not null references learning.course,
  multiplier numeric(3, 2) not null check (multiplier > 1 and multiplier <= 3),
  set_by uuid references accounts.person on delete set null,
  set_at timestamptz not null,
  primary key (person_id, course_id)
);
comment on table learning.accommodation is 'More time for one person in one course: a multiplier and nothing else, seen by assessors alone. No reason is kept.';
create index accommodation_course on learning.accommodation (course_id);
create index accommodation_set_by on learning.accommodation (set_by) where set_by is not null;

create table learning.assurance (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  kind text not null check (kind in ('supervised', 'identity')),
  method text not null check (method in ('online', 'on-site', 'document', 'account', 'known')),
  day date not null,
  recorded_by uuid references accounts.person on delete set null,
  recorded_at timestamptz not null,
  primary key (enrolment_id, step, kind),
  check ((kind = 'supervised') = (method in ('online', 'on-site')))
);
comment on table learning.assurance is 'That an assessment was supervised, or its learner''s identity checked: how and when, never a document or its number.';
create index assurance_recorded_by on learning.assurance (recorded_by) where recorded_by is not null;
