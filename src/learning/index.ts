/** The front door of learning: courses that are delivered here. */
export { checks } from './actions/authoring/checks.js';
export { hostedMove } from './actions/authoring/moving.js';
export { personal } from './actions/personal.js';
export { learningCron, learningJobs } from './jobs/index.js';
export { addLearningRoutes } from './routes/index.js';
