/** Authors write a course, editors publish it. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addAuthoringRoutes(_app: App, _parts: LearningRoutes): void {}
