/** Whether an assertion was made for whoever is asked for. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Json } from '../types.js';
import { isObject } from './values.js';

/** True or false; null where it cannot be told. Addresses are tried as they are typed and in small letters. */
export function isRecipient(recipient: Json | undefined, asked: string): boolean | null {
  if (!isObject(recipient) || typeof recipient.identity !== 'string') return null;
  const { identity } = recipient;
  const typed = asked.trim();
  const candidates = [...new Set([typed, typed.toLowerCase()])];
  if (recipient.hashed !== true) return candidates.includes(identity) || candidates.includes(identity.toLowerCase());
  const [, algorithm, digest] = /^(md5|sha256)\$([0-9a-f]+)$/i.exec(identity) ?? [];
  if (algorithm === undefined || digest === undefined) return null;
  const salt = typeof recipient.salt === 'string' ? recipient.salt : '';
  const expected = Buffer.from(digest.toLowerCase());
  return candidates.some((candidate) => {
    const hash = Buffer.from(
      createHash(algorithm.toLowerCase())
        .update(candidate + salt)
        .digest('hex'),
    );
    return hash.length === expected.length && timingSafeEqual(hash, expected);
  });
}
