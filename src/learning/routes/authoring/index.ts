/** Authors write a course, editors publish it. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addFileRoutes } from './files.js';

export function addAuthoringRoutes(app: App, parts: LearningRoutes): void {
  addFileRoutes(app, parts);
}
