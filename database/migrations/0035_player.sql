-- What learners write for themselves while they learn, how they like recordings played, and what was tried before something was issued.

create table learning.writing (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  kind text not null check (kind in ('note', 'reflection')),
  prompt text,
  text text not null check (length(text) <= 20000),
  saves integer not null check (saves > 0),
  written timestamptz not null,
  changed timestamptz not null,
  primary key (enrolment_id, step, kind),
  check ((kind = 'reflection') = (prompt is not null))
);
comment on table learning.writing is 'What a learner writes at a step for themselves: notes, and answers to what it asks them to reflect on. Nobody else reads it.';
comment on column learning.writing.prompt is 'As it was asked when it was answered.';
comment on column learning.writing.saves is 'Counts what was saved, so that the second of two devices is told.';

create table learning.playback (
  person_id uuid primary key references accounts.person on delete cascade,
  speed numeric(3, 2) not null check (speed between 0.25 and 3),
  captions text check (captions <> '' and length(captions) <= 40),
  changed timestamptz not null
);
comment on table learning.playback is 'How somebody likes recordings played, on every device.';
comment on column learning.playback.captions is 'The language of the captions; null: none.';

alter table learning.completion add column tried_at timestamptz;
comment on column learning.completion.tried_at is 'When something was last to be issued for it.';
create index completion_waiting on learning.completion (completed_at) where credential_id is null and achievement_id is not null;
create index completion_course on learning.completion (course_id);
