/** Which addresses of the internet are public. Everything else is this machine, its neighbours, or a way round to them. */
import ipaddr from 'ipaddr.js';

/** Whether an IP address is one that anybody on the internet could own. IPv4 inside IPv6 is judged as IPv4. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'unicast';
}

/** The address in a URL's host part, `[::1]` or `127.0.0.1`; undefined for a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
}
