/** The SQL of claims, of proofs of identity, and of names that members ask for. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Claim, ClaimState, OrganisationBrief, ProofMethod, Standing, Verification } from '../schema.js';

const claim = sql`claim.id, claim.organisation_id as "organisationId", claim.person_id as "personId", claim.method, claim.domain,
  claim.token, claim.email, claim.message, claim.state, claim.reason, claim.created, claim.checked_at as "checkedAt",
  claim.proved_at as "provedAt"`;

type NewClaim = Pick<
  Claim,
  'id' | 'organisationId' | 'method' | 'domain' | 'token' | 'email' | 'message' | 'created'
> & {
  personId: string;
};

export async function insertClaim(trx: Db, given: NewClaim): Promise<void> {
  await sql`
    insert into organisations.claim (id, organisation_id, person_id, method, domain, token, email, message, created)
    values (${given.id}, ${given.organisationId}, ${given.personId}, ${given.method}, ${given.domain}, ${given.token},
      ${given.email}, ${given.message}, ${given.created})`.execute(trx);
}

export async function findClaim(db: Db, id: string): Promise<Claim | null> {
  const { rows } = await sql<Claim>`select ${claim} from organisations.claim where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The claim that a person has open, else their last one. */
export async function findClaimOf(db: Db, organisationId: string, personId: string): Promise<Claim | null> {
  const { rows } = await sql<Claim>`
    select ${claim} from organisations.claim where organisation_id = ${organisationId} and person_id = ${personId}
    order by state <> 'open', created desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Writes what became of an open claim. False: it is open no more. */
export async function decideClaim(
  trx: Db,
  id: string,
  { state, reason, now }: { state: Exclude<ClaimState, 'open'>; reason: string | null; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update organisations.claim set state = ${state}, reason = ${reason}, decided_at = ${now}
    where id = ${id} and state = 'open'`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Keeps that it was looked at, and, where so, proved. */
export async function markClaim(
  trx: Db,
  id: string,
  { checked, proved }: { checked?: Date; proved?: Date },
): Promise<void> {
  await sql`
    update organisations.claim set checked_at = coalesce(${checked ?? null}::timestamptz, checked_at),
      proved_at = coalesce(proved_at, ${proved ?? null}::timestamptz) where id = ${id}`.execute(trx);
}

/** Other claims of an organisation that wait, but for those before staff: they lose when one is proved. */
export async function otherOpenClaims(trx: Db, organisationId: string, exceptId: string | null): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select ${claim} from organisations.claim
    where organisation_id = ${organisationId} and state = 'open' and method <> 'staff' and id is distinct from ${exceptId}`.execute(
    trx,
  );
  return rows;
}

/** Claims by DNS that were not looked at since `before`, those that wait longest first. */
export async function claimsToCheck(db: Db, before: Date, limit: number): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select ${claim} from organisations.claim
    where state = 'open' and method = 'dns' and proved_at is null and (checked_at is null or checked_at <= ${before})
    order by checked_at nulls first, id limit ${limit}`.execute(db);
  return rows;
}

