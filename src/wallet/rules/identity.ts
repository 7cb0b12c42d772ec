/** By what the same credential is known again, however it comes. */
import type { CredentialSummary } from '../../credentials/index.js';

type Identified = { summary: CredentialSummary | null; format: string };

/**
 * Issuer and id, trimmed and percent-decoded (Open Badges 3.0, API, “same credential”), of one kind of thing; where it states no
 * id, its content.
 */
export function identityOf({ summary, format }: Identified, contentHash: string): string {
  const id = plain(summary?.id);
  if (id === '') return `content ${contentHash}`;
  return `${format.replace(/ in .*$/, '')} ${plain(summary?.issuer.id)} ${id}`.slice(0, 4200).trim();
}

function plain(text: string | null | undefined): string {
  const trimmed = (text ?? '').trim().slice(0, 2000);
  return decoded(trimmed).replaceAll('\0', '').trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The moment that a credential states; null: none, or none that is one. */
export function momentOf(stated: string | null | undefined): Date | null {
  const at = new Date(stated ?? '');
  const year = at.getUTCFullYear();
  return Number.isNaN(at.getTime()) || year < 1900 || year > 9999 ? null : at;
}
