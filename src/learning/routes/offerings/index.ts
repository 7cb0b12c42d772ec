/** Runs of a course, and enrolling. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addEnrolmentApi } from './api.js';
import { addDeskRoutes } from './desk.js';
import { addEnrollingRoutes } from './enrolling.js';
import { addPlanRoutes } from './plan.js';
import { addSessionRoutes } from './sessions.js';

export function addOfferingRoutes(app: App, parts: LearningRoutes): void {
  addEnrollingRoutes(app, parts);
  addEnrolmentApi(app, parts);
  addPlanRoutes(app, parts);
  addDeskRoutes(app, parts);
  addSessionRoutes(app, parts);
}
