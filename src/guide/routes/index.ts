/** Every route of the guide. */
import type { App } from '../../platform/http/index.js';
import { addGuideApi } from './api.js';
import { addGuidePages, type GuidePages } from './pages.js';

export type GuideRoutes = GuidePages;

export function addGuideRoutes(app: App, parts: GuideRoutes): void {
  addGuideApi(app, parts);
  addGuidePages(app, parts);
}
