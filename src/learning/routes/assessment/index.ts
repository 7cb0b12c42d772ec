/** Quizzes and tests. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addGrantingRoutes } from './granting.js';
import { addTakingRoutes } from './taking.js';

export function addAssessmentRoutes(app: App, parts: LearningRoutes): void {
  addTakingRoutes(app, parts);
  addGrantingRoutes(app, parts);
}
