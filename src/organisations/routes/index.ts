/** The addresses of organisations. */
import type { App } from '../../platform/http/index.js';
import { addClaimRoutes } from './claims.js';
import { addInvitationRoutes } from './invitations.js';
import { addMemberRoutes } from './members.js';
import type { OrganisationRoutes } from './places.js';
import { addProfileRoutes } from './profile.js';
import { addStaffRoutes } from './staff.js';

export type { OrganisationRoutes } from './places.js';

export function addOrganisationRoutes(app: App, parts: OrganisationRoutes): void {
  addClaimRoutes(app, parts);
  addMemberRoutes(app, parts);
  addInvitationRoutes(app, parts);
  addProfileRoutes(app, parts);
  addStaffRoutes(app, parts);
}
