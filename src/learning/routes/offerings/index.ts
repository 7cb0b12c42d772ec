/** Runs of a course, and enrolling. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addOfferingRoutes(_app: App, _parts: LearningRoutes): void {}
