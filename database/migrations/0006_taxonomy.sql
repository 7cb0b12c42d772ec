-- A published taxonomy of skills and occupations (ESCO), loaded whole by `cairn import-taxonomy` beside the vocabulary that
-- ships with Cairn. Loading again replaces what differs and leaves the rest untouched. Addresses are compared by their bytes.

create table catalogue.skill (
  uri text collate "C" primary key,
  label text not null check (label <> ''),
  kind text check (kind in ('skill', 'knowledge')),
  reuse text not null,
  description text not null,
  ours text
);
comment on table catalogue.skill is 'A skill of a loaded taxonomy.';
comment on column catalogue.skill.kind is 'null: the taxonomy does not say.';
comment on column catalogue.skill.reuse is 'How widely it is of use: transversal, cross-sector, sector-specific, occupation-specific.';
comment on column catalogue.skill.ours is 'The id of the same skill in the vocabulary that ships with Cairn; null: it has none.';
create index skill_ours on catalogue.skill (ours) where ours is not null;

create table catalogue.skill_label (
  skill text collate "C" not null references catalogue.skill on delete cascade,
  label text collate "C" not null check (label <> ''),
  primary key (skill, label)
);
comment on table catalogue.skill_label is 'Other names of a skill.';
create index skill_label_folded on catalogue.skill_label (lower(label));

create table catalogue.skill_group (
  code text collate "C" primary key,
  uri text collate "C" not null unique,
  label text not null,
  description text not null,
  parent text collate "C" references catalogue.skill_group deferrable initially deferred
);
comment on table catalogue.skill_group is 'A group of skills: ISCED-F fields of knowledge (K), skills (S), languages (L), transversal skills (T).';

create table catalogue.skill_in_group (
  skill text collate "C" not null references catalogue.skill on delete cascade,
  code text collate "C" not null references catalogue.skill_group on delete cascade,
  primary key (skill, code)
);
create index skill_in_group_code on catalogue.skill_in_group (code);

create table catalogue.skill_broader (
  skill text collate "C" not null references catalogue.skill on delete cascade,
  broader text collate "C" not null references catalogue.skill on delete cascade,
  primary key (skill, broader)
);
comment on table catalogue.skill_broader is 'A skill that is part of a broader skill.';
create index skill_broader_broader on catalogue.skill_broader (broader);

create table catalogue.occupation (
  uri text collate "C" primary key,
  code text not null,
  isco text not null,
  label text not null check (label <> ''),
  description text not null,
  ours text
);
comment on table catalogue.occupation is 'An occupation of a loaded taxonomy.';
comment on column catalogue.occupation.isco is 'ISCO-08 unit group.';
comment on column catalogue.occupation.ours is 'The id of the same occupation in the vocabulary that ships with Cairn; null: it has none.';

create table catalogue.occupation_label (
  occupation text collate "C" not null references catalogue.occupation on delete cascade,
  label text collate "C" not null check (label <> ''),
  primary key (occupation, label)
);
create index occupation_label_folded on catalogue.occupation_label (lower(label));

create table catalogue.occupation_skill (
  occupation text collate "C" not null references catalogue.occupation on delete cascade,
  skill text collate "C" not null references catalogue.skill on delete cascade,
  need text not null check (need in ('essential', 'optional')),
  primary key (occupation, skill)
);
comment on table catalogue.occupation_skill is 'What an occupation needs. Essential wins where a taxonomy says both.';
create index occupation_skill_skill on catalogue.occupation_skill (skill);
