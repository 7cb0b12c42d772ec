/** Learning: pages of a course, step by step. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addPlayerRoutes(_app: App, _parts: LearningRoutes): void {}
