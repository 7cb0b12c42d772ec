/** Quizzes and tests. */
import type { App } from '../../../platform/http/index.js';
import type { LearningRoutes } from '../../actions/parts.js';

export function addAssessmentRoutes(_app: App, _parts: LearningRoutes): void {}
