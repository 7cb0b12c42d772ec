/** The front door of learning: courses that are delivered here. */
export { itemStatistics, type QuizFigures } from './actions/assessment/statistics.js';
export { checks } from './actions/authoring/checks.js';
export { hostedMove } from './actions/authoring/moving.js';
export { markingFigures } from './actions/marking/figures.js';
export { learningKinds } from './actions/people/talking.js';
export { personal } from './actions/personal.js';
export { type Reflection, reflectionsOf } from './actions/player/writings.js';
export { courseCommand } from './commands/course.js';
export { learningCron, learningJobs } from './jobs/index.js';
export { CHECK_IN, CONTACT_ASKED, FOLLOWED, LEARNING, MARKING, QUESTIONS } from './mails/index.js';
export { markingPlaces } from './pages/marking/places.js';
export { employerPlaces } from './pages/people/places.js';
export { sharedProgress } from './pages/people/shared-progress.js';
export { type CompletedCourse, completedCourse } from './queries/player/completions.js';
export { addLearningRoutes } from './routes/index.js';
export { courseCompleted } from './schema/progress.js';
