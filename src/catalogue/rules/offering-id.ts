/** The id of an offering, made from its listing and its identifier in the source: the same each time it is read. Pure. */
import { sha256 } from '../../platform/crypto/index.js';

/** A UUID version 8 (RFC 9562 §5.8): its bits are ours to choose. */
export function offeringId(listingId: string, externalId: string): string {
  const hex = sha256(`${listingId}\0${externalId}`);
  const variant = ((Number.parseInt(hex[16] as string, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
