-- Files of the courses that are delivered here: pictures, videos, sound, captions, documents.

create table learning.media (
  course_id uuid not null references learning.course on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null check (type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes bigint not null check (bytes > 0),
  added_by uuid references accounts.person on delete set null,
  added timestamptz not null,
  primary key (course_id, name)
);
comment on table learning.media is 'Files of a course. The bytes lie in the data folder under their SHA-256; a name never comes to mean other bytes.';
comment on column learning.media.type is 'By the bytes themselves, never by the name.';
comment on column learning.media.added_by is 'Null: at the terminal, or somebody whose account is gone.';
create index media_sha256 on learning.media (sha256);
create index media_added_by on learning.media (added_by) where added_by is not null;
create function learning.refuse_other_bytes() returns trigger language plpgsql as $$
begin
  raise exception 'a file of a course never changes: keep it under another name';
end $$;
create trigger media_stays before update of course_id, name, sha256, type, bytes on learning.media
  for each row execute function learning.refuse_other_bytes();
