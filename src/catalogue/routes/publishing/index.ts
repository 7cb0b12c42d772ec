/** The addresses under which members of an organisation publish its courses. */
import type { App } from '../../../platform/http/index.js';
import { addCourseListRoutes } from './courses.js';
import { addFormRoutes } from './form.js';
import type { PublishingRoutes } from './parts.js';
import { addTableRoutes } from './tables.js';

export type { PublishingRoutes } from './parts.js';

export function addPublishingRoutes(app: App, parts: PublishingRoutes): void {
  addCourseListRoutes(app, parts);
  addFormRoutes(app, parts);
  addTableRoutes(app, parts);
}
