-- What people write beneath pages, what is reported of it, and how that is decided. A subject is opaque: "feature:thing:id".

create schema discussion;

create table discussion.post (
  id uuid primary key,
  subject text not null check (subject ~ '^[a-z]+:[a-z-]+:.+$' and length(subject) <= 200),
  answers_id uuid references discussion.post,
  thread_id uuid not null references discussion.post,
  person_id uuid references accounts.person on delete set null,
  text text check (text <> ''),
  state text not null default 'shown' check (state in ('shown', 'held', 'hidden')),
  created timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  removed_by text check (removed_by in ('author', 'erasure')),
  check ((answers_id is null) = (thread_id = id)),
  check ((removed_at is null) = (removed_by is null)),
  check ((removed_at is null) = (text is not null)),
  check (removed_by is distinct from 'erasure' or person_id is null)
);
comment on table discussion.post is 'Something that somebody wrote. Removed, it stays as a stone, so that what answers it has its place.';
comment on column discussion.post.thread_id is 'The post that began this thread; itself where it did.';
comment on column discussion.post.state is 'held: reported as unlawful and not decided in time, hidden until it is. hidden: a moderator decided so.';
create index post_subject on discussion.post (subject, thread_id);
create index post_thread on discussion.post (thread_id, created);
create index post_answers on discussion.post (answers_id) where answers_id is not null;
create index post_person on discussion.post (person_id, created);

create table discussion.report (
  id uuid primary key,
  post_id uuid not null references discussion.post,
  person_id uuid references accounts.person on delete set null,
  category text not null check (category in ('unlawful', 'personal-data', 'abuse', 'spam', 'off-topic', 'other')),
  words text,
  state text not null default 'open' check (state in ('open', 'decided', 'moot')),
  created timestamptz not null,
  closed_at timestamptz,
  check ((state = 'open') = (closed_at is null))
);
comment on table discussion.report is 'Somebody asks moderators to look at a post. moot: it was removed by its author before they decided.';
create unique index report_once on discussion.report (post_id, person_id);
create index report_person on discussion.report (person_id, created);
create index report_open on discussion.report (created) where state = 'open';

create table discussion.decision (
  id uuid primary key,
  post_id uuid not null references discussion.post,
  person_id uuid references accounts.person on delete set null,
  outcome text not null check (outcome in ('hidden', 'kept')),
  category text not null check (category in ('unlawful', 'personal-data', 'abuse', 'spam', 'off-topic', 'other')),
  reason text check (reason <> ''),
  hours numeric(10, 2) not null check (hours >= 0),
  created timestamptz not null
);
comment on table discussion.decision is 'What a moderator decided of a post after reports, with the reason that was sent to its author and to who reported it.';
comment on column discussion.decision.person_id is 'The moderator.';
comment on column discussion.decision.hours is 'Since the first report that it answers.';
create index decision_post on discussion.decision (post_id, created);
create index decision_person on discussion.decision (person_id);

alter table discussion.report add column decision_id uuid references discussion.decision,
  add check ((state = 'decided') = (decision_id is not null));
create index report_decision on discussion.report (decision_id) where decision_id is not null;

create table discussion.appeal (
  id uuid primary key,
  decision_id uuid not null references discussion.decision unique,
  person_id uuid references accounts.person on delete set null,
  words text,
  state text not null default 'open' check (state in ('open', 'upheld', 'reversed', 'moot')),
  created timestamptz not null,
  decided_by uuid references accounts.person on delete set null,
  same_moderator boolean not null default false,
  reason text check (reason <> ''),
  closed_at timestamptz,
  check ((state = 'open') = (closed_at is null))
);
comment on table discussion.appeal is 'One asks for another look at a decision, once. upheld: the decision stands.';
comment on column discussion.appeal.same_moderator is 'Whoever decided first decided again: the site had only one moderator then.';
create index appeal_person on discussion.appeal (person_id);
create index appeal_decided_by on discussion.appeal (decided_by);
create index appeal_open on discussion.appeal (created) where state = 'open';

create table discussion.held (
  post_id uuid not null references discussion.post,
  at timestamptz not null,
  primary key (post_id, at)
);
comment on table discussion.held is 'Posts that were hidden by the clock: reported as unlawful, and nobody had decided within 20 hours.';
