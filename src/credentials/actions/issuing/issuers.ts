/** Issuers: who may sign, with which key, under which identifier; keys are sealed at rest, rotated, withdrawn. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { newId, openSealed, sealBytes } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { didKeyOf, exportPrivateKey, importPrivateKey, newSigningKey } from '../../engine/keys/index.js';
import type { JsonObject, SigningKey } from '../../engine/types.js';
import { findAwarder } from '../../queries/achievements.js';
import {
  endKey,
  type IssuerKey,
  insertKey,
  listKeys,
  livingKey,
  lockIssuer,
  recordOrigin,
  signingKeyOf,
} from '../../queries/issuing/keys.js';
import { didDocument, isPublicOrigin, issuerName, methodOf, webDid } from '../../rules/issuing/issuers.js';
import type { Awarder } from '../../schema/achievement.js';
import type { IssuerOfCredential } from '../../schema/award.js';
import { type Issuing, IssuingError } from './parts.js';

const SEALED_FOR = 'credentials issuer key';
/** Clocks of several machines may differ by so much. */
const DRIFT_MS = 120_000;

/** An organisation as it signs now. */
export type Issuer = {
  organisation: Awarder;
  did: string;
  keyId: string;
  key: SigningKey;
  /** As credentials name it. */
  profile: IssuerOfCredential;
};

/**
 * The issuer that an organisation is, with its living key; its first one is made here. Held until the transaction ends.
 * @throws IssuingError where it may not issue, or the clock of this machine has gone back behind what it signed.
 */
export async function issuerFor(trx: Db, issuing: Issuing, organisationId: string): Promise<Issuer> {
  const organisation = await getIssuingOrganisation(trx, issuing, organisationId);
  await lockIssuer(trx, organisation.id);
  const now = issuing.clock.now();
  await recordOrigin(trx, issuing.origin, now);
  const living = await livingKey(trx, organisation.id);
  const isOurs =
    living !== null && (living.did.startsWith('did:key:') || living.did === didHere(issuing, organisation.id));
  const key = isOurs ? living : await replaceKey(trx, issuing, organisation.id, living);
  refuseClockGoneBack(key, now);
  const { name, url, country } = organisation;
  return {
    organisation,
    did: key.did,
    keyId: key.id,
    key: openKey(issuing, key),
    profile: { id: key.did, name: issuerName(name, key.did), url, country },
  };
}

/** The organisation, if it may issue. @throws IssuingError */
export async function getIssuingOrganisation(
  db: Db,
  { origin, demonstration }: Pick<Issuing, 'origin' | 'demonstration'>,
  slugOrId: string,
): Promise<Awarder> {
  const organisation = await findAwarder(db, slugOrId);
  if (!organisation) throw new IssuingError(404, 'No organisation stands at this address.');
  if (!organisation.verified && !demonstration) {
    throw new IssuingError(
      403,
      `Who speaks for ${organisation.name} is not proved yet. Once it is, credentials can be issued in its name.`,
    );
  }
  if (!isPublicOrigin(origin) && !demonstration) {
    throw new IssuingError(
      503,
      'Credentials are issued under a web address that begins with https://. Whoever runs this site sets CAIRN_ORIGIN to it.',
    );
  }
  return organisation;
}

/** Null under no web address: there a key is its own identifier. */
function didHere({ origin }: Pick<Issuing, 'origin'>, organisationId: string): string | null {
  return isPublicOrigin(origin) ? webDid(origin, organisationId) : null;
}

function refuseClockGoneBack({ made }: IssuerKey, now: Date): void {
  if (now.getTime() >= made.getTime() - DRIFT_MS) return;
  throw new IssuingError(
    503,
    `The clock of this machine says ${now.toISOString().slice(0, 16)}, which is before the key was made that would sign. Nothing was issued. Set the clock right, and try again.`,
  );
}

/** The key ready to sign. @throws SealError where the secret of the site was changed. */
export function openKey(
  { secret }: Pick<Issuing, 'secret'>,
  { id, organisationId, did, multibase, method, sealed }: IssuerKey,
): SigningKey {
  if (!sealed) throw new IssuingError(409, 'This key was destroyed: nothing can be signed with it any more.');
  const { privateKey } = importPrivateKey(openSealed(secret, SEALED_FOR, `${organisationId} ${id}`, sealed));
  return { kind: 'ed25519', key: privateKey, multibase, method: method || methodOf(did, multibase) };
}

/** The key that signs the lists of a DID: the living one, or the last one that is left of it. */
export async function keyOfDid(trx: Db, issuing: Issuing, did: string): Promise<SigningKey> {
  const key = await signingKeyOf(trx, did);
  if (!key) throw new IssuingError(409, 'There is no key any more with which this list could be signed.');
  return openKey(issuing, key);
}

/** A new key in place of the old one; the issuer is held already. */
export async function replaceKey(
  trx: Db,
  issuing: Issuing,
  organisationId: string,
  old: IssuerKey | null,
): Promise<IssuerKey> {
  const { multibase, privateKey } = newSigningKey();
  const did = didHere(issuing, organisationId) ?? didKeyOf(multibase);
  const id = newId();
  const now = issuing.clock.now();
  // The lists of an identifier that goes on elsewhere can only be signed with its own key.
  if (old) await endKey(trx, old.id, { how: 'retired', destroy: old.did === did, now });
  const sealed = sealBytes(issuing.secret, SEALED_FOR, `${organisationId} ${id}`, exportPrivateKey(privateKey));
  const key = { id, organisationId, did, method: methodOf(did, multibase), multibase, sealed, made: now };
  await insertKey(trx, key);
  return { ...key, retired: null, withdrawn: null };
}

/** Signs with a new key from now on. What the old one signed goes on verifying; its private half is destroyed. */
export async function rotateKey(issuing: Issuing, actor: Actor, slugOrId: string): Promise<void> {
  await issuing.db.transaction().execute(async (trx) => {
    const owner = await requireRole(trx, actor, slugOrId, 'owner');
    const organisation = await getIssuingOrganisation(trx, issuing, slugOrId);
    await lockIssuer(trx, organisation.id);
    await replaceKey(trx, issuing, organisation.id, await livingKey(trx, organisation.id));
    await recordAct(
      trx,
      owner,
      { act: 'credentials.key-rotated', subject: `organisation:${organisation.id}` },
      issuing.clock.now(),
    );
  });
}

/** The documents of an issuer under one of our addresses; null: none is served there. */
export async function issuerDocument(db: Db, origin: string, organisationId: string): Promise<JsonObject | null> {
  if (!isPublicOrigin(origin)) return null;
  const did = webDid(origin, organisationId);
  const keys = (await listKeys(db, organisationId)).filter((key) => key.did === did);
  return keys.length === 0 ? null : didDocument(did, keys);
}
