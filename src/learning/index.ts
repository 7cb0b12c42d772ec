/** The front door of learning: courses that are delivered here. */
export { learningCron, learningJobs } from './jobs/index.js';
export { addLearningRoutes } from './routes/index.js';
