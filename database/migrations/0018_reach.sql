-- How often courses are found, opened and handed over, by day: figures alone, of nobody.

create table discovery.reach (
  course_id uuid not null,
  day date not null,
  found integer not null default 0 check (found >= 0),
  opened integer not null default 0 check (opened >= 0),
  handed_over integer not null default 0 check (handed_over >= 0),
  primary key (course_id, day)
);
comment on table discovery.reach is 'How often a course stood on a page of results, its own page was opened, and somebody went on to its provider. Nothing is kept of who.';
create index reach_day on discovery.reach (day);
