/** The SQL of what issuing holds about a person. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

const mine = (personId: string, emails: readonly string[]) =>
  sql`(recipient.person_id = ${personId} or recipient.email = any(${emails}::text[]))`;

/** What an export tells, part by part, in plain rows. */
export async function issuingAbout(
  db: Db,
  personId: string,
  emails: readonly string[],
): Promise<Record<'issuedToYou' | 'awardsThatWait' | 'batchesYouMade' | 'keysYouMade', unknown[]>> {
  const rowsOf = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    issuedToYou: await rowsOf(sql`
      select credential.id, organisation.name as issuer, recipient.email, recipient.name, recipient.did, credential.issued,
        credential.valid_from as "validFrom", credential.valid_until as "validUntil", claimed, declined, suspended, revoked, reason,
        words,
        case when signed like '{%' then signed::jsonb else to_jsonb(signed) end as credential
      from credentials.credential join credentials.recipient on recipient.credential_id = credential.id
      join organisations.organisation on organisation.id = credential.organisation_id
      where ${mine(personId, emails)} order by credential.issued, credential.id`),
    awardsThatWait: await rowsOf(sql`
      select organisation.name as issuer, award.email, award.content as award from credentials.award
      join credentials.batch on batch.id = batch_id join organisations.organisation on organisation.id = batch.organisation_id
      where award.email = any(${emails}::text[]) order by batch.made`),
    batchesYouMade: await rowsOf(sql`
      select organisation.name as issuer, batch.name, way, total, done, made from credentials.batch
      join organisations.organisation on organisation.id = batch.organisation_id where made_by = ${personId} order by made`),
    keysYouMade: await rowsOf(sql`
      select organisation.name as issuer, api_key.name, made, used_on as "usedOn", withdrawn from credentials.api_key
      join organisations.organisation on organisation.id = api_key.organisation_id where made_by = ${personId} order by made`),
  };
}

/** How many stay signed with their issuers, without the person. */
export async function unlinkFromIssuing(trx: Db, personId: string, emails: readonly string[]): Promise<number> {
  await sql`delete from credentials.award where email = any(${emails}::text[])`.execute(trx);
  await sql`update credentials.batch set made_by = null, name = 'Batch' where made_by = ${personId}`.execute(trx);
  await sql`update credentials.api_key set made_by = null, name = 'Program' where made_by = ${personId}`.execute(trx);
  const { numAffectedRows } = await sql`
    delete from credentials.recipient where ${mine(personId, emails)}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
