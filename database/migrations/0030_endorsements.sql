-- Endorsements: a body says, signed, that a course or an achievement of somebody else counts with it, until a day.

create table credentials.endorsement (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  course_id uuid references catalogue.course,
  achievement_id uuid references credentials.achievement,
  key_id uuid not null references credentials.issuer_key,
  amount numeric(7, 2) check (amount > 0),
  unit text check (unit in ('hours', 'points')),
  words text not null default '',
  from_day date not null,
  last_day date not null,
  signed text not null,
  made timestamptz not null,
  status_list_id uuid not null references credentials.status_list,
  status_place integer not null check (status_place between 0 and 131071),
  revoked timestamptz,
  reason text,
  end_told boolean not null default false,
  unique (status_list_id, status_place),
  check (num_nonnulls(course_id, achievement_id) = 1),
  check ((amount is null) = (unit is null)),
  check (from_day <= last_day),
  check ((revoked is null) = (reason is null))
);
comment on table credentials.endorsement is 'Signed recognition by a body, byte for byte as it was signed. It stands beside credentials, never inside them: it can be revoked on its own.';
comment on column credentials.endorsement.organisation_id is 'The body that endorses.';
comment on column credentials.endorsement.amount is 'What it counts for with the body; null: recognised, without a figure.';
comment on column credentials.endorsement.words is 'What the body adds, in its own words.';
comment on column credentials.endorsement.last_day is 'It ends by itself after this day.';
comment on column credentials.endorsement.end_told is 'Whether the search was told that it has ended.';
create index endorsement_organisation on credentials.endorsement (organisation_id, made desc);
create index endorsement_course on credentials.endorsement (course_id) where course_id is not null;
create index endorsement_achievement on credentials.endorsement (achievement_id) where achievement_id is not null;
create index endorsement_key on credentials.endorsement (key_id);
create index endorsement_ending on credentials.endorsement (last_day) where revoked is null and not end_told;

create view credentials.standing_endorsement as
  select endorsement.id, body.now_id as body_id, endorsement.course_id, endorsement.achievement_id,
    endorsement.from_day, endorsement.last_day
  from credentials.endorsement
  join credentials.issuer_key key on key.id = endorsement.key_id and key.withdrawn is null
  join organisations.organisation_now body on body.id = endorsement.organisation_id
  join organisations.organisation_brief brief on brief.id = body.now_id
  where endorsement.revoked is null and (brief.verified or key.did like 'did:key:%');
comment on view credentials.standing_endorsement is 'Endorsements that stand, on the days from from_day to last_day: not revoked, the key not withdrawn, the body still proved (or a demonstration).';

create view credentials.course_recognition as
  select course.now_id as course_id, standing.body_id, standing.id as endorsement_id, standing.from_day, standing.last_day
  from credentials.standing_endorsement standing
  left join credentials.achievement on achievement.id = standing.achievement_id and achievement.state = 'published'
  join catalogue.course_now course on course.id = coalesce(standing.course_id, achievement.course_id);
comment on view credentials.course_recognition is 'For the features above: which bodies recognise a course, signed, from which day to which. Of the course itself, or of an achievement that it ends with.';
