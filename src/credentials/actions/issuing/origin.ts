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
export async function checkOrigin(
  db: Db,
  { origin, originAliases }: { origin: string; originAliases: readonly string[] },
): Promise<void> {
  const recorded = await recordedOrigin(db);
  if (recorded === null || recorded === origin || originAliases.includes(recorded)) return;
  const isLocal = (address: string) => isLoopbackHost(new URL(address).hostname);
  if (!isLocal(recorded) || !isLocal(origin)) throw new OriginError(recorded, origin);
  await moveOrigin(db, origin);
}
