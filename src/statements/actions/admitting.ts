/** Whose request it is: a source with its key and secret, and no faster than it may. */
import { sameText, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { sourceByKey } from '../queries/sources.js';
import type { Pace } from '../rules/pace.js';
import { type Source, XapiError } from '../schema/index.js';

/** @param authorization the header, Basic alone (RFC 7617). @throws XapiError (401, 429) */
export async function admit(
  { db, pace }: { db: Db; pace: Pace },
  authorization: string | undefined,
  now: Date,
): Promise<Source> {
  const [, encoded = ''] = /^Basic ([\w+/=-]{1,1000})$/i.exec(authorization ?? '') ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const keyId = text.slice(0, Math.max(0, colon));
  const found = /^[\w-]{10,64}$/.test(keyId) ? await sourceByKey(db, keyId) : null;
  if (!sameText(found?.secretHash ?? '', sha256(text.slice(colon + 1))) || !found)
    throw new XapiError(401, 'Send the key and the secret of a source as Basic authentication.');
  const { secretHash: _, ...source } = found;
  const wait = pace.take(source.id, now.getTime());
  if (wait > 0) throw new XapiError(429, `That is more than one source may ask for. Try again in ${wait} seconds.`);
  return source;
}
