/** Cookies of our own beside better-auth's: sealed, for this host alone, out of reach of scripts. */
import { sameText, seal } from '../../platform/crypto/index.js';

export type CookieSpec = { name: string; seconds: number; isSecure: boolean };

/** `name=value; …` as it is sent. An empty value takes the cookie away. */
export function cookieText({ name, seconds, isSecure }: CookieSpec, value: string): string {
  const parts = [`${cookieName(name, isSecure)}=${value}`, `Max-Age=${value === '' ? 0 : seconds}`, 'Path=/'];
  return [...parts, 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** A browser takes a name with `__Host-` only over https, for this host and every path: no neighbour can plant one. */
export function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-cairn.${name}` : `cairn.${name}`;
}

/** The value of a cookie in a `Cookie` header; null: not sent. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** A text that nobody else could have written for this purpose: `base64url.seal`. */
export function sealed(secret: string, purpose: string, text: string): string {
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${seal(secret, purpose, body)}`;
}

/** The text in what `sealed` made; null: it was made elsewhere, for something else, or changed. */
export function unsealed(secret: string, purpose: string, value: string | null): string | null {
  const [body, mark, ...more] = (value ?? '').split('.');
  if (!body || !mark || more.length > 0 || !sameText(mark, seal(secret, purpose, body))) return null;
  return Buffer.from(body, 'base64url').toString('utf8');
}
