/** What this site itself knows of issuers: the verified organisations, and the documents that it serves. */
import { organisationByHost, organisationsById, verificationsOf } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { DocumentError, type JsonObject } from '../engine/types.js';
import type { Registry } from '../engine/verify/index.js';
import { snapshotAt } from '../queries/issuing/status-lists.js';
import { organisationOfDid } from '../queries/verifying.js';
import { webDid } from '../rules/issuing/issuers.js';
import { STATUS_PURPOSES } from '../rules/issuing/status.js';
import { issuerDocument } from './issuing/issuers.js';

/** The list that this site keeps: organisations whose identity is proved, by a DID of ours or by the domain that they proved. */
export function verifiedIssuers(db: Db): Registry {
  return {
    name: 'those who proved here who they are',
    async find(issuer) {
      const id = (await organisationOfDid(db, issuer)) ?? (await organisationOfDomain(db, issuer));
      const verification = id === null ? undefined : (await verificationsOf(db, [id])).get(id);
      const [organisation] = id === null || !verification ? [] : [...(await organisationsById(db, [id])).values()];
      return organisation
        ? { name: organisation.name, organisationId: organisation.id, url: `/organisations/${organisation.slug}` }
        : null;
    },
  };
}

/**
 * An issuer at the very domain that a verified organisation proved to be its own, and at its root: below it may stand the pages of its
 * students, or the issuers of everybody who uses its platform.
 */
async function organisationOfDomain(db: Db, issuer: string): Promise<string | null> {
  const host = hostOf(issuer);
  const organisation = host === null ? null : await organisationByHost(db, host.replace(/^www\./, ''));
  if (!organisation) return null;
  const domain = (await verificationsOf(db, [organisation.id])).get(organisation.id)?.domain;
  return domain === host || `www.${domain}` === host ? organisation.id : null;
}

/** The host for which an issuer speaks as a whole; null: it is one of several there, or none of the web. */
export function hostOf(issuer: string): string | null {
  const [, host] = /^did:web:([a-z0-9.-]+)$/i.exec(issuer) ?? [];
  if (host !== undefined) return host.toLowerCase();
  if (!issuer.startsWith('https://') || !URL.canParse(issuer)) return null;
  const { host: at, pathname, search, hash } = new URL(issuer);
  return pathname === '/' && search === '' && hash === '' ? at : null;
}

/** The document of one of our own issuers, without asking over the network. */
export function ownDids(db: Db, origin: string): (did: string) => Promise<JsonObject | null> {
  return async (did) => {
    const [, id] = /:issuers:([0-9a-f-]{36})$/.exec(did) ?? [];
    return id !== undefined && did === webDid(origin, id) ? issuerDocument(db, origin, id) : null;
  };
}

/** A status list of ours, as it is or was (`?timestamp=`); null: the address is none of ours. @throws DocumentError where it is, and nothing is there. */
export async function ownStatusList(db: Db, origin: string, address: string): Promise<Uint8Array | null> {
  if (!address.startsWith(`${origin}/status/`) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const [, id = '', purpose = ''] = /^\/status\/([^/]+)\/([a-z]+)$/.exec(url.pathname) ?? [];
  const known = STATUS_PURPOSES.find((one) => one === purpose);
  const timestamp = url.searchParams.get('timestamp');
  const at = timestamp === null ? null : new Date(timestamp);
  const isMoment = at === null || !Number.isNaN(at.getTime());
  const found = known && isMoment ? await snapshotAt(db, id, known, at) : null;
  if (!found) throw new DocumentError('not-found', `There is no status list at ${address.slice(0, 200)}.`);
  return new TextEncoder().encode(found.signed);
}
