/** Keys by which programs of an organisation issue: made by an owner, shown once, kept as a hash. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { newId, newToken, sha256 } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertApiKey, useApiKey, withdrawApiKey } from '../../queries/issuing/api-keys.js';
import { getIssuingOrganisation } from './issuers.js';
import type { Issuance } from './issuing.js';
import { type Issuing, IssuingError } from './parts.js';

const MARK = 'cairn_';

/** Returns the key itself, which is told this once. */
export function makeApiKey(issuing: Issuing, actor: Actor, slugOrId: string, name: string): Promise<string> {
  return issuing.db.transaction().execute(async (trx) => {
    const owner = await requireRole(trx, actor, slugOrId, 'owner');
    const organisation = await getIssuingOrganisation(trx, issuing, slugOrId);
    const key = `${MARK}${newToken()}`;
    const made = issuing.clock.now();
    const kept = { id: newId(), organisationId: organisation.id, hash: sha256(key), ending: key.slice(-4) };
    await insertApiKey(trx, { ...kept, name, made, madeBy: owner.id });
    await recordAct(trx, owner, { act: 'credentials.api-key-made', subject: `organisation:${organisation.id}` }, made);
    return key;
  });
}

export function endApiKey(issuing: Issuing, actor: Actor, slugOrId: string, id: string): Promise<void> {
  return issuing.db.transaction().execute(async (trx) => {
    const owner = await requireRole(trx, actor, slugOrId, 'owner');
    const organisation = await getIssuingOrganisation(trx, issuing, slugOrId);
    const now = issuing.clock.now();
    if (!(await withdrawApiKey(trx, organisation.id, id, now)))
      throw new IssuingError(404, 'There is no such key any more.');
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, owner, { act: 'credentials.api-key-withdrawn', subject }, now);
  });
}

/** A program came without a key of an organisation, or with one that is none. */
export class ApiKeyError extends Error {
  override readonly name = 'ApiKeyError';
  readonly status = 401;
  constructor() {
    super(
      'Send a key of your organisation: “Authorization: Bearer cairn_…”. An owner makes one in the workplace, under Credentials.',
    );
  }
}

/** In whose name a program issues. @throws ApiKeyError */
export async function issuanceOfKey(db: Db, authorization: string | undefined, today: string): Promise<Issuance> {
  const [, key] = /^Bearer (cairn_[\w-]{43})$/.exec(authorization ?? '') ?? [];
  const organisationId = key ? await useApiKey(db, sha256(key), today) : null;
  if (!organisationId) throw new ApiKeyError();
  return { organisationId, by: 'key' };
}
