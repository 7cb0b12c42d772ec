/** The chain of the audit log: each entry's hash covers its content and the hash of the entry before. */
import { sha256 } from '../../platform/crypto/index.js';
import type { AuditEntry } from '../schema/index.js';

/** What the first entry names as the one before it. */
export const FIRST = '0'.repeat(64);

/** SHA-256 over the entry as JSON with its detail's keys in order: the database may keep them in another. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const detail = Object.entries(entry.detail).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([entry.previous, entry.seq, entry.at.toISOString(), entry.actor, entry.act, entry.subject, detail]),
  );
}

/**
 * Follows the chain through consecutive entries. `from` is the hash that the first of them must name.
 * Returns what is wrong with the first entry that does not fit, or null.
 */
export function firstBreak(entries: readonly AuditEntry[], from: { seq: number; hash: string }): string | null {
  let before = from;
  for (const entry of entries) {
    if (entry.seq !== before.seq + 1) return `entry ${before.seq + 1} is missing`;
    if (entry.previous !== before.hash) return `entry ${entry.seq} does not follow the one before it`;
    if (entry.hash !== hashOf(entry)) return `entry ${entry.seq} was changed after it was written`;
    before = entry;
  }
  return null;
}
