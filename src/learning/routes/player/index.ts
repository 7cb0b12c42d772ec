/** Learning: pages of a course, step by step. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addAwardRoutes } from './awards.js';
import { addCourseRoutes } from './course.js';
import { addStepRoutes } from './steps.js';

export function addPlayerRoutes(app: App, parts: LearningRoutes): void {
  addCourseRoutes(app, parts);
  addStepRoutes(app, parts);
  addAwardRoutes(app, parts);
}
