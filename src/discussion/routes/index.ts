/** Every route of discussion. Writing needs somebody; deciding, staff; the log is everybody's. */
import type { App } from '../../platform/http/index.js';
import type { DiscussionRoutes } from './parts.js';
import { addReportingRoutes } from './reporting.js';
import { addStaffRoutes } from './staff.js';
import { addWritingRoutes } from './writing.js';

export type { DiscussionRoutes } from './parts.js';
export { commentsAsked } from './parts.js';

export function addDiscussionRoutes(app: App, parts: DiscussionRoutes): void {
  addWritingRoutes(app, parts);
  addReportingRoutes(app, parts);
  addStaffRoutes(app, parts);
}
