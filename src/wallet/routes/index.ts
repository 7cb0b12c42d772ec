/** Every route of the wallet. */
import type { App } from '../../platform/http/index.js';
import { addBringingRoutes } from './bringing.js';
import { addClaimRoutes } from './claiming.js';
import { addOwnCredentialRoutes } from './own.js';
import type { WalletRoutes } from './parts.js';
import { addPublicCredentialRoutes } from './public.js';
import { addPublishingCredentialRoutes } from './publishing.js';

export type { WalletRoutes } from './parts.js';

export function addWalletRoutes(app: App, parts: WalletRoutes): void {
  addBringingRoutes(app, parts);
  addOwnCredentialRoutes(app, parts);
  addPublishingCredentialRoutes(app, parts);
  addClaimRoutes(app, parts);
  addPublicCredentialRoutes(app, parts);
}
