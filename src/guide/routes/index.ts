/** Every route of the guide. */
import type { App } from '../../platform/http/index.js';
import { addGuideApi } from './api.js';
import type { DecisionRoutes } from './decision-parts.js';
import { addDecisionPages } from './decisions.js';
import { addKeepingRoutes } from './keeping.js';
import { addGuidePages, type GuidePages } from './pages.js';

export type GuideRoutes = GuidePages & DecisionRoutes;

export function addGuideRoutes(app: App, parts: GuideRoutes): void {
  addGuideApi(app, parts);
  addGuidePages(app, parts);
  addKeepingRoutes(app, parts);
  addDecisionPages(app, parts);
}
