/** The access rules of members: whose page it is stands in the address as `:organisation`, its slug or id. */
import { type Actor, type Judge, NotAllowedError, type PersonActor, requirePerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { rolesOf } from '../queries/members.js';
import { allows } from '../rules/roles.js';
import { Role } from '../schema.js';

declare module '../../platform/http/index.js' {
  interface AccessRules {
    owner: true;
    editor: true;
    author: true;
    assessor: true;
    issuer: true;
    registrar: true;
    /** Any member. */
    viewer: true;
  }
}

/** A judge for each role. */
export function organisationJudges(db: Db): Record<Role, Judge> {
  const judges = Role.options.map((role) => [role, judgeOf(db, role)] as const);
  return Object.fromEntries(judges) as Record<Role, Judge>;
}

function judgeOf(db: Db, role: Role): Judge {
  return async (actor, request) => {
    const { organisation } = request.params as { organisation?: string };
    await requireRole(db, actor, organisation ?? '', role);
  };
}

/**
 * The member who acts, if they have the role in the organisation with this slug or id.
 * @throws SignInNeededError, NotAllowedError; of an organisation that does not exist too: who asks is no member of it.
 */
export async function requireRole(db: Db, actor: Actor, slugOrId: string, role: Role): Promise<PersonActor> {
  const person = requirePerson(actor);
  if (allows(await rolesOf(db, slugOrId, person.id), role)) return person;
  throw new NotAllowedError(
    role === 'viewer'
      ? 'This page is for members of the organisation. Ask one of its owners to invite you.'
      : `This needs the role ${role} in the organisation. Ask one of its owners.`,
  );
}

/** Staff, the operator or Cairn itself. @throws SignInNeededError, NotAllowedError */
export function requireStaff(actor: Actor): Exclude<Actor, { kind: 'nobody' }> {
  if (actor.kind === 'operator' || actor.kind === 'system') return actor;
  const person = requirePerson(actor);
  if (!person.isStaff) throw new NotAllowedError('This is for staff of the site.');
  return person;
}
