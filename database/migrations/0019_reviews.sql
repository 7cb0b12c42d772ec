-- What past learners say of courses: one review for each learner and edition, with its votes, reply, complaints and proofs.
-- The words stand as a post of discussion too, so that reports, decisions and appeals are the same everywhere.

create view discussion.post_brief as
  select id, subject, text, state, removed_at is not null as removed, created, edited_at from discussion.post;
comment on view discussion.post_brief is 'For the features above that keep their words as posts: whether these may be shown.';

create view discussion.report_brief as
  select report.id, report.post_id, report.state, report.created, report.closed_at, decision.id as decision_id,
    decision.outcome, decision.reason, appeal.state as appeal
  from discussion.report
  left join discussion.decision on decision.id = report.decision_id
  left join discussion.appeal on appeal.decision_id = decision.id;
comment on view discussion.report_brief is 'For the features above: what came of a report.';

create view organisations.member_brief as
  select coalesce(organisation.merged_into, organisation.id) as organisation_id, member.person_id
  from organisations.member join organisations.organisation on organisation.id = member.organisation_id;
comment on view organisations.member_brief is 'For the features above: who belongs to which organisation, where two rows became one to that one.';

create view catalogue.course_whole as select id, num, merged_into, coalesce(merged_into, id) as whole_id from catalogue.course;
comment on view catalogue.course_whole is 'For the features above: the course that a course was found to be; itself where it is one of its own.';

create view catalogue.course_party as
  select course.id as course_id, coalesce(organisation.merged_into, organisation.id) as organisation_id, 'provider' as part
  from catalogue.course join organisations.organisation on organisation.id = course.provider_id
  union
  select listing.course_id, coalesce(organisation.merged_into, organisation.id), 'awarding'
  from catalogue.listing join organisations.organisation on organisation.id = any(listing.awarding_ids);
comment on view catalogue.course_party is 'For the features above: the provider of a course, and the bodies that award it by any listing, withdrawn ones too.';

create schema reviews;

create table reviews.review (
  id uuid primary key,
  course_id uuid not null references catalogue.course,
  edition integer not null check (edition > 0),
  person_id uuid references accounts.person on delete set null,
  post_id uuid not null references discussion.post unique,
  overall smallint check (overall between 1 and 5),
  content_current smallint check (content_current between 1 and 5),
  workload_true smallint check (workload_true between 1 and 5),
  support smallint check (support between 1 and 5),
  assessment_fair smallint check (assessment_fair between 1 and 5),
  useful smallint check (useful between 1 and 5),
  advantages text check (advantages <> ''),
  disadvantages text check (disadvantages <> ''),
  suits text check (suits <> ''),
  hours numeric(6, 1) check (hours > 0 and hours <= 5000),
  paid text check (paid in ('self', 'employer', 'both', 'scheme', 'free')),
  incentive text check (incentive in ('none', 'discount', 'gift', 'payment', 'other')),
  finished text check (finished in ('finished', 'part', 'not')),
  taken text check (taken ~ '^\d{4}-\d\d$'),
  signed boolean not null default false,
  signals text[] not null default '{}',
  version integer not null default 1 check (version > 0),
  affiliated_at timestamptz,
  created timestamptz not null,
  changed_at timestamptz,
  removed_at timestamptz,
  removed_state text check (removed_state in ('shown', 'held', 'hidden')),
  check ((removed_at is null) = (overall is not null)),
  check ((removed_at is null) = (removed_state is null))
);
comment on table reviews.review is 'What one learner says of one edition of a course. Removed, a row without words, ratings and, after erasure, without person stays.';
comment on column reviews.review.overall is '1 (poor) to 5 (excellent), as all ratings here; an aspect that is null was left out.';
comment on column reviews.review.hours is 'Really spent, as the learner says.';
comment on column reviews.review.taken is 'The month in which it was taken or ended, YYYY-MM.';
comment on column reviews.review.signed is 'Whether the name of the account stands beside it; else "A learner".';
comment on column reviews.review.signals is 'Why it was held for a moderator when it came; empty: it was not.';
comment on column reviews.review.affiliated_at is 'When the learner was found to belong to the provider or awarding body; it does not count from then on, for good.';
comment on column reviews.review.removed_state is 'How it stood when it was removed.';
create unique index review_once on reviews.review (course_id, edition, person_id) where removed_at is null;
create index review_course on reviews.review (course_id, created);
create index review_person on reviews.review (person_id, created);
create index review_created on reviews.review (created);

