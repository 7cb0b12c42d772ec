-- Learners among each other, and with the staff of their course: directories by opt-in, contacts by consent of both, questions.

create view wallet.holding_brief as select id, person_id, credential_id, recipient from wallet.holding;
comment on view wallet.holding_brief is 'Who holds what, for features above.';
create view credentials.credential_brief as
  select id, achievement_id, valid_until, revoked is null and suspended is null and declined is null as stands
  from credentials.credential;
comment on view credentials.credential_brief is 'What was issued, and whether it stands until its end, for features above.';

create table learning.listing (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  enrolment_id uuid unique references learning.enrolment on delete cascade,
  achievement_id uuid references credentials.achievement,
  name text not null check (name <> '' and length(name) <= 200),
  about text check (about <> '' and length(about) <= 200),
  workplace text check (workplace <> '' and length(workplace) <= 200),
  created timestamptz not null,
  changed timestamptz not null,
  unique (person_id, achievement_id),
  check ((enrolment_id is null) <> (achievement_id is null))
);
comment on table learning.listing is 'Somebody chose to be seen by those who take a course with them, or hold the same credential. Without a row nobody is.';
comment on column learning.listing.name is 'As they chose to be called there.';
create index listing_achievement on learning.listing (achievement_id) where achievement_id is not null;

create table learning.contact (
  id uuid primary key,
  asker_id uuid not null references accounts.person on delete cascade,
  asked_id uuid not null references accounts.person on delete cascade,
  asker_name text not null check (asker_name <> '' and length(asker_name) <= 200),
  asked_name text not null check (asked_name <> '' and length(asked_name) <= 200),
  asker_contact text check (asker_contact <> '' and length(asker_contact) <= 300),
  asked_contact text check (asked_contact <> '' and length(asked_contact) <= 300),
  state text not null check (state in ('asked', 'accepted', 'declined', 'ended')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  unique (asker_id, asked_id),
  check (asker_id <> asked_id),
  check ((state = 'accepted') = (asked_contact is not null)),
  check (state in ('asked', 'accepted') or asker_contact is null),
  check (state <> 'ended' or ended_at is not null)
);
comment on table learning.contact is 'One person asked another to exchange contacts, with the consent of each and when it was given or ended. Contacts stand here only while they are agreed to.';
comment on column learning.contact.state is 'declined is never told: to who asked it looks as before, until they take it back (ended_at).';
create index contact_asked on learning.contact (asked_id);

create table learning.block (
  person_id uuid not null references accounts.person on delete cascade,
  blocked_id uuid not null references accounts.person on delete cascade,
  name text not null check (name <> '' and length(name) <= 200),
  created timestamptz not null,
  primary key (person_id, blocked_id),
  check (person_id <> blocked_id)
);
comment on table learning.block is 'They do not see each other in any directory, and nothing is exchanged between them.';
comment on column learning.block.name is 'By which they were met.';
create index block_blocked on learning.block (blocked_id);

create table learning.follow (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  subject text not null check (subject <> '' and length(subject) <= 200),
  since timestamptz not null,
  primary key (enrolment_id, subject)
);
comment on table learning.follow is 'Discussions of a course whose new posts a learner is told of.';

create table learning.digest (
  person_id uuid primary key references accounts.person on delete cascade,
  every text not null check (every in ('day', 'week')),
  told_until timestamptz not null
);
comment on table learning.digest is 'Who has a letter of what is new in the discussions that they follow, how often, and up to when they were told.';

create table learning.question (
  enrolment_id uuid primary key references learning.enrolment on delete cascade,
  waiting_since timestamptz,
  told boolean not null default false,
  last_at timestamptz not null
);
comment on table learning.question is 'The private talk of a learner with the staff of their course; its words are posts of discussion.';
comment on column learning.question.waiting_since is 'When the first question was asked that staff have not answered yet; null: none waits.';
comment on column learning.question.told is 'Whether staff had a letter of what waits.';
create index question_waiting on learning.question (waiting_since) where waiting_since is not null;

create table learning.check_in (
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  sent_at timestamptz not null,
  primary key (enrolment_id, sent_at)
);
comment on table learning.check_in is 'Letters “Are you all right?” that staff sent to a learner who seems stuck.';
