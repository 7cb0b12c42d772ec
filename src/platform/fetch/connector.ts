/**
 * Connections that cannot reach a private address. A name is judged by the addresses it resolves to at the moment of
 * connecting, and the socket once more by the address that it reached, so that a name which changes its mind in between
 * gains nothing.
 */
import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './addresses.js';
import { FetchError } from './fetch-error.js';

/** How a name becomes addresses: all of them, as `dns.lookup` with `all` gives them. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  tell: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * @param allow private hosts that may be reached, `host` or `host:port`, in lower case.
 * @param resolve names that do not stand in `allow`; the machine's own way by default.
 */
export function guardedAgent(allow: readonly string[], resolve: Resolve = lookup): Agent {
  const open = buildConnector({ timeout: 10_000 });
  const guarded = buildConnector({ timeout: 10_000, lookup: publicLookup(resolve) });
  return new Agent({
    connect(options, callback) {
      if (isAllowed(options.hostname, options.port, allow)) return open(options, callback);
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) && !isPublicAddress(host)) return callback(refusal(host), null);
      return guarded(options, (error, socket) => {
        if (error) return callback(error, null);
        const reached = (socket as Socket).remoteAddress;
        if (reached !== undefined && isPublicAddress(reached)) return callback(null, socket);
        socket.destroy();
        return callback(refusal(options.hostname), null);
      });
    },
  });
}

function isAllowed(hostname: string, port: string, allow: readonly string[]): boolean {
  const host = hostname.toLowerCase();
  return allow.some((entry) => entry === host || entry === `${host}:${port}`);
}

/** Resolves a name to its public addresses; one private address among them refuses the whole name. */
function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return callback(refusal(hostname), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function refusal(host: string): NodeJS.ErrnoException {
  return new FetchError('private', `${host} is a private address. If it is meant, name it in CAIRN_FETCH_ALLOW.`);
}
