-- What learners did and the store of statements does not hold yet: written with the act itself, told in batches.

create table learning.untold (
  id uuid primary key,
  enrolment_id uuid not null references learning.enrolment on delete cascade,
  edition integer not null,
  step text,
  verb text not null check (verb in ('initialized', 'completed', 'passed', 'failed')),
  score numeric check (score between 0 and 1),
  at timestamptz not null
);
comment on table learning.untold is 'What a learner did, in the transaction in which it was done, until it is a statement.';
comment on column learning.untold.id is 'Becomes the id of the statement, so that nothing is told twice.';
comment on column learning.untold.step is 'Null: the whole course.';
create index untold_enrolment on learning.untold (enrolment_id);
