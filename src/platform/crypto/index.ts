/** Identifiers and digests. Signatures of credentials live with credentials. */
import { createHash, createHmac, hash, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';

export { hashPasscode, isPasscode } from './passcode.js';
export { openSealed, SealError, sealBytes } from './sealed.js';

/** Random bytes for identifiers are fetched in bulk: one by one they cost an import a twentieth of its time. */
const pool = Buffer.alloc(4096);
let pooled = pool.length;

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits. Rows made together lie together
 * in an index, and nothing about the machine is told.
 */
export function newId(now: number = Date.now()): string {
  if (pooled + 16 > pool.length) {
    randomFillSync(pool);
    pooled = 0;
  }
  const bytes = Buffer.from(pool.subarray(pooled, pooled + 16));
  pooled += 16;
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The first 16 characters of the SHA-256: enough to tell versions of one file apart, not to defend against forgery. */
export function fingerprint(content: string | Uint8Array): string {
  return sha256(content).slice(0, 16);
}

/** A random token, URL-safe; 32 bytes are 43 characters. */
export function newToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** HMAC-SHA-256 of a text under a secret for one purpose, URL-safe. The purpose keeps a seal from being used elsewhere. */
export function seal(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('base64url');
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
