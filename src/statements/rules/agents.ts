/** Who did it: agents and groups, and what each is known by (xAPI 1.0.3 Data 2.4.2). */
import { createHash } from 'node:crypto';
import type { Agent } from '../schema/index.js';
import { type Check, fault, isPlain, listOf, object, oneOf, type Plain, text, textOf } from './shapes.js';
import { isIri, isMailto, isSha1 } from './texts.js';

const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const;

const account = object({ homePage: textOf(isIri, 'an address (IRL)'), name: text }, ['homePage', 'name']);
const known = {
  name: text,
  mbox: textOf(isMailto, 'a mail address that begins with mailto:'),
  mbox_sha1sum: textOf(isSha1, 'a SHA-1 of 40 hexadecimal characters'),
  openid: textOf(isIri, 'an IRI'),
  account,
};

export const agent: Check = object({ objectType: oneOf('Agent'), ...known }, [], (value, at) => {
  if (identifiersIn(value) !== 1) fault(at, `must be known by exactly one of ${IDENTIFIERS.join(', ')}.`);
});

export const group: Check = object(
  { objectType: oneOf('Group'), ...known, member: listOf(agent) },
  ['objectType'],
  (value, at) => {
    const count = identifiersIn(value);
    if (count > 1) fault(at, `must be known by at most one of ${IDENTIFIERS.join(', ')}.`);
    if (count === 0 && !('member' in value)) fault(at, 'is known by nothing, so it must name its members.');
  },
);

/** An agent, or a group where it says so. */
export const actor: Check = (value, at) => (isGroup(value) ? group(value, at) : agent(value, at));

/** Whoever vouches: an agent, or the two of an OAuth exchange (Data 2.4.9). */
export const authority: Check = (value, at) => {
  actor(value, at);
  if (!isGroup(value)) return;
  const { member } = value as { member?: unknown[] };
  if (identifiersIn(value as Plain) > 0 || member?.length !== 2)
    fault(at, 'as a group must be exactly two agents, known by nothing else.');
};

export function isGroup(value: unknown): value is Plain {
  return isPlain(value) && value.objectType === 'Group';
}

function identifiersIn(value: Plain): number {
  return IDENTIFIERS.filter((name) => name in value).length;
}

/**
 * What an agent or a group is known by, as one text: the same for the same one. Mail addresses do not mind their case.
 * Null for a group that is known by its members alone.
 */
export function keyOfAgent(value: unknown): string | null {
  if (!isPlain(value)) return null;
  const { mbox, mbox_sha1sum: sum, openid, account: own } = value as Agent;
  if (mbox !== undefined) return `mbox ${mbox.toLowerCase()}`;
  if (sum !== undefined) return `mbox_sha1sum ${sum.toLowerCase()}`;
  if (openid !== undefined) return `openid ${openid}`;
  if (own !== undefined) return `account ${own.homePage} ${own.name}`;
  return null;
}

/** Everything that a mail address may be known by in statements. */
export function keysOfAddress(email: string): string[] {
  const forms = new Set([email, email.toLowerCase()]);
  const sums = [...forms].map((form) => createHash('sha1').update(`mailto:${form}`).digest('hex'));
  return [`mbox mailto:${email.toLowerCase()}`, ...sums.map((sum) => `mbox_sha1sum ${sum}`)];
}
