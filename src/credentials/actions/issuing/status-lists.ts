/** Status lists: places are given, bits set and cleared; each change is signed in the transaction that makes it. */

import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { signCredential } from '../../engine/proof/index.js';
import { encodeStatusList } from '../../engine/status/index.js';
import {
  insertList,
  insertSnapshot,
  lockList,
  openList,
  type StatusList,
  snapshotAt,
  takePlaces,
} from '../../queries/issuing/status-lists.js';
import { wholeSeconds } from '../../rules/issuing/issuers.js';
import { LIST_PLACES, placesFrom } from '../../rules/issuing/places.js';
import {
  STATUS_PURPOSES,
  type StatusPurpose,
  statusAddress,
  statusEntry,
  statusListCredential,
  withPlaces,
} from '../../rules/issuing/status.js';
import { type Issuer, keyOfDid } from './issuers.js';
import type { Issuing } from './parts.js';

/** Places of one list. `revocation`, `suspension`: the addresses of the two lists. */
export type TakenPlaces = { listId: string; places: number[]; revocation: string; suspension: string };

/** Takes up to `count` places of one list, at least one: ask again for the rest. */
export async function takeStatusPlaces(trx: Db, issuing: Issuing, issuer: Issuer, count: number): Promise<TakenPlaces> {
  const list = (await openList(trx, issuer.did, issuing.origin)) ?? (await newList(trx, issuing, issuer));
  const many = Math.min(count, LIST_PLACES - list.taken);
  await takePlaces(trx, list.id, many);
  const places = placesFrom(list.shuffle, list.taken, many);
  const [revocation, suspension] = [
    await addressOf(trx, issuing, list.id, 'revocation'),
    await addressOf(trx, issuing, list.id, 'suspension'),
  ];
  return { listId: list.id, places, revocation, suspension };
}

/** One place, and how a document names it: for whatever else is signed and may be revoked. */
export async function takeStatusPlace(
  trx: Db,
  issuing: Issuing,
  issuer: Issuer,
): Promise<{ listId: string; place: number; entry: ReturnType<typeof statusEntry> }> {
  const { listId, places, revocation } = await takeStatusPlaces(trx, issuing, issuer, 1);
  const place = places[0] as number;
  const entry = statusEntry(revocation, 'revocation', { id: `${revocation}#${place}`, place: String(place) });
  return { listId, place, entry };
}

async function newList(trx: Db, issuing: Issuing, issuer: Issuer): Promise<StatusList> {
  const made = issuing.clock.now();
  const list = {
    id: newId(),
    organisationId: issuer.organisation.id,
    did: issuer.did,
    shuffle: randomBytes(16),
    taken: 0,
  };
  await insertList(trx, { ...list, made });
  for (const purpose of STATUS_PURPOSES) await signList(trx, issuing, list, purpose, [], true);
  return list;
}

export type StatusPlace = { statusListId: string; statusPlace: number };

/** Sets or clears places, and signs each list that changes anew. Lists are taken in one order, so that two acts cannot wait for each other. */
export async function setStatusPlaces(
  trx: Db,
  issuing: Issuing,
  places: readonly StatusPlace[],
  purpose: StatusPurpose,
  set: boolean,
): Promise<void> {
  const byList = Map.groupBy(places, ({ statusListId }) => statusListId);
  for (const listId of [...byList.keys()].sort()) {
    const list = await lockList(trx, listId);
    const indices = (byList.get(listId) ?? []).map(({ statusPlace }) => statusPlace);
    await signList(trx, issuing, list, purpose, indices, set);
  }
}

async function signList(
  trx: Db,
  issuing: Issuing,
  list: Pick<StatusList, 'id' | 'did'>,
  purpose: StatusPurpose,
  places: readonly number[],
  set: boolean,
): Promise<void> {
  const last = await snapshotAt(trx, list.id, purpose);
  const bits = withPlaces(last && gunzipSync(last.bits), places, set);
  const address = await addressOf(trx, issuing, list.id, purpose);
  const since = sinceOf(issuing.clock.now(), last?.since ?? null);
  const document = statusListCredential(address, {
    issuer: list.did,
    purpose,
    encodedList: encodeStatusList(bits),
    since: wholeSeconds(since),
  });
  const key = await keyOfDid(trx, issuing, list.did);
  const signed = await signCredential(issuing.linkedData, document, {
    suite: 'eddsa-rdfc-2022',
    key,
    created: wholeSeconds(since),
  });
  const num = (last?.num ?? 0) + 1;
  await insertSnapshot(trx, list.id, purpose, { num, bits: gzipSync(bits), signed: JSON.stringify(signed), since });
}

/** A list keeps the address under which it was first signed, whatever the site is called now. */
async function addressOf(trx: Db, { origin }: Issuing, listId: string, purpose: StatusPurpose): Promise<string> {
  const first = await snapshotAt(trx, listId, purpose);
  const { id } = JSON.parse(first?.signed ?? '{}') as { id?: unknown };
  return typeof id === 'string' ? id : statusAddress(origin, listId, purpose);
}

/** Never before the last one: clocks that differ, or go back, must not make a newer list look older. */
function sinceOf(now: Date, last: Date | null): Date {
  const second = new Date(Math.floor(now.getTime() / 1000) * 1000);
  return last !== null && second < last ? last : second;
}
