/** Assignments, their marking, and what peers say. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addMarkingRoutes(_app: App, _parts: LearningRoutes): void {}
