/** What an authenticator app reads: the key URI format of otpauth, and its secret in base32 (RFC 4648 §6). */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The address in the picture: name of the site, of the account, and the secret. Six digits, 30 seconds, SHA-1: what apps expect. */
export function totpUri({ secret, email }: { secret: string; email: string }): string {
  return `otpauth://totp/Cairn:${encodeURIComponent(email)}?secret=${secret}&issuer=Cairn`;
}

/** In groups of four, to be typed. */
export function inGroups(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
