-- Discovery keeps its index in memory and a snapshot of it on disk. The snapshot says which database it was made from.
create schema discovery;

create table discovery.database_identity (
  id uuid not null default gen_random_uuid(),
  only_row boolean primary key default true check (only_row)
);
comment on table discovery.database_identity is 'One row: tells this database from every other, so that a snapshot of the index is never used with another.';

insert into discovery.database_identity default values;
