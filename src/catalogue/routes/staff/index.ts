/** The addresses at which staff look after the catalogue. */
import type { App } from '../../../platform/http/index.js';
import { addImportRoutes } from './imports.js';
import { addMergingRoutes } from './merging.js';
import type { StaffRoutes } from './parts.js';
import { addSourceRoutes } from './sources.js';

export function addCatalogueStaffRoutes(app: App, parts: StaffRoutes): void {
  addSourceRoutes(app, parts);
  addImportRoutes(app, parts);
  addMergingRoutes(app, parts);
}
