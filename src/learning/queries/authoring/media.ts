/** The SQL of the files of courses. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Media } from '../../schema/media.js';

const columns = sql`course_id as "courseId", name, sha256, type, bytes::float8 as bytes, added`;

export async function findMedia(db: Db, courseId: string, name: string): Promise<Media | null> {
  const { rows } = await sql<Media>`
    select ${columns} from learning.media where course_id = ${courseId} and name = ${name}`.execute(db);
  return rows[0] ?? null;
}

export async function listMedia(db: Db, courseId: string): Promise<Media[]> {
  const { rows } = await sql<Media>`
    select ${columns} from learning.media where course_id = ${courseId} order by name limit 2000`.execute(db);
  return rows;
}

export async function insertMedia(trx: Db, media: Media & { addedBy: string | null }): Promise<void> {
  await sql`
    insert into learning.media (course_id, name, sha256, type, bytes, added_by, added)
    values (${media.courseId}, ${media.name}, ${media.sha256}, ${media.type}, ${media.bytes}, ${media.addedBy}, ${media.added})`.execute(
    trx,
  );
}

export async function deleteMedia(trx: Db, courseId: string, name: string): Promise<boolean> {
  const { rows } = await sql`
    delete from learning.media where course_id = ${courseId} and name = ${name} returning name`.execute(trx);
  return rows.length > 0;
}

/** All files of an organisation together, one that several courses have counted for each. */
export async function mediaBytesOf(db: Db, organisationId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(m.bytes), 0)::float8 as bytes
    from learning.media m join learning.course c on c.id = m.course_id
    where c.organisation_id = ${organisationId}`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Whether any edition that was published names the file. */
export async function isPublishedMedia(db: Db, courseId: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ number: number }>`
    select number from learning.edition
    where course_id = ${courseId} and strpos(content::text, ${`media:${name}`}) > 0 limit 1`.execute(db);
  return rows.length > 0;
}

/** Of each of these that some course has: how many bytes it should hold. */
export async function keptBytes(db: Db, hashes: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ sha256: string; bytes: number }>`
    select distinct sha256, bytes::float8 as bytes from learning.media where sha256 = any(${hashes}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
}

/** Every file that some course has, by its hash. */
export async function allKept(db: Db): Promise<{ sha256: string; bytes: number }[]> {
  const { rows } = await sql<{ sha256: string; bytes: number }>`
    select distinct sha256, bytes::float8 as bytes from learning.media`.execute(db);
  return rows;
}

/** Files are put in place by many at once (`shared`), and taken away by one alone. Until the transaction ends. */
export async function holdMedia(trx: Db, { shared }: { shared: boolean }): Promise<void> {
  if (shared) await sql`select pg_advisory_xact_lock_shared(hashtext('learning.media'))`.execute(trx);
  else await sql`select pg_advisory_xact_lock(hashtext('learning.media'))`.execute(trx);
}

/** The editions of a course by which a person learns or learnt. */
export async function editionsOfPerson(db: Db, courseId: string, personId: string): Promise<number[]> {
  const { rows } = await sql<{ edition: number }>`
    select distinct edition from learning.enrolment
    where course_id = ${courseId} and person_id = ${personId}`.execute(db);
  return rows.map(({ edition }) => edition);
}

export async function mediaAddedBy(db: Db, personId: string): Promise<{ course: string; name: string; added: Date }[]> {
  const { rows } = await sql<{ course: string; name: string; added: Date }>`
    select c.draft->>'title' as course, m.name, m.added
    from learning.media m join learning.course c on c.id = m.course_id
    where m.added_by = ${personId} order by m.added, m.name`.execute(db);
  return rows;
}

/** Returns of how many files. */
export async function forgetWhoAdded(trx: Db, personId: string): Promise<number> {
  const { rows } = await sql`
    update learning.media set added_by = null where added_by = ${personId} returning name`.execute(trx);
  return rows.length;
}
