/** The SQL of courses that turn out to be another organisation's, which was the same all the time. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Ids of rows that were moved. */
export type MovedRows = {
  courses: string[];
  offered: string[];
  awarded: string[];
  recognised: string[];
  feeds: string[];
  sources: number[];
};

type Ids<Id> = { rows: { id: Id }[] };
const idsOf = <Id>({ rows }: Ids<Id>): Id[] => rows.map(({ id }) => id);

/** Everything of one organisation becomes another's. */
export async function moveRows(trx: Db, from: string, into: string): Promise<MovedRows> {
  return {
    courses: idsOf(
      await sql<{ id: string }>`
        update catalogue.course set provider_id = ${into} where provider_id = ${from} returning id`.execute(trx),
    ),
    offered: idsOf(
      await sql<{ id: string }>`
        update catalogue.listing set provider_id = ${into} where provider_id = ${from} returning id`.execute(trx),
    ),
    awarded: idsOf(
      await sql<{ id: string }>`
        update catalogue.listing set awarding_ids = array_replace(awarding_ids, ${from}, ${into})
        where ${from} = any(awarding_ids) and not ${into} = any(awarding_ids) returning id`.execute(trx),
    ),
    recognised: idsOf(
      await sql<{ id: string }>`
        update catalogue.listing set recognising_ids = array_replace(recognising_ids, ${from}, ${into})
        where ${from} = any(recognising_ids) and not ${into} = any(recognising_ids) returning id`.execute(trx),
    ),
    feeds: idsOf(
      await sql<{ id: string }>`
        update catalogue.feed set organisation_id = ${into} where organisation_id = ${from} returning id`.execute(trx),
    ),
    sources: idsOf(
      await sql<{ id: number }>`
        update catalogue.source set publisher_id = ${into} where publisher_id = ${from} returning id`.execute(trx),
    ),
  };
}

/** Gives back what was moved, unless an import has since said otherwise. */
export async function moveRowsBack(trx: Db, moved: MovedRows, from: string, into: string): Promise<void> {
  await sql`
    update catalogue.course set provider_id = ${from} where id = any(${moved.courses}::uuid[]) and provider_id = ${into}`.execute(
    trx,
  );
  await sql`
    update catalogue.listing set provider_id = ${from} where id = any(${moved.offered}::uuid[]) and provider_id = ${into}`.execute(
    trx,
  );
  await sql`
    update catalogue.listing set awarding_ids = array_replace(awarding_ids, ${into}, ${from})
    where id = any(${moved.awarded}::uuid[])`.execute(trx);
  await sql`
    update catalogue.listing set recognising_ids = array_replace(recognising_ids, ${into}, ${from})
    where id = any(${moved.recognised}::uuid[])`.execute(trx);
  await sql`
    update catalogue.feed set organisation_id = ${from} where id = any(${moved.feeds}::uuid[])`.execute(trx);
  await sql`
    update catalogue.source set publisher_id = ${from} where id = any(${moved.sources}::int[]) and publisher_id = ${into}`.execute(
    trx,
  );
}

/** The numbers of all courses that name one of these organisations, or of which a moved listing is part. */
export async function coursesNaming(trx: Db, ids: readonly string[], moved: MovedRows): Promise<number[]> {
  const listings = [...moved.offered, ...moved.awarded, ...moved.recognised];
  const { rows } = await sql<{ num: number }>`
    select num from catalogue.course where provider_id = any(${ids}::uuid[])
    union
    select num from catalogue.course join catalogue.listing on listing.course_id = course.id
    where listing.id = any(${listings}::uuid[])`.execute(trx);
  return rows.map(({ num }) => num);
}
