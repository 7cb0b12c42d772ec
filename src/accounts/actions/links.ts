/** Links that act once. Whoever opens one sees a page; only its button acts, so that a mail scanner changes nothing. */
import { newToken, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { findLink, insertLink, takeLink, withdrawLinks } from '../queries/people.js';
import type { LinkFound, LinkPurpose } from '../schema/index.js';

/** A link is unknown, was used, or is too old: its page says which and what to do. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly status = 410;
}

export type NewLink = {
  purpose: LinkPurpose;
  personId?: string | null;
  email?: string | null;
  detail?: Record<string, unknown>;
  /** How long it can be used. */
  hours: number;
  now: Date;
  /** Keep the older links of this purpose for this address alive: several invitations may wait at once. */
  keepOlder?: boolean;
};

/** Makes a link and returns its token: 43 characters that are told to nobody but the receiver, and kept nowhere. */
export async function makeLink(trx: Db, link: NewLink): Promise<string> {
  const { purpose, personId = null, email = null, detail = {}, hours, now, keepOlder = false } = link;
  const token = newToken();
  if (email !== null && !keepOlder) await withdrawLinks(trx, purpose, email, now);
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  await insertLink(trx, { hash: sha256(token), purpose, personId, email, detail, created: now, expiresAt });
  return token;
}

/** What a link would do, without doing it. @throws LinkError */
export async function readLink(db: Db, purpose: LinkPurpose, token: string, now: Date): Promise<LinkFound> {
  const found = await findLink(db, sha256(token));
  if (!found || found.purpose !== purpose) {
    throw new LinkError('This link is not one of ours. Copy the whole address from the letter, or ask for a new one.');
  }
  if (found.usedAt !== null)
    throw new LinkError('This link was used, or a newer one was sent. Use the newest letter, or ask for a new one.');
  if (found.expiresAt <= now) throw new LinkError('This link is too old. Ask for a new one.');
  return found;
}

/** Takes a link for its one use, in the transaction of what it does: undone together, used together. @throws LinkError */
export async function spendLink(trx: Db, purpose: LinkPurpose, token: string, now: Date): Promise<LinkFound> {
  await readLink(trx, purpose, token, now);
  const taken = await takeLink(trx, sha256(token), purpose, now);
  if (!taken) throw new LinkError('This link was used a moment ago.');
  return taken;
}
