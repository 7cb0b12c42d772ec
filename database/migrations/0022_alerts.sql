-- Alerts: what people are told of, each once, and letters that a crash can neither repeat nor lose in silence.

alter table platform.mail add column sending_at timestamptz;
comment on column platform.mail.sending_at is 'Set just before the mail server is given the end of the letter. Set without sent_at: whether it was taken is not known.';

create view catalogue.development_topic as
  select development.id, development.slug, development.title, development.day, development.state, development.published_at,
    development.skills, development.occupations, development.subjects
  from catalogue.development;
comment on view catalogue.development_topic is 'For the features above: what a development is about.';

create view catalogue.course_start as
  select course.id, course.num, course.state, course.merged_into,
    exists (
      select from catalogue.listing where listing.course_id = course.id and (
        listing.first_seen < course.created::date
        or exists (select from catalogue.merge_decision where not is_one and listing_id = listing.id)
        or exists (select from catalogue.merge_decision where not is_one and other_id = listing.id))
    ) as from_another
  from catalogue.course;
comment on view catalogue.course_start is 'For the features above: how a course began. from_another: its listings were shown before, as another course that it was parted from.';

create table lists.alert_follower (
  only_row boolean primary key default true check (only_row),
  seq bigint not null
);
comment on table lists.alert_follower is 'How far the change log of the catalogue was read for alerts. Whoever reads on holds this row.';

create table lists.announced (
  num integer primary key
);
comment on table lists.announced is 'Courses that are not new any more: none is announced twice, whatever leaves and comes back.';

create table lists.announced_development (
  development_id uuid primary key
);

create table lists.watched (
  course_id uuid primary key,
  facts jsonb not null,
  starts date,
  enrol_until date
);
comment on table lists.watched is 'What was last known of each course that is in a list, to tell what changes.';
create index watched_starts on lists.watched (starts) where starts is not null;
create index watched_enrol_until on lists.watched (enrol_until) where enrol_until is not null;

create table lists.alert (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  kind text not null check (kind in ('new', 'price', 'start', 'closing', 'refreshed', 'withdrawn', 'development')),
  subject text not null check (subject ~ '^(search|decision|follow|course|development):[0-9a-f-]{36}$'),
  event text not null,
  facts jsonb not null,
  created timestamptz not null,
  changed timestamptz not null,
  told_on date,
  read_at timestamptz,
  unique (person_id, kind, subject, event)
);
comment on table lists.alert is 'One line that a person is told, in the product, by feed and by letter.';
comment on column lists.alert.event is 'What is told once and for all, such as the day of a start. Empty while the line waits for a letter and what follows joins it; then its own id.';
comment on column lists.alert.told_on is 'The day of the letter in which it stood, or would have stood had there been one.';
create index alert_newest on lists.alert (person_id, changed desc, id);
create index alert_waiting on lists.alert (person_id) where told_on is null;
create index alert_changed on lists.alert (changed);

create table lists.alert_choice (
  person_id uuid primary key references accounts.person on delete cascade,
  every text not null check (every in ('day', 'week', 'never')),
  unwanted text[] not null default '{}',
  changed timestamptz not null
);
comment on table lists.alert_choice is 'How a person wants to be told, where they said so. unwanted: kinds of alerts.';

create table lists.alert_letter (
  person_id uuid not null references accounts.person on delete cascade,
  day date not null,
  lines integer not null check (lines > 0),
  primary key (person_id, day)
);
comment on table lists.alert_letter is 'Letters of alerts: at most one for a person and day.';

create table lists.alert_feed (
  id uuid primary key,
  person_id uuid not null unique references accounts.person on delete cascade,
  made timestamptz not null
);
comment on table lists.alert_feed is 'The private feed of a person. Its address is made from this id and the secret of the site.';
