/** Every route of what a person keeps. All of it is theirs alone. */
import type { App } from '../../platform/http/index.js';
import { addListApi } from './api.js';
import { addCourseInListRoutes } from './courses.js';
import { addFollowRoutes } from './follows.js';
import { addOwnListRoutes } from './lists.js';
import type { ListRoutes } from './parts.js';
import { addSearchRoutes } from './searches.js';

export type { ListRoutes } from './parts.js';

export function addListRoutes(app: App, parts: ListRoutes): void {
  addOwnListRoutes(app, parts);
  addCourseInListRoutes(app, parts);
  addSearchRoutes(app, parts);
  addFollowRoutes(app, parts);
  addListApi(app, parts);
}
