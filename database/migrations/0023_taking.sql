-- Courses that somebody takes elsewhere: what the learner says of it, and nothing else.

create table reviews.taking (
  id uuid primary key,
  person_id uuid not null references accounts.person,
  course_id uuid not null references catalogue.course,
  edition integer not null,
  step text not null check (step in ('planned', 'opened', 'enrolled', 'started', 'finished', 'stopped')),
  planned date,
  opened date,
  enrolled date,
  started date,
  ends date,
  finished date,
  stopped date,
  created timestamptz not null,
  changed timestamptz not null,
  asked_review timestamptz,
  asked_end timestamptz,
  check ((step = 'finished') = (finished is not null)),
  check ((step = 'stopped') = (stopped is not null))
);
comment on table reviews.taking is 'A person who takes a course with its provider: how far they say they are. Dates are theirs, and may be changed.';
comment on column reviews.taking.course_id is 'As it was when they began; catalogue.course_whole says what it was found to be. edition: of that course, on that day.';
comment on column reviews.taking.ends is 'The day on which it should end, as they say.';
comment on column reviews.taking.asked_review is 'When a letter asked for a review; asked_end: whether they finished. Once each.';
create index taking_person on reviews.taking (person_id, changed desc);
create index taking_course on reviews.taking (course_id);
create index taking_ends on reviews.taking (ends) where asked_end is null and step in ('enrolled', 'started');
create index taking_finished on reviews.taking (finished) where asked_review is null;
