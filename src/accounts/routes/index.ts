/** The addresses of accounts. */
import type { App } from '../../platform/http/index.js';
import { addAddressRoutes } from './addresses.js';
import { addErasureRoutes } from './erasure.js';
import { addLetterLinkRoutes } from './letter-links.js';
import { addOwnRoutes } from './own-pages.js';
import type { OwnRoutes } from './parts.js';
import { addPasskeyRoutes } from './passkeys.js';
import { addProviderRoutes } from './providers.js';
import { addSecurityRoutes } from './security.js';
import { addSharingRoutes } from './sharing.js';
import { addSignInRoutes } from './signing-in.js';
import { addSignUpRoutes } from './signing-up.js';
import { addAuditRoutes } from './staff-audit.js';

export type { OwnRoutes as AccountRoutes } from './parts.js';

export function addAccountRoutes(app: App, parts: OwnRoutes): void {
  addSignUpRoutes(app, parts);
  addSignInRoutes(app, parts);
  addProviderRoutes(app, parts);
  addSecurityRoutes(app, parts);
  addPasskeyRoutes(app, parts);
  addAddressRoutes(app, parts);
  addOwnRoutes(app, parts);
  addSharingRoutes(app, parts);
  addErasureRoutes(app, parts);
  addLetterLinkRoutes(app, parts);
  addAuditRoutes(app, parts);
}
