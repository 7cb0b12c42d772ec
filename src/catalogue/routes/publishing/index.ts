/** The addresses under which members of an organisation publish its courses. */
import type { WorkplacePart } from '../../../organisations/index.js';
import type { App } from '../../../platform/http/index.js';
import { addFeedRoutes } from '../feeds.js';
import { addQualityRoutes } from '../quality.js';
import { addCourseListRoutes } from './courses.js';
import { addFormRoutes } from './form.js';
import type { PublishingRoutes } from './parts.js';
import { addTableRoutes } from './tables.js';

export type { PublishingRoutes } from './parts.js';

/** What members find in the workplace of their organisation. */
export const publishingPlaces: readonly WorkplacePart[] = [
  { path: 'courses', label: 'Courses', about: 'What you offer: written by form or sent as a table.', role: 'viewer' },
  { path: 'feeds', label: 'Feeds', about: 'Files on your site that are read by themselves.', role: 'viewer' },
  { path: 'quality', label: 'Quality', about: 'What your entries lack, and where to mend it.', role: 'viewer' },
];

export function addPublishingRoutes(app: App, parts: PublishingRoutes): void {
  addCourseListRoutes(app, parts);
  addFormRoutes(app, parts);
  addTableRoutes(app, parts);
  addFeedRoutes(app, parts);
  addQualityRoutes(app, parts);
}
