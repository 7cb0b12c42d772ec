/** The access rules of members: whose page it is stands in the address as `:organisation`, its slug or id. */
import { type Judge, NotAllowedError, requirePerson } from '../../accounts/index.js';
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
    const { id } = requirePerson(actor);
    if (!organisation || !allows(await rolesOf(db, organisation, id), role)) {
      throw new NotAllowedError(
        role === 'viewer'
          ? 'This page is for members of the organisation. Ask one of its owners to invite you.'
          : `This needs the role ${role} in the organisation. Ask one of its owners.`,
      );
    }
  };
}
