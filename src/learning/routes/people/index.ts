/** Learners among each other, and staff with them. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addDirectoryRoutes } from './directory.js';
import { addPrivacyRoutes } from './privacy.js';
import { addProgressRoutes } from './progress.js';
import { addReportRoutes } from './reports.js';
import { addTalkRoutes } from './talk.js';

export function addPeopleRoutes(app: App, parts: LearningRoutes): void {
  addTalkRoutes(app, parts);
  addDirectoryRoutes(app, parts);
  addProgressRoutes(app, parts);
  addReportRoutes(app, parts);
  addPrivacyRoutes(app, parts);
}
