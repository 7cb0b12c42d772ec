/** Learners among each other, and staff with them. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addPeopleRoutes(_app: App, _parts: LearningRoutes): void {}
