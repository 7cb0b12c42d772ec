/**
 * By what a statement is found. Each fact is 64 bits of a SHA-256 over organisation, kind and value, so that one index over
 * whole numbers answers every question, and no organisation's questions touch another's statements.
 */
import { hash } from 'node:crypto';
import { isGroup, keyOfAgent } from './agents.js';
import { isPlain, type Plain } from './shapes.js';
import { VOIDED } from './statements.js';

export type TermKind = 'actor' | 'agent' | 'verb' | 'activity' | 'any-activity' | 'registration' | 'refers';

/** As PostgreSQL reads a bigint. */
export function termOf(organisationId: string, kind: TermKind, value: string): string {
  return hash('sha256', `${organisationId} ${kind} ${value}`, 'buffer').readBigInt64BE().toString();
}

/** The terms of a statement that was judged right, each once. */
export function termsOf(organisationId: string, statement: Plain): string[] {
  const facts = new Set<string>();
  const add = (kind: TermKind) => (value: string) => void facts.add(`${kind} ${value}`);
  const { actor, verb, object, context, authority } = statement as Record<string, Plain>;
  add('verb')((verb as Plain).id as string);
  for (const who of [actor, object]) keysIn(who).forEach(add('actor'));
  for (const who of agentsOf(statement)) keysIn(who).forEach(add('agent'));
  keysIn(authority).forEach(add('agent'));
  if (isActivity(object)) add('activity')(object.id as string);
  for (const { id } of activitiesOf(statement)) add('any-activity')(id as string);
  if (context?.registration !== undefined) add('registration')((context.registration as string).toLowerCase());
  const target = referredBy(statement);
  if (target !== null) add('refers')(target);
  return [...facts].map((fact) => {
    const [kind = '', ...value] = fact.split(' ');
    return termOf(organisationId, kind as TermKind, value.join(' '));
  });
}

/** The id of the statement that this one is about. */
export function referredBy({ object }: Plain): string | null {
  return isPlain(object) && object.objectType === 'StatementRef' ? (object.id as string).toLowerCase() : null;
}

/** The id of the statement that this one declares void. */
export function voidedBy(statement: Plain): string | null {
  return (statement.verb as Plain).id === VOIDED ? referredBy(statement) : null;
}

/** Every agent and group that a statement names, but for who vouches for it; those of a statement within it too. */
export function agentsOf({ actor, object, context }: Plain): unknown[] {
  const { instructor, team, contextAgents = [], contextGroups = [] } = (context ?? {}) as Record<string, unknown>;
  return [
    actor,
    ...(isSubStatement(object) ? agentsOf(object) : [object]),
    instructor,
    team,
    ...(contextAgents as { agent: unknown }[]).map((part) => part.agent),
    ...(contextGroups as { group: unknown }[]).map((part) => part.group),
  ].filter(isPlain);
}

/** Every activity that a statement names, those of a statement within it too. */
export function activitiesOf({ object, context }: Plain): Plain[] {
  const around = Object.values(((context as Plain | undefined)?.contextActivities ?? {}) as Plain).flat() as Plain[];
  if (isSubStatement(object)) return [...activitiesOf(object), ...around];
  return isActivity(object) ? [object, ...around] : around;
}

export function isActivity(object: unknown): object is Plain {
  return isPlain(object) && (object.objectType ?? 'Activity') === 'Activity';
}

export function isSubStatement(object: unknown): object is Plain {
  return isPlain(object) && object.objectType === 'SubStatement';
}

/** What an agent is known by, or a group and each of its members. */
function keysIn(who: unknown): string[] {
  if (!isPlain(who) || ['Activity', 'StatementRef', 'SubStatement'].includes(String(who.objectType))) return [];
  const members = isGroup(who) ? ((who.member ?? []) as unknown[]) : [];
  return [who, ...members].map(keyOfAgent).filter((key) => key !== null);
}
