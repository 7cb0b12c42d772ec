-- Courses that are delivered here: their content by edition, their runs, who takes them, and how far they are.

create schema learning;

create table learning.course (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  slug text not null check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$'),
  catalogue_course_id uuid references catalogue.course,
  achievement_id uuid references credentials.achievement,
  draft jsonb not null,
  saves integer not null default 1 check (saves > 0),
  review text check (review in ('asked', 'returned')),
  review_words text check (review_words <> '' and length(review_words) <= 2000),
  edition integer not null default 0 check (edition >= 0),
  retired timestamptz,
  created timestamptz not null,
  changed timestamptz not null,
  unique (organisation_id, slug),
  check (review_words is null or review is not null)
);
comment on table learning.course is 'A course that is delivered here, as its authors are writing it. What was published stands in its editions.';
comment on column learning.course.slug is 'By it the folder of a course is known again.';
comment on column learning.course.catalogue_course_id is 'Where it is found, under the id which that course had; where it is now, catalogue.course_now says.';
comment on column learning.course.achievement_id is 'What is issued to whoever completes it.';
comment on column learning.course.draft is 'The content as it is being written, complete or not.';
comment on column learning.course.saves is 'Counts what was saved, so that who saves second is told.';
comment on column learning.course.review is 'An author asked an editor to look, or an editor gave it back; null: neither.';
comment on column learning.course.edition is 'The newest published edition; 0: none yet.';
create index course_catalogue on learning.course (catalogue_course_id) where catalogue_course_id is not null;

create table learning.edition (
  course_id uuid not null references learning.course,
  number integer not null check (number > 0),
  content jsonb not null,
  digests jsonb not null,
  minutes integer not null check (minutes >= 0),
  published_at timestamptz not null,
  primary key (course_id, number)
);
comment on table learning.edition is 'Content that was published, and never changes: who is enrolled learns by the edition of their enrolment.';
comment on column learning.edition.digests is 'For each step by its key: the SHA-256 of what makes it the same step.';
comment on column learning.edition.minutes is 'Hours designed, in minutes.';
create function learning.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published edition of a course never changes: publish a new one';
end $$;
create trigger edition_stays before update or delete on learning.edition
  for each row execute function learning.refuse_change();

create table learning.offering (
  id uuid primary key,
  course_id uuid not null,
  edition integer not null,
  kind text not null check (kind in ('self-paced', 'cohort', 'private')),
  name text check (name <> '' and length(name) <= 200),
  employer_id uuid references organisations.organisation,
  state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
  starts date,
  ends date,
  enrol_from date,
  enrol_until date,
  seats integer check (seats > 0),
  places text not null check (places in ('free', 'voucher', 'invoice')),
  price numeric(12, 2) check (price >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  pace jsonb not null,
  time_zone text not null default 'Europe/London',
  created timestamptz not null,
  changed timestamptz not null,
  foreign key (course_id, edition) references learning.edition (course_id, number),
  check ((kind = 'private') = (employer_id is not null)),
  check (kind <> 'cohort' or starts is not null),
  check (ends is null or starts is null or starts <= ends),
  check ((price is null) = (currency is null))
);
comment on table learning.offering is 'A run of one edition: at one''s own pace, as a cohort, or for one employer''s people. Several at once.';
comment on column learning.offering.pace is 'How deadlines are reckoned (schema/offering.ts).';
create index offering_course on learning.offering (course_id);

create table learning.enrolment (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  course_id uuid not null,
  edition integer not null,
  offering_id uuid not null references learning.offering,
  state text not null check (state in ('active', 'completed', 'left')),
  actor_key uuid not null unique,
  enrolled_at timestamptz not null,
  starts date not null,
  extension_days integer not null default 0 check (extension_days between 0 and 730),
  last_step text,
  last_seen timestamptz,
  completed_at timestamptz,
  left_at timestamptz,
  foreign key (course_id, edition) references learning.edition (course_id, number),
  check ((state = 'completed') = (completed_at is not null)),
  check ((state = 'left') = (left_at is not null))
);
comment on table learning.enrolment is 'One person in one course; all work hangs on it, so that moving to another run loses nothing.';
comment on column learning.enrolment.edition is 'The edition that they learn by. It changes by their consent alone.';
comment on column learning.enrolment.actor_key is 'Under which the store of statements knows them; nothing else there names them.';
comment on column learning.enrolment.starts is 'From when relative deadlines are reckoned.';
comment on column learning.enrolment.last_step is 'Where they go on, on any device.';
create unique index enrolment_current on learning.enrolment (person_id, course_id) where state = 'active';
create index enrolment_person on learning.enrolment (person_id);
create index enrolment_offering on learning.enrolment (offering_id);

create table learning.step_progress (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  digest text not null,
  opened_at timestamptz not null,
  done_at timestamptz,
  how text check (how in ('marked', 'watched', 'passed', 'attempted', 'submitted', 'posted', 'attended', 'confirmed')),
  ask_again boolean not null default false,
  place jsonb,
  place_number bigint not null default 0,
  observed_seconds integer not null default 0 check (observed_seconds >= 0),
  primary key (enrolment_id, step),
  check ((done_at is null) = (how is null))
);
comment on table learning.step_progress is 'How far somebody is in a step.';
comment on column learning.step_progress.digest is 'Of the step as it stood when it was last opened or done.';
comment on column learning.step_progress.ask_again is 'The step changed when they went over to a newer edition: they are asked whether what they did still holds.';
comment on column learning.step_progress.place is 'Where they go on inside the step (seconds of a video, heading of an article).';
comment on column learning.step_progress.place_number is 'What came earlier and arrives later changes nothing.';
comment on column learning.step_progress.observed_seconds is 'Time observed, as the learner was told; kept apart from hours designed and declared.';

create table learning.step_result (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  digest text not null,
  score numeric not null check (score between 0 and 1),
  passed boolean not null,
  by text not null check (by in ('attempt', 'assignment')),
  reference uuid not null,
  decided_at timestamptz not null,
  primary key (enrolment_id, step)
);
comment on table learning.step_result is 'The best result that stands of each test or assignment: what the completion policy reckons with.';

create table learning.completion (
  enrolment_id uuid primary key references learning.enrolment on delete cascade,
  course_id uuid not null,
  edition integer not null,
  reckoned jsonb not null,
  achievement_id uuid references credentials.achievement,
  credential_id uuid,
  refused text,
  declared_minutes integer check (declared_minutes between 0 and 600000),
  completed_at timestamptz not null,
  foreign key (course_id, edition) references learning.edition (course_id, number)
);
comment on table learning.completion is 'That somebody completed a course: by what, and what was issued for it.';
comment on column learning.completion.reckoned is 'The policy and the figures by which it was judged.';
comment on column learning.completion.refused is 'Why nothing could be issued so far, in words for its staff.';
comment on column learning.completion.declared_minutes is 'Hours that the learner says it took.';
