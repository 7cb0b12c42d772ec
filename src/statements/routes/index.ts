/** Every route of statements: for programs, and for owners who let programs in. */
import type { App } from '../../platform/http/index.js';
import { addSourceRoutes, type StatementRoutes } from './sources.js';
import { addXapiRoutes } from './xapi.js';

export { type StatementRoutes, statementPlaces } from './sources.js';

export function addStatementRoutes(app: App, parts: StatementRoutes): void {
  addXapiRoutes(app, parts);
  addSourceRoutes(app, parts);
}
