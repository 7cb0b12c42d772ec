/** Status lists as others read them: Bitstring Status List 1.0. */
import { newStatusBits, withBits } from '../../engine/status/index.js';
import type { JsonObject } from '../../engine/types.js';

export const STATUS_PURPOSES = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof STATUS_PURPOSES)[number];

/** How long a verifier may keep a list before it asks again: five minutes. */
export const STATUS_TTL_MS = 300_000;

/** `https://cairn.example/status/0193…/revocation`. */
export function statusAddress(origin: string, listId: string, purpose: StatusPurpose): string {
  return `${origin}/status/${listId}/${purpose}`;
}

/** What a credential says of its place; `place` may be a slot, and then `id` is one too. */
export function statusEntry(
  list: string,
  purpose: StatusPurpose,
  { id, place }: { id: string; place: string },
): JsonObject {
  return {
    id,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: place,
    statusListCredential: list,
  };
}

/** The list as it is signed. `since`: whole seconds. */
export function statusListCredential(
  address: string,
  given: { issuer: string; purpose: StatusPurpose; encodedList: string; since: string },
): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: given.issuer,
    validFrom: given.since,
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: given.purpose,
      encodedList: given.encodedList,
      ttl: STATUS_TTL_MS,
    },
  };
}

/** The bits with some places set or cleared; null: an empty list. The same bits where nothing changes. */
export function withPlaces(bits: Uint8Array | null, places: readonly number[], set: boolean): Uint8Array {
  return withBits(
    bits ?? newStatusBits(),
    places.map((index) => ({ index, set })),
  );
}
