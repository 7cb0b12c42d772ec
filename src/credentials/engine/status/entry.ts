/** What a credential says of where its status is kept: `credentialStatus`, in the four ways that are in use. */
import type { Json, JsonObject } from '../types.js';
import { StatusError } from './status-error.js';

export type StatusEntry =
  | {
      kind: 'bitstring' | 'list-2021';
      /** `revocation`, `suspension`, `refresh`, `message`, or what an issuer made up. */
      purpose: string;
      index: number;
      /** The address of the status list credential. */
      list: string;
      /** Bits of an entry; 1 unless it holds a message. */
      size: number;
      /** What each value means, for `message`. */
      messages: ReadonlyMap<number, string>;
    }
  | { kind: '1edtech'; purpose: 'revocation'; list: string };

const KINDS = new Map([
  ['BitstringStatusListEntry', 'bitstring'],
  ['StatusList2021Entry', 'list-2021'],
] as const);
const MOST_SIZE = 8;

/** The entries of a credential, in order. @throws StatusError `MALFORMED` or, for a kind we do not know, `UNSUPPORTED` */
export function statusEntriesOf(credential: JsonObject): StatusEntry[] {
  const status = credential.credentialStatus;
  if (status === undefined) return [];
  const entries = Array.isArray(status) ? status : [status];
  if (entries.length > 16) throw malformed('names more than 16 status entries');
  return entries.map(readStatusEntry);
}

/** One entry. Its index may be a number: some issuers write it so. @throws StatusError */
export function readStatusEntry(entry: Json): StatusEntry {
  if (!isObject(entry)) throw malformed('has a status that is not an object');
  const types = [entry.type].flat();
  if (types.includes('1EdTechRevocationList'))
    return { kind: '1edtech', purpose: 'revocation', list: addressOf(entry.id, 'id') };
  const kind = [...KINDS].find(([type]) => types.includes(type))?.[1];
  if (!kind)
    throw new StatusError('UNSUPPORTED', `The kind of status “${String(entry.type).slice(0, 60)}” is not known here.`);
  const purpose = entry.statusPurpose;
  if (typeof purpose !== 'string' || purpose === '') throw malformed('has a status without a purpose (statusPurpose)');
  const size = sizeOf(entry.statusSize);
  const list = addressOf(entry.statusListCredential, 'statusListCredential');
  return {
    kind,
    purpose,
    index: indexOf(entry.statusListIndex),
    list,
    size,
    messages: messagesOf(entry.statusMessage, size),
  };
}

function addressOf(value: Json | undefined, name: string): string {
  if (typeof value !== 'string' || !URL.canParse(value))
    throw malformed(`has a status without the address of its list (${name})`);
  return value;
}

function indexOf(value: Json | undefined): number {
  const index = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) {
    throw malformed('has a status whose index (statusListIndex) is not a whole number from 0 up');
  }
  return index;
}

function sizeOf(value: Json | undefined): number {
  if (value === undefined) return 1;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > MOST_SIZE) {
    throw malformed(`has a status whose size (statusSize) is not a whole number from 1 to ${MOST_SIZE}`);
  }
  return value;
}

/** More than one bit needs a message for each value (§2.1): 2, 4, 8 … of them. */
function messagesOf(value: Json | undefined, size: number): ReadonlyMap<number, string> {
  if (value === undefined && size === 1) return new Map();
  if (!Array.isArray(value) || value.length !== 2 ** size)
    throw malformed(`should name ${2 ** size} messages for its status (statusMessage)`);
  return new Map(
    value.map((message): [number, string] => {
      const known = isObject(message) && typeof message.status === 'string' && /^0x[0-9a-f]+$/i.test(message.status);
      if (!known) throw malformed('has a status message without its value (0x0, 0x1 …)');
      return [Number(message.status), typeof message.message === 'string' ? message.message : ''];
    }),
  );
}

const malformed = (what: string) => new StatusError('MALFORMED', `The credential ${what}.`);
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
