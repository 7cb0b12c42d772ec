/** Every route of learning, by who uses it. */
import type { App } from '../../platform/http/index.js';
import type { LearningRoutes } from '../actions/parts.js';
import { addAssessmentRoutes } from './assessment/index.js';
import { addAuthoringRoutes } from './authoring/index.js';
import { addMarkingRoutes } from './marking/index.js';
import { addOfferingRoutes } from './offerings/index.js';
import { addPeopleRoutes } from './people/index.js';
import { addPlayerRoutes } from './player/index.js';

export function addLearningRoutes(app: App, parts: LearningRoutes): void {
  addAuthoringRoutes(app, parts);
  addOfferingRoutes(app, parts);
  addPlayerRoutes(app, parts);
  addAssessmentRoutes(app, parts);
  addMarkingRoutes(app, parts);
  addPeopleRoutes(app, parts);
}
