/** Short secrets that people choose, kept so that whoever reads the database cannot read them back. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
/** 16 MB and some 50 ms of one core a try (RFC 7914 §2). Where tries are counted besides, more would slow ourselves most. */
const COST = { N: 16_384, r: 8, p: 1 };
const BYTES = 32;

/** `salt.key`, base64url. */
export async function hashPasscode(passcode: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(passcode.normalize('NFKC'), salt, BYTES, COST);
  return `${salt.toString('base64url')}.${key.toString('base64url')}`;
}

export async function isPasscode(passcode: string, hashed: string): Promise<boolean> {
  const [salt = '', key = ''] = hashed.split('.');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(passcode.normalize('NFKC'), Buffer.from(salt, 'base64url'), BYTES, COST);
  return expected.length === BYTES && timingSafeEqual(given, expected);
}
