/** The addresses of accounts. */
import type { App } from '../../platform/http/index.js';
import { addSignInRoutes } from './signing-in.js';
import { type AccountRoutes, addSignUpRoutes } from './signing-up.js';

export type { AccountRoutes } from './signing-up.js';

export function addAccountRoutes(app: App, parts: AccountRoutes): void {
  addSignUpRoutes(app, parts);
  addSignInRoutes(app, parts);
}