create table reviews.earlier (
  review_id uuid not null references reviews.review,
  version integer not null check (version > 0),
  said jsonb not null,
  until timestamptz not null,
  primary key (review_id, version)
);
comment on table reviews.earlier is 'What a review said before it was changed, for its author and moderators. Gone with the review.';

create table reviews.vote (
  review_id uuid not null references reviews.review,
  person_id uuid not null references accounts.person on delete cascade,
  helpful boolean not null,
  at timestamptz not null,
  primary key (review_id, person_id)
);
comment on table reviews.vote is 'Whether a reader found a review helpful: one vote a person and review.';
create index vote_person on reviews.vote (person_id);

create table reviews.reply (
  review_id uuid primary key references reviews.review,
  post_id uuid not null references discussion.post unique,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid references accounts.person on delete set null,
  created timestamptz not null
);
comment on table reviews.reply is 'The one answer of the provider, in the name of the organisation; its text is the post.';
create index reply_organisation on reviews.reply (organisation_id);
create index reply_person on reviews.reply (person_id);

create table reviews.complaint (
  id uuid primary key,
  review_id uuid not null references reviews.review,
  organisation_id uuid not null references organisations.organisation,
  person_id uuid references accounts.person on delete set null,
  report_id uuid not null references discussion.report unique,
  ground text not null check (ground in ('false', 'not-learner', 'names-person', 'unlawful', 'other')),
  created timestamptz not null,
  due timestamptz not null,
  unique (review_id, organisation_id)
);
comment on table reviews.complaint is 'A provider says that a review must not stand. It is decided as the report that it is; due: by when.';
create index complaint_organisation on reviews.complaint (organisation_id);
create index complaint_person on reviews.complaint (person_id);

create table reviews.proof (
  id uuid primary key,
  person_id uuid not null references accounts.person on delete cascade,
  course_id uuid not null references catalogue.course,
  edition integer check (edition > 0),
  by text not null check (by in ('credential', 'graded-step')),
  reference text not null check (reference <> ''),
  facts jsonb not null,
  stands boolean not null,
  at timestamptz not null,
  ended_at timestamptz,
  unique (by, reference, course_id)
);
comment on table reviews.proof is 'That a person took a course, written by the features that can know it and judged here from the facts they gave.';
comment on column reviews.proof.edition is 'Null: of no edition in particular.';
comment on column reviews.proof.reference is 'The credential or attempt, as its feature names it; what ends the proof names it again.';
comment on column reviews.proof.stands is 'False: the facts do not prove it, or no longer.';
create index proof_person on reviews.proof (person_id, course_id) where stands;
create index proof_course on reviews.proof (course_id);

create table reviews.prior (
  single boolean primary key default true check (single),
  mean numeric(4, 3) not null check (mean between 1 and 5),
  strength numeric(6, 2) not null check (strength > 0),
  ratings integer not null check (ratings >= 0),
  at timestamptz not null default now()
);
comment on table reviews.prior is 'What a course without reviews is thought to be worth, and how many full ratings that thought counts as. Made anew each night.';
insert into reviews.prior (mean, strength, ratings) values (3.5, 5, 0);

create view reviews.standing as
  select review.id, review.course_id, course.whole_id, review.person_id, review.edition, post.state,
    review.affiliated_at is not null or exists (
      select from catalogue.course_party party
      join organisations.member_brief member on member.organisation_id = party.organisation_id
      where party.course_id in (course.id, course.whole_id) and member.person_id = review.person_id) as affiliated,
    exists (
      select from reviews.proof join catalogue.course_whole of_proof on of_proof.id = proof.course_id
      where proof.person_id = review.person_id and of_proof.whole_id = course.whole_id and proof.stands
        and (proof.edition is null or proof.edition = review.edition)) as verified
  from reviews.review
  join discussion.post_brief post on post.id = review.post_id
  join catalogue.course_whole course on course.id = review.course_id
  where review.removed_at is null and not post.removed;
comment on view reviews.standing is 'How each review that is there stands: shown, held or hidden; of somebody who belongs to the provider; of a proved learner.';
