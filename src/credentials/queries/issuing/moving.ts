/** The SQL of moving what was issued between organisations that are found to be one. Keys and lists stay: their names stand in signed files. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** By `keys`, the ids of the keys that signed them, credentials are found again: there may be a million. */
export type MovedIssuing = { keys: string[]; batches: string[]; programs: string[] };

export async function moveIssuing(trx: Db, from: string, into: string): Promise<MovedIssuing> {
  const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(trx)).rows.map(({ id }) => id);
  const keys = await idsOf(sql`
    select distinct key_id as id from credentials.credential where organisation_id = ${from}`);
  await sql`update credentials.credential set organisation_id = ${into} where organisation_id = ${from}`.execute(trx);
  await sql`update credentials.claim_letter set organisation_id = ${into} where organisation_id = ${from}`.execute(trx);
  return {
    keys,
    // What a program calls its request is its own: where both have used a name, the request of the one that goes loses its.
    batches: await idsOf(sql`
      update credentials.batch set organisation_id = ${into}, request_key = case when exists (
          select from credentials.batch other where other.organisation_id = ${into} and other.request_key = batch.request_key)
        then null else request_key end
      where organisation_id = ${from} returning id`),
    programs: await idsOf(sql`
      update credentials.api_key set organisation_id = ${into} where organisation_id = ${from} returning id`),
  };
}

export async function moveIssuingBack(
  trx: Db,
  { keys, batches, programs }: MovedIssuing,
  from: string,
  into: string,
): Promise<void> {
  await sql`
    update credentials.credential set organisation_id = ${from}
    where organisation_id = ${into} and key_id = any(${keys}::uuid[])`.execute(trx);
  await sql`
    update credentials.claim_letter letter set organisation_id = ${from} from credentials.recipient
    join credentials.credential on credential.id = credential_id
    where letter.organisation_id = ${into} and letter_id = letter.id and key_id = any(${keys}::uuid[])`.execute(trx);
  await sql`
    update credentials.batch set organisation_id = ${from}
    where organisation_id = ${into} and id = any(${batches}::uuid[])`.execute(trx);
  await sql`
    update credentials.api_key set organisation_id = ${from}
    where organisation_id = ${into} and id = any(${programs}::uuid[])`.execute(trx);
}
