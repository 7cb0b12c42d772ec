/** What roles allow. */
import type { Role } from '../schema.js';

/**
 * Whether somebody with `roles` may do what needs `role`: an owner everything, an editor also what an author does, and
 * every member may look.
 */
export function allows(roles: readonly Role[], role: Role): boolean {
  if (roles.length === 0) return false;
  if (role === 'viewer' || roles.includes('owner') || roles.includes(role)) return true;
  return role === 'author' && roles.includes('editor');
}
