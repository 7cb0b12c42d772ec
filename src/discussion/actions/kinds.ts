/** A kind of subject that everybody may read, whoever has an account may discuss, and staff moderate. */
import type { SubjectKind } from '../schema.js';

export function publicKind(find: SubjectKind['find']): SubjectKind {
  return {
    find,
    mayRead: async () => true,
    mayWrite: async (_db, actor) => actor.kind === 'person',
    mayModerate: async (_db, actor) => actor.kind === 'person' && actor.isStaff,
  };
}
