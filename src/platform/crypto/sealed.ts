/** Secrets at rest: AES-256-GCM under a key that is derived, for one purpose, from the secret of the site. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed cannot be opened: another secret, another place, or damaged bytes. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly exitCode = 2;
  constructor() {
    super('A sealed secret cannot be opened: CAIRN_SECRET is not the one under which it was sealed, or it is damaged.');
  }
}

/**
 * Seals bytes. `bound` says where they belong, such as the id of their row: opened elsewhere they are refused.
 * The result is the nonce, the cipher text and the tag.
 */
export function sealBytes(secret: string, purpose: string, bound: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws SealError */
export function openSealed(secret: string, purpose: string, bound: string, sealed: Uint8Array): Buffer {
  const whole = Buffer.from(sealed);
  if (whole.length < NONCE_BYTES + TAG_BYTES) throw new SealError();
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), whole.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(bound))
    .setAuthTag(whole.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(whole.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealError();
  }
}

/** HKDF (RFC 5869) with SHA-256; the purpose parts one use of the secret from another. */
function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'cairn', purpose, 32));
}
