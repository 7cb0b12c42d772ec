/** What the actions of statements are given. */
import type { Actor } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Agent, Scope, Source } from '../schema/index.js';
import { XapiError } from '../schema/index.js';

export type Parts = {
  db: Db;
  clock: Clock /** The public address: under it everybody here has their account. */;
  origin: string;
};
export type { Actor };

/** Who vouches for what a source sends: the source itself. */
export function authorityOf({ id, name }: Pick<Source, 'id' | 'name'>, origin: string): Agent {
  return { objectType: 'Agent', name, account: { homePage: origin, name: `source:${id}` } };
}

/** @throws XapiError (403) */
export function requireScope({ scopes }: Source, ...wanted: readonly Scope[]): void {
  if (!wanted.some((scope) => scopes.includes(scope)))
    throw new XapiError(403, `This key may not do that: it needs the right ${wanted.join(' or ')}.`);
}

/** Whose statements and documents a source reads: its own, or (null) all of its organisation. */
export function reachOf({ id, scopes }: Source): string | null {
  return scopes.includes('read-all') ? null : id;
}
