/** What roles allow, and who may lose them. */
import type { Role } from '../schema.js';

/**
 * Whether somebody with `roles` may do what needs `role`: an owner everything, an editor also what an author does, a registrar
 * also what an issuer does, and every member may look.
 */
export function allows(roles: readonly Role[], role: Role): boolean {
  if (roles.length === 0) return false;
  if (role === 'viewer' || roles.includes('owner') || roles.includes(role)) return true;
  return (role === 'author' && roles.includes('editor')) || (role === 'issuer' && roles.includes('registrar'));
}

/** Whether an organisation would be left without an owner if this member had `roles` from now on; none: they leave. */
export function leavesNoOwner(
  members: readonly { personId: string; roles: readonly Role[] }[],
  personId: string,
  roles: readonly Role[],
): boolean {
  const isOwner = members.some((member) => member.personId === personId && member.roles.includes('owner'));
  const others = members.some((member) => member.personId !== personId && member.roles.includes('owner'));
  return isOwner && !others && !roles.includes('owner');
}

/** Roles as they are kept: each once, in their order; a viewer only where nothing more is held. */
export function tidyRoles(roles: readonly Role[]): Role[] {
  const order: readonly Role[] = ['owner', 'editor', 'author', 'assessor', 'issuer', 'registrar', 'viewer'];
  const held = order.filter((role) => roles.includes(role));
  return held.length > 1 ? held.filter((role) => role !== 'viewer') : held;
}

/** The roles of whoever gave the ownership away: an editor, with whatever else they had. */
export function rolesAfterHandOver(roles: readonly Role[]): Role[] {
  return tidyRoles(['editor', ...roles.filter((role) => role !== 'owner')]);
}
