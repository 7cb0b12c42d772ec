/** did:web: a document at a web address (did:web method specification, §2.5.2 Read). */
import { isIP } from 'node:net';
import { KeyError } from '../types.js';
import type { Did } from './did-url.js';

/**
 * `did:web:example.org%3A8443:issuers:7` is at `https://example.org:8443/issuers/7/did.json`, one without a path at
 * `/.well-known/did.json`. Always https: the certificate is the only proof there is.
 * @throws KeyError `malformed` for an IP address (the specification forbids it), or an escape that would change the address.
 */
export function addressOfDidWeb({ did, specific }: Did): string {
  const [host = '', ...path] = specific.split(':').map((part) => decoded(part, did));
  const [, name, port] = /^([A-Za-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (!name || isIP(name) || /^[\d.]+$/.test(name)) throw refused(did, 'does not begin with the name of a host');
  if (path.some((part) => part === '' || part === '.' || part === '..' || !/^[A-Za-z0-9._~-]+$/.test(part))) {
    throw refused(did, 'has a path that is not plain');
  }
  const address = `https://${name}${port ? `:${port}` : ''}/${path.length > 0 ? path.join('/') : '.well-known'}/did.json`;
  if (!URL.canParse(address)) throw refused(did, 'does not lead to a web address');
  return new URL(address).href;
}

/** The did:web of an address of ours: `https://example.org:8443/issuers/7` → `did:web:example.org%3A8443:issuers:7`. */
export function didWebOf(address: string): string {
  const { host, pathname } = new URL(address);
  const path = pathname.split('/').filter((part) => part !== '');
  return ['did:web', host.replace(':', '%3A'), ...path].join(':');
}

function decoded(part: string, did: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refused(did, 'is escaped wrongly');
  }
}

const refused = (did: string, why: string) => new KeyError('malformed', `“${did.slice(0, 80)}” ${why}.`);
