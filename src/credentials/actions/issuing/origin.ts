/** The address that stands inside every signed file: whoever starts under another is told before anything breaks. */
import { isLoopbackHost } from '../../../platform/config/index.js';
import type { Db } from '../../../platform/db/index.js';
import { moveOrigin, recordedOrigin } from '../../queries/issuing/keys.js';

/** The site would start under another address than the one under which it issued. */
export class OriginError extends Error {
  override readonly name = 'OriginError';
  readonly exitCode = 2;
  constructor(recorded: string, origin: string) {
    super(
      `Credentials were issued under ${recorded}, which stands inside them, and CAIRN_ORIGIN is ${origin}. ` +
        `Start under ${recorded}; or, if the site moves and ${recorded} goes on leading here, set CAIRN_ORIGIN_ALIAS=${recorded}.`,
    );
  }
}

/**
 * To be asked at start. One's own machine may change its port: what was issued there was a demonstration.
 * @throws OriginError
 */
export async function checkOrigin(db: Db, addresses: Addresses): Promise<void> {
  const recorded = await recordedOrigin(db);
  if (recorded === null) return;
  const fault = originFault(recorded, addresses);
  if (fault) throw fault;
  if (!stands(recorded, addresses)) await moveOrigin(db, addresses.origin);
}

type Addresses = { origin: string; originAliases: readonly string[] };

/** Null: the site may run under its address, with the one that stands in what it issued. */
export function originFault(recorded: string, addresses: Addresses): OriginError | null {
  const isLocal = (address: string) => isLoopbackHost(new URL(address).hostname);
  if (stands(recorded, addresses) || (isLocal(recorded) && isLocal(addresses.origin))) return null;
  return new OriginError(recorded, addresses.origin);
}

function stands(recorded: string, { origin, originAliases }: Addresses): boolean {
  return recorded === origin || originAliases.includes(recorded);
}
