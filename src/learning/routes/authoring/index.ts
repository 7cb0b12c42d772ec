/** Authors write a course, editors publish it. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { addFileRoutes } from './files.js';
import { addFolderRoutes } from './folder.js';
import { addListRoutes } from './list.js';
import { addMediaRoutes } from './media.js';
import { addOutlineRoutes } from './outline.js';
import { addPartForms } from './part-forms.js';
import { addPreviewRoutes } from './preview.js';
import { addReviewRoutes } from './review.js';

export { teachingPlaces } from './parts.js';

export function addAuthoringRoutes(app: App, parts: LearningRoutes): void {
  addFileRoutes(app, parts);
  addListRoutes(app, parts);
  addOutlineRoutes(app, parts);
  addPartForms(app, parts);
  addMediaRoutes(app, parts);
  addReviewRoutes(app, parts);
  addPreviewRoutes(app, parts);
  addFolderRoutes(app, parts);
}
