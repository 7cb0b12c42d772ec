/**
 * The token of a session, from the cookie that better-auth set. better-auth itself is asked only where something is to be decided (a
 * session that is to be renewed, has run out, or is unknown): every page of whoever is signed in comes through here, and this way takes a
 * quarter of the time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Auth } from './auth.js';

/**
 * Null: there is none, or its seal is not ours. better-auth seals a cookie as `token.signature`, percent-encoded, where the signature is
 * the HMAC-SHA-256 of the token in base64 (better-call, `setSignedCookie`).
 */
export async function sealedToken(auth: Auth, cookies: string): Promise<string | null> {
  const { secret, authCookies } = await auth.$context;
  const value = cookieNamed(cookies, authCookies.sessionToken.name);
  if (value === null) return null;
  const at = value.lastIndexOf('.');
  if (at < 1) return null;
  const token = value.slice(0, at);
  const given = Buffer.from(value.slice(at + 1), 'latin1');
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'), 'latin1');
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

/** The first of that name, as browsers send them (RFC 6265 §5.4). */
function cookieNamed(cookies: string, name: string): string | null {
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
