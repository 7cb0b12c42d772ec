/** Bringing credentials from anywhere: a file, a pasted text, an address. Kept byte for byte, also where they could not be checked. */
import { type Actor, provedAddresses, requirePerson } from '../../accounts/index.js';
import { newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { type Client, FetchError } from '../../platform/fetch/index.js';
import { emit } from '../../platform/jobs/index.js';
import {
  countHoldings,
  findSame,
  insertHolding,
  lockPerson,
  type NewHolding,
  replaceContent,
} from '../queries/holdings.js';
import { identityOf, momentOf } from '../rules/identity.js';
import { holdingChanged, MOST, type Source, WalletError, type WholeHolding } from '../schema.js';
import { signedOf } from './files.js';
import { type Asking, dueAfter, type Found, findOut } from './parts.js';

export type Bringing = Asking & { db: Db; client: Client };

export type Brought = {
  content: Uint8Array;
  source: Exclude<Source, 'issued'>;
  fileName: string | null;
  sourceUrl: string | null;
};

/** `same`: it was here already; `older`: what is here is newer, and stays. */
export type Kept = { id: string; outcome: 'kept' | 'replaced' | 'same' | 'older' };

/**
 * Checks a credential and puts it into the actor's wallet. The same one again replaces what is there where it is newer.
 * @throws WalletError 422 where it is none, 409 where the wallet is full
 */
export async function bringCredential(parts: Bringing, actor: Actor, brought: Brought, now: Date): Promise<Kept> {
  const { id: personId } = requirePerson(actor);
  const { db } = parts;
  if (brought.content.length > MOST.fileBytes)
    throw new WalletError('This is larger than 5 MB, which no credential is. Bring the credential itself.', 422);
  const addresses = await provedAddresses(db, personId);
  const found = await findOut(parts, { content: brought.content, name: brought.fileName, addresses });
  refuseOthers(found);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const given = holdingOf(brought, found, { personId, now });
    const same = await findSame(trx, personId, given.identity);
    const kept = same === null ? await add(trx, given) : await meet(trx, same, given);
    if (kept.outcome === 'kept' || kept.outcome === 'replaced') await emit(trx, holdingChanged, { holding: kept.id });
    return kept;
  });
}

/** @throws WalletError where it is no credential, or not one that can be held */
function refuseOthers({ format, checks, summary }: Found): void {
  if (format.startsWith('verifiable-presentation'))
    throw new WalletError(
      'This shows credentials to somebody; it is none itself. Bring the credentials that it was made of.',
      422,
    );
  if (summary !== null && !format.startsWith('unknown')) return;
  const fault = checks.find(({ status }) => status === 'failed') ?? checks.find(({ name }) => name === 'format');
  const words = [fault?.message, fault?.fix].filter(Boolean).join(' ');
  throw new WalletError(words === '' ? 'No credential is in it.' : words, 422);
}

function holdingOf(
  { content, source, fileName, sourceUrl }: Brought,
  found: Found,
  { personId, now }: { personId: string; now: Date },
): NewHolding {
  const id = newId();
  const contentHash = sha256(content);
  return {
    ...found,
    ...dueAfter(id, found, { now, before: 0 }),
    id,
    personId,
    linkHash: null,
    credentialId: null,
    source,
    fileName,
    sourceUrl,
    content,
    contentHash,
    identity: identityOf(found, contentHash),
    validFrom: momentOf(found.summary?.issued),
    now,
  };
}

async function add(trx: Db, given: NewHolding): Promise<Kept> {
  const { count, bytes } = await countHoldings(trx, given.personId ?? '');
  if (count >= MOST.holdings)
    throw new WalletError(`Your wallet holds ${count} credentials, which is as many as it takes. Remove some first.`);
  if (bytes + given.content.length > MOST.bytes)
    throw new WalletError('Your wallet is full: it takes 60 MB. Remove something large first.');
  await insertHolding(trx, given);
  return { id: given.id, outcome: 'kept' };
}

/** What was issued here stays as it was issued, and what does not verify never takes the place of what does. */
async function meet(trx: Db, same: WholeHolding, given: NewHolding): Promise<Kept> {
  const isSame = sha256(same.content) === given.contentHash || signedOf(same)?.text === signedOf(given)?.text;
  if (isSame || same.source === 'issued') return { id: same.id, outcome: 'same' };
  const [had, has] = [momentOf(same.summary?.issued), given.validFrom];
  const newer = had === null || (has !== null && has > had);
  const weaker = same.verdict.authentic === true && given.verdict.authentic !== true;
  if (!newer || weaker) return { id: same.id, outcome: 'older' };
  await replaceContent(trx, same.id, given);
  return { id: same.id, outcome: 'replaced' };
}

const PATIENCE_MS = 20_000;

/** Reads what is at an address on the web. @throws WalletError 422 saying why it cannot be read */
export async function fetchCredential({ client }: Pick<Bringing, 'client'>, address: string): Promise<Brought> {
  try {
    const { body, url } = await client.get(address, {
      maxBytes: MOST.fileBytes,
      timeoutMs: PATIENCE_MS,
      headers: { accept: 'application/vc, application/ld+json, application/json, image/png, image/svg+xml, */*;q=0.5' },
    });
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    return { content: Buffer.concat(chunks), source: 'address', fileName: null, sourceUrl: url.slice(0, 2000) };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    throw new WalletError(`${error.message} Save it as a file, and bring that.`, 422, 'address');
  }
}
