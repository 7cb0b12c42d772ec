/** Hosted assertions: what stands at the address is the badge; a file is but a copy of it. Specification §6.1. */
import { canonicalize } from '../encoding/index.js';
import type { JsonObject } from '../types.js';
import type { Reader } from './reading.js';
import { hostOf, isObject, isWebAddress, listOf } from './values.js';

export type Outcome = { status: 'passed' | 'failed' | 'unknown'; message: string; fix: string | null };

/** Whether the issuer lets assertions stand at this address: `startsWith`, and `allowedOrigins`, which is its own host where it says nothing. */
export function withinPolicy(assertion: JsonObject, issuer: JsonObject): Outcome | null {
  const id = String(assertion.id);
  const policy = isObject(issuer.verification) ? issuer.verification : {};
  const beginnings = listOf(policy.startsWith).filter((start) => typeof start === 'string');
  const refusal = (message: string): Outcome => ({
    status: 'failed',
    message,
    fix: 'Ask the issuer whether this badge is theirs.',
  });
  if (beginnings.length > 0 && !beginnings.some((start) => id.startsWith(start)))
    return refusal(
      `The badge stands at ${id}, and the issuer says that its badges begin with ${beginnings.join(' or ')}.`,
    );
  const own = typeof issuer.id === 'string' ? hostOf(issuer.id) : null;
  const stated = listOf(policy.allowedOrigins).filter((origin) => typeof origin === 'string');
  const allowed = stated.length > 0 ? stated : own === null ? [] : [own];
  const host = hostOf(id);
  if (host === null) return refusal('The badge says that it is hosted, but has no address on the web.');
  if (allowed.length > 0 && !allowed.some((origin) => origin.toLowerCase() === host))
    return refusal(`The badge stands at ${host}, and the issuer lets its badges stand only at ${allowed.join(', ')}.`);
  return null;
}

/** The copy against the badge at its address. */
export async function hostedOutcome(
  assertion: JsonObject,
  read: Reader,
): Promise<{ outcome: Outcome; hosted: JsonObject | null }> {
  const { id } = assertion;
  const found = await read(id, 'badge');
  if (!isWebAddress(id) || 'missing' in found) {
    const why = 'missing' in found ? found.missing : '';
    const fix = 'Try again later. If the issuer has moved or closed, ask the holder for a newer badge.';
    return {
      hosted: null,
      outcome: {
        status: 'unknown',
        message: `A hosted badge is real where its own address says so, and that could not be asked. ${why}`,
        fix,
      },
    };
  }
  const { document } = found;
  if (document.revoked === true || canonicalize(bare(document)) === canonicalize(bare(assertion)))
    return {
      hosted: document,
      outcome: { status: 'passed', message: `The same badge stands at ${id}, where its issuer keeps it.`, fix: null },
    };
  return {
    hosted: document,
    outcome: {
      status: 'failed',
      message: `At ${id}, where the issuer keeps this badge, stands another one than in this file.`,
      fix: 'Trust what stands at that address, not this file.',
    },
  };
}

/** Contexts may be written in several ways; all else is compared. */
function bare({ '@context': _context, ...rest }: JsonObject): JsonObject {
  return rest;
}
