/** Which domain stands for an organisation, and what an address or a record at it proves. Pure but for our own list. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';
import type { OrganisationKind } from '../schema.js';

const Names = z.array(z.string());
const lists = z
  .object({ suffixes: Names, seconds: Names, flat: Names, mail: Names })
  .parse(JSON.parse(readFileSync(projectFile('src/organisations/data/domains.json'), 'utf8')));
const suffixes = new Set(lists.suffixes);
const seconds = new Set(lists.seconds);
const flat = new Set(lists.flat);
const mailHosts = new Set(lists.mail);

/** Why no domain stands for an organisation, so that staff must decide. */
export type Undecidable = 'no-address' | 'no-domain' | 'part-of-a-site' | 'shared';
export type DomainFound = { domain: string } | { reason: Undecidable };

/**
 * The domain whose holder speaks for an organisation: the host of its address, without `www.`. None where the address is
 * a page of a larger site, or another organisation has the same host: whoever holds the site may be somebody else.
 */
export function domainOf({ url, shared }: { url: string | null; shared: boolean }): DomainFound {
  const parsed = url === null ? null : URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return { reason: 'no-address' };
  const domain = domainName(parsed.hostname.replace(/^www\./, ''));
  if (domain === null || isSuffix(domain) || mailHosts.has(domain)) return { reason: 'no-domain' };
  if (!/^\/?$/.test(parsed.pathname) || parsed.search !== '') return { reason: 'part-of-a-site' };
  return shared ? { reason: 'shared' } : { domain };
}

/** A host as a domain name in lower case; null: an IP address, one label, or not a name at all. */
function domainName(host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.length > 253 || !name.includes('.')) return null;
  const labels = name.split('.');
  if (labels.some((label) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) as string) ? null : name;
}

/** Whether others register names below this one: `com`, `ac.uk`, `github.io`. */
export function isSuffix(name: string): boolean {
  const labels = name.split('.');
  if (labels.length === 1 || suffixes.has(name) || suffixes.has(['*', ...labels.slice(1)].join('.'))) return true;
  return labels.length === 2 && isGeneric(labels[0] as string, labels[1] as string);
}

function isGeneric(second: string, top: string): boolean {
  return top.length === 2 && seconds.has(second);
}

/**
 * The names that hold a domain: itself and what stands above it, up to the one that was registered. Below country ends
 * that are not on our list only the name itself counts, as we do not know where registration begins there.
 */
export function holdersOf(domain: string): string[] {
  const labels = domain.split('.');
  const top = labels.at(-1) as string;
  const known = top.length > 2 || flat.has(top) || isGeneric(labels.at(-2) ?? '', top);
  if (!known) return [domain];
  const names = labels.map((_, from) => labels.slice(from).join('.'));
  const end = names.findIndex((name) => isSuffix(name));
  return names.slice(0, end === -1 ? 1 : Math.max(1, end));
}

/** Where the record may stand: at `_cairn.` below a name that holds the domain, or at that name. */
export function recordNames(domain: string): string[] {
  return holdersOf(domain).flatMap((name) => [`_cairn.${name}`, name]);
}

export const RECORD_PREFIX = 'cairn-verification=';

/** Whether one of the TXT records of a name holds the token. A long record comes in pieces that belong together. */
export function holdsToken(records: readonly (readonly string[])[], token: string): boolean {
  return records.some((pieces) => pieces.join('').trim() === RECORD_PREFIX + token);
}

/** `proves`: at once. `evidence`: staff look too. `refused`: it says nothing of the organisation. */
export type AddressProof = 'proves' | 'evidence' | 'public-mail' | 'elsewhere';

/** Only those who run a domain read these (CA/Browser Forum Baseline Requirements 3.2.2.4.4). */
const RUNNERS = ['admin', 'administrator', 'webmaster', 'hostmaster', 'postmaster'];
/** Every student may have an address there. */
const OPEN_TO_MANY: readonly OrganisationKind[] = ['university', 'college', 'school'];

/**
 * What it proves to read the mail of an address at, above or below the domain of an organisation. Below it, and for a personal
 * address at a university, college or school, staff look too: a department is not the university, nor is a student.
 */
export function proofByAddress(email: string, domain: string, kind: OrganisationKind): AddressProof {
  const at = email.lastIndexOf('@');
  const host = domainName(email.slice(at + 1));
  if (at < 1 || host === null || isSuffix(host)) return 'elsewhere';
  if (mailHosts.has(host)) return 'public-mail';
  if (!holdersOf(domain).includes(host)) return host.endsWith(`.${domain}`) ? 'evidence' : 'elsewhere';
  return RUNNERS.includes(email.slice(0, at).toLowerCase()) || !OPEN_TO_MANY.includes(kind) ? 'proves' : 'evidence';
}

/** Whether an address of a site lies at, above or below a proved domain. */
export function liesAt(url: string, domain: string): boolean {
  const host = domainName(URL.parse(url)?.hostname.replace(/^www\./, '') ?? '');
  if (host === null || isSuffix(host)) return false;
  return holdersOf(domain).some((holder) => host === holder || host.endsWith(`.${holder}`));
}
