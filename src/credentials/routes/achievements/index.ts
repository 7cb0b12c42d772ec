/** The addresses of what can be earned: in the workplace of those who award it, and for everybody. */
import type { App } from '../../../platform/http/index.js';
import { addAchievementDeskRoutes } from './desk.js';
import { addAchievementFormRoutes } from './form.js';
import type { AchievementRoutes } from './parts.js';
import { addPublicAchievementRoutes } from './public.js';

export { type AchievementRoutes, achievementPlaces } from './parts.js';

export function addAchievementRoutes(app: App, parts: AchievementRoutes): void {
  addAchievementDeskRoutes(app, parts);
  addAchievementFormRoutes(app, parts);
  addPublicAchievementRoutes(app, parts);
}
