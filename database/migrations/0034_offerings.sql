-- Runs of a course: places by voucher or purchase order, waiting, pauses, more time, moves, sessions and who was there.

alter table learning.offering
  add column extension_limit integer not null default 14 check (extension_limit between 0 and 365),
  add column employer_code_hash text check (employer_code_hash <> ''),
  add column listing_note text check (listing_note <> '' and length(listing_note) <= 500);
comment on column learning.offering.extension_limit is 'Days of more time that everybody has for the asking; beyond them the registrar decides.';
comment on column learning.offering.employer_code_hash is 'Whoever has this code may enrol in a private run, member or not. Sealed with the secret of the site.';
comment on column learning.offering.listing_note is 'Why the catalogue does not show this run as it stands here, in words for its staff; null: it does, or has no need to.';

create table learning.voucher_batch (
  id uuid primary key,
  offering_id uuid not null references learning.offering,
  name text not null check (name <> '' and length(name) <= 200),
  uses integer not null check (uses between 1 and 10000),
  expires date,
  withdrawn timestamptz,
  created timestamptz not null
);
comment on table learning.voucher_batch is 'Codes for places in one run, made together. The codes themselves are shown once and kept as hashes.';
comment on column learning.voucher_batch.uses is 'How often each code can be used.';
comment on column learning.voucher_batch.expires is 'The last day on which its codes can be used, in the time zone of the run.';
create index voucher_batch_offering on learning.voucher_batch (offering_id);

create table learning.voucher (
  id uuid primary key,
  batch_id uuid not null references learning.voucher_batch,
  code_hash text not null unique,
  hint text not null,
  used integer not null default 0 check (used >= 0)
);
comment on column learning.voucher.hint is 'Its last letters, so that a code can be found again in the list that was taken away.';
create index voucher_of_batch on learning.voucher (batch_id);

create table learning.voucher_use (
  id uuid primary key,
  voucher_id uuid not null references learning.voucher,
  enrolment_id uuid references learning.enrolment on delete set null,
  used_at timestamptz not null
);
comment on column learning.voucher_use.enrolment_id is 'Null: that person was erased; the use still counts.';
create index voucher_use_enrolment on learning.voucher_use (enrolment_id);
create index voucher_use_voucher on learning.voucher_use (voucher_id);

create table learning.invoice (
  id uuid primary key,
  offering_id uuid not null references learning.offering,
  enrolment_id uuid references learning.enrolment on delete set null,
  purchase_order text not null check (purchase_order <> '' and length(purchase_order) <= 60),
  billed text not null check (billed <> '' and length(billed) <= 500),
  billed_email text check (length(billed_email) <= 320),
  amount numeric(12, 2) not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('asked', 'invoiced', 'paid', 'refused')),
  reason text check (reason <> '' and length(reason) <= 500),
  asked_at timestamptz not null,
  decided_at timestamptz
);
comment on table learning.invoice is 'A place against a purchase order. No money is taken here: the registrar says what became of it.';
comment on column learning.invoice.enrolment_id is 'Null: that person was erased; the record of money stays without them.';
comment on column learning.invoice.billed is 'The organisation that pays, and its address.';
create index invoice_offering on learning.invoice (offering_id);
create index invoice_enrolment on learning.invoice (enrolment_id);

create table learning.waiting (
  offering_id uuid not null references learning.offering,
  person_id uuid not null references accounts.person on delete cascade,
  asked_at timestamptz not null,
  told_at timestamptz,
  primary key (offering_id, person_id)
);
comment on table learning.waiting is 'Who asked to be told when a seat is free. It holds no seat.';
create index waiting_person on learning.waiting (person_id);

create table learning.code_try (
  person_id uuid not null references accounts.person on delete cascade,
  kind text not null check (kind in ('voucher', 'employer', 'attendance')),
  since timestamptz not null,
  tries integer not null check (tries > 0),
  primary key (person_id, kind)
);
comment on table learning.code_try is 'Wrong codes that somebody tried of late, so that nobody finds one by guessing.';

create table learning.pause (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  from_day date not null,
  until_day date,
  made_at timestamptz not null,
  check (until_day is null or until_day >= from_day)
);
comment on table learning.pause is 'Days that count for no deadline of one''s own pace. No reason is asked.';
comment on column learning.pause.until_day is 'The day on which they go on; null: until they say so.';
create index pause_enrolment on learning.pause (enrolment_id);

create table learning.extension (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  days integer not null check (days between 1 and 365),
  state text not null check (state in ('asked', 'granted', 'refused')),
  words text check (words <> '' and length(words) <= 500),
  asked_at timestamptz not null,
  decided_at timestamptz
);
comment on table learning.extension is 'More time that was asked for. No reason is asked.';
comment on column learning.extension.words is 'What the registrar says to it.';
create unique index extension_asked on learning.extension (enrolment_id) where state = 'asked';
create index extension_enrolment on learning.extension (enrolment_id);

create table learning.move (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  from_offering uuid not null references learning.offering,
  to_offering uuid not null references learning.offering,
  from_edition integer not null,
  to_edition integer not null,
  moved_at timestamptz not null
);
comment on table learning.move is 'To another run, or by consent to another edition: what somebody learns by, and since when.';
create index move_enrolment on learning.move (enrolment_id);

create table learning.session (
  id uuid primary key,
  offering_id uuid not null references learning.offering,
  step text not null,
  starts timestamptz not null,
  ends timestamptz not null,
  address text check (address <> '' and length(address) <= 500),
  room text check (room <> '' and length(room) <= 200),
  access text check (access <> '' and length(access) <= 1000),
  link text check (link ~ '^https://' and length(link) <= 500),
  capacity integer check (capacity > 0),
  cancelled timestamptz,
  code text check (code ~ '^[A-Z]{6,8}$'),
  code_from timestamptz,
  code_until timestamptz,
  created timestamptz not null,
  changed timestamptz not null,
  check (ends > starts and ends <= starts + interval '48 hours'),
  check (address is not null or link is not null),
  check ((code is null) = (code_from is null) and (code is null) = (code_until is null))
);
comment on table learning.session is 'A live session of a run: when, where, for which step.';
comment on column learning.session.access is 'How one gets in and about: steps, lift, hearing loop, parking.';
comment on column learning.session.link is 'Shown to those who are enrolled, to nobody else.';
comment on column learning.session.code is 'Shown by staff in the room; whoever types it in its time was there.';
create index session_offering on learning.session (offering_id, starts);

create table learning.attendance (
  session_id uuid not null references learning.session,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  state text not null check (state in ('coming', 'present', 'excused')),
  how text check (how in ('code', 'staff')),
  at timestamptz not null,
  primary key (session_id, enrolment_id),
  check ((state = 'coming') = (how is null))
);
comment on table learning.attendance is 'Who comes to a session, who was there, and who is excused.';
create index attendance_enrolment on learning.attendance (enrolment_id);
