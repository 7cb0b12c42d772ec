-- Assignments: what learners submit, how it is marked (by one or two, in a promised time), appealed, and read by others on the course.

create table learning.submission (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  step text not null,
  number integer not null check (number between 1 and 50),
  course_id uuid not null,
  edition integer not null,
  state text not null check (state in ('draft', 'submitted', 'marked', 'returned')),
  words text not null default '' check (length(words) <= 400000),
  set_aside text check (length(set_aside) <= 400000),
  saves integer not null default 0 check (saves >= 0),
  integrity_agreed boolean not null default false,
  peers_agreed boolean not null default false,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  submitted_at timestamptz,
  promised_by date,
  returned_words text check (returned_words <> '' and length(returned_words) <= 4000),
  mark jsonb,
  score numeric check (score between 0 and 1),
  passed boolean,
  decided_at timestamptz,
  supervision text check (supervision in ('online', 'on-site')),
  identity_method text check (identity_method <> '' and length(identity_method) <= 100),
  identity_on date,
  unique (enrolment_id, step, number),
  foreign key (course_id, edition) references learning.edition (course_id, number),
  check ((state = 'draft') = (submitted_at is null)),
  check ((submitted_at is null) = (promised_by is null)),
  check ((state = 'returned') = (returned_words is not null)),
  check ((state = 'marked') = (mark is not null and score is not null and passed is not null and decided_at is not null)),
  check ((identity_method is null) = (identity_on is null))
);
comment on table learning.submission is 'What a learner hands in for an assignment: a draft until they submit it, then it never changes.';
comment on column learning.submission.number is 'The how-manieth at this step. What was returned unmarked does not count against what may be handed in.';
comment on column learning.submission.edition is 'By whose brief and rubric it is marked.';
comment on column learning.submission.state is 'returned: given back unmarked, because it could not be read; the learner hands in again.';
comment on column learning.submission.set_aside is 'What another tab or device had saved when this draft was saved without having seen it: kept until the learner lets it go.';
comment on column learning.submission.saves is 'Counts what was saved, so that nothing is written over unseen.';
comment on column learning.submission.peers_agreed is 'Others on the course may read it, without the name.';
comment on column learning.submission.promised_by is 'The day by which the learner was told that it is marked.';
comment on column learning.submission.mark is 'The mark that stands: levels and comments by criterion, and words on the whole.';
comment on column learning.submission.identity_method is 'How somebody was recognised, in words, and when; never a document.';
create index submission_waiting on learning.submission (promised_by) where state = 'submitted';
create index submission_course on learning.submission (course_id, step) where state <> 'draft';
create unique index submission_draft on learning.submission (enrolment_id, step) where state = 'draft';

create table learning.submission_file (
  id uuid primary key,
  submission_id uuid not null references learning.submission on delete cascade,
  name text not null check (name <> '' and length(name) <= 200),
  type text not null check (type in ('pdf', 'docx', 'odt', 'txt', 'md', 'png', 'jpeg')),
  bytes integer not null check (bytes between 1 and 10485760),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz not null
);
comment on table learning.submission_file is 'A file of a submission. It lies in the data folder under submissions, named by this id.';
comment on column learning.submission_file.name is 'As the learner named it; whoever marks without names is given a number instead.';
create index submission_file_submission on learning.submission_file (submission_id);

create table learning.marking (
  submission_id uuid not null references learning.submission on delete cascade,
  part text not null check (part in ('first', 'second')),
  marker_id uuid references accounts.person on delete set null,
  taken_until timestamptz not null,
  mark jsonb not null,
  score numeric check (score between 0 and 1),
  decided_at timestamptz,
  primary key (submission_id, part),
  check ((score is null) = (decided_at is null))
);
comment on table learning.marking is 'One marker''s mark of a submission: a draft until it is decided. The second is made without sight of the first.';
comment on column learning.marking.taken_until is 'Until when nobody else may take it; what was decided stays.';
create index marking_marker on learning.marking (marker_id);

create table learning.mark_agreement (
  submission_id uuid primary key references learning.submission on delete cascade,
  mark jsonb not null,
  score numeric not null check (score between 0 and 1),
  reason text not null check (reason <> '' and length(reason) <= 4000),
  proposed_by uuid references accounts.person on delete set null,
  proposed_at timestamptz not null,
  agreed_by uuid references accounts.person on delete set null,
  agreed_at timestamptz
);
comment on table learning.mark_agreement is 'The mark on which two who differed agree, or that a third gives, with the reason.';

create table learning.mark_appeal (
  submission_id uuid primary key references learning.submission on delete cascade,
  words text not null check (words <> '' and length(words) <= 4000),
  appealed_at timestamptz not null,
  outcome text check (outcome in ('stands', 'raised')),
  reason text check (reason <> '' and length(reason) <= 4000),
  decided_by uuid references accounts.person on delete set null,
  decided_at timestamptz,
  score_before numeric not null check (score_before between 0 and 1),
  check ((outcome is null) = (decided_at is null)),
  check ((outcome is null) = (reason is null))
);
comment on table learning.mark_appeal is 'A learner asks once for another look at a mark. It may rise by that and never falls.';

create table learning.peer_reading (
  id uuid primary key,
  submission_id uuid not null references learning.submission on delete cascade,
  reader_id uuid not null references learning.enrolment on delete cascade,
  asked_at timestamptz not null,
  answers jsonb,
  written_at timestamptz,
  thanked_at timestamptz,
  flagged_at timestamptz,
  flag_words text check (flag_words <> '' and length(flag_words) <= 2000),
  decision text check (decision in ('hidden', 'kept')),
  decided_by uuid references accounts.person on delete set null,
  decided_at timestamptz,
  unique (submission_id, reader_id),
  check ((answers is null) = (written_at is null)),
  check (flagged_at is null or written_at is not null),
  check ((decision is null) = (decided_at is null))
);
comment on table learning.peer_reading is 'Somebody on the course reads another''s work and answers by criterion, neither knowing the other''s name. Nobody''s completion waits for it.';
comment on column learning.peer_reading.flagged_at is 'Whoever got it says that it is hurtful or out of place: it is hidden until staff have looked.';
create index peer_reading_reader on learning.peer_reading (reader_id);