/** Claims to be proved by DNS or letter that nobody proved in time. Those before staff wait for staff. */
export async function staleClaims(db: Db, before: Date): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select ${claim} from organisations.claim
    where state = 'open' and method <> 'staff' and proved_at is null and created <= ${before} order by created`.execute(
    db,
  );
  return rows;
}

/** For staff: what waits for them, with whose it is. Claims that prove themselves are shown while they wait, after the others. */
export type ClaimBeforeStaff = Claim & {
  organisation: OrganisationBrief & { url: string | null; urlTrusted: boolean; verified: boolean; owners: number };
  personName: string | null;
};

export async function listOpenClaims(db: Db): Promise<ClaimBeforeStaff[]> {
  const { rows } = await sql<ClaimBeforeStaff>`
    select ${claim}, person_brief.name as "personName",
      jsonb_build_object('id', organisation.id, 'slug', slug, 'name', organisation.name, 'kind', kind, 'country', country,
        'url', url, 'urlTrusted', url_trusted,
        'verified', exists (select from organisations.verification where verification.organisation_id = organisation.id),
        'owners', (select count(*) from organisations.member where member.organisation_id = organisation.id and 'owner' = any(roles)))
        as organisation
    from organisations.claim
    join organisations.organisation on organisation.id = claim.organisation_id
    left join accounts.person_brief on person_brief.id = claim.person_id
    where claim.state = 'open'
    order by claim.method <> 'staff' and claim.proved_at is null, claim.created, claim.id`.execute(db);
  return rows;
}

/** False: it was verified before. */
export async function insertVerification(
  trx: Db,
  given: { organisationId: string; method: ProofMethod; domain: string | null; claimId: string | null; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into organisations.verification (organisation_id, method, domain, claim_id, verified_at)
    values (${given.organisationId}, ${given.method}, ${given.domain}, ${given.claimId}, ${given.now})
    on conflict (organisation_id) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteVerification(trx: Db, organisationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from organisations.verification where organisation_id = ${organisationId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** The proofs of identity of those that have one, by id. */
export async function verificationsOf(db: Db, ids: readonly string[]): Promise<Map<string, Verification>> {
  const { rows } = await sql<Verification & { id: string }>`
    select organisation_id as id, method, domain, to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD') as since
    from organisations.verification where organisation_id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...verification }) => [id, verification]));
}

/** Ids of all whose identity is proved. */
export async function verifiedOrganisations(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select organisation_id as id from organisations.verification`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Proof, own statements and number of owners. */
export async function findStanding(db: Db, organisationId: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      (select jsonb_build_object('method', method, 'domain', domain, 'since', to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD'))
        from organisations.verification where organisation_id = ${organisationId}) as verification,
      coalesce((select jsonb_object_agg(field, jsonb_build_object('by', stated_by, 'since', since))
        from organisations.stated where organisation_id = ${organisationId}), '{}') as stated,
      (select count(*)::int from organisations.member where organisation_id = ${organisationId} and 'owner' = any(roles)) as owners`.execute(
    db,
  );
  return rows[0]!;
}

/** Verified, yet nobody owns them any more: staff find a new owner. */
export async function listOwnerless(db: Db): Promise<(OrganisationBrief & { members: number })[]> {
  const { rows } = await sql<OrganisationBrief & { members: number }>`
    select id, slug, name, kind, country,
      (select count(*)::int from organisations.member where member.organisation_id = organisation.id) as members
    from organisations.organisation join organisations.verification on verification.organisation_id = organisation.id
    where merged_into is null and not exists (
      select from organisations.member where member.organisation_id = organisation.id and 'owner' = any(roles))
    order by lower(name), slug`.execute(db);
  return rows;
}

/** Every organisation whose identity is proved, the latest first. */
export async function listVerified(
  db: Db,
  limit: number,
): Promise<(OrganisationBrief & { verification: Verification })[]> {
  const { rows } = await sql<OrganisationBrief & { verification: Verification }>`
    select id, slug, name, kind, country, jsonb_build_object('method', method, 'domain', domain,
      'since', to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD')) as verification
    from organisations.verification join organisations.organisation on organisation.id = organisation_id
    where merged_into is null order by verified_at desc, slug limit ${limit}`.execute(db);
  return rows;
}

/** Whether another organisation has its address on this host too. */
export async function isHostShared(db: Db, host: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ shared: boolean }>`
    select exists (
      select from organisations.organisation
      where lower(regexp_replace(url, '^https?://(www\\.)?([^/:?#]+).*$', '\\2', 'i')) = ${host}
        and id <> ${organisationId} and merged_into is null) as shared`.execute(db);
  return rows[0]!.shared;
}

/** Whether its address may prove it: see the column. */
export async function isUrlTrusted(db: Db, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ trusted: boolean }>`
    select url_trusted as trusted from organisations.organisation where id = ${organisationId}`.execute(db);
  return rows[0]?.trusted ?? false;
}
