/** Letters as they may be shown again. */

/**
 * A letter's text with the tokens of its links taken out (32 bytes in base64url are 43 characters). Whoever got into an
 * account must not find in its letters the links that would let them keep it.
 */
export function withoutTokens(text: string): string {
  return text.replace(/[\w-]{43,}/g, '[taken out]');
}
