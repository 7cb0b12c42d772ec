/** Assignments: a learner's own work, others' work, and marking. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addDeskRoutes } from './desk.js';
import { addWorkRoutes } from './learner.js';
import { addPeerRoutes } from './peers.js';

export function addMarkingRoutes(app: App, parts: LearningRoutes): void {
  addWorkRoutes(app, parts);
  addPeerRoutes(app, parts);
  addDeskRoutes(app, parts);
}
