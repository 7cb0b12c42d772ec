/** The front door of reviews: what past learners say of courses. */

export { REVIEW_ANSWERED } from './actions/answering.js';
export { MY_COURSES } from './actions/asking.js';
export { checks } from './actions/checks.js';
export { reviewKinds } from './actions/parts.js';
export { personal } from './actions/personal.js';
export { disproveLearner, type ProofGiven, proveLearner } from './actions/proving.js';
export { type CourseReviews, readReviews } from './actions/reading.js';
export { listTakings, takingFigures, takingOf } from './actions/taking.js';
export { takingPersonal } from './actions/taking-personal.js';
export { learnerJobs } from './jobs/learners.js';
export { takingCron, takingJobs } from './jobs/taking.js';
export { reviewCron, reviewJobs } from './jobs/upkeep.js';
export { ReviewsSection } from './pages/section.js';
export { TakingRows } from './pages/taking-pages.js';
export { reviewSummaries } from './queries/summaries.js';
export { addReviewRoutes, type ReviewRoutes, reviewPlaces, reviewsPlace } from './routes/index.js';
export { addTakingRoutes, type TakingRoutes } from './routes/taking.js';
export { type ProofFacts, type ProofRefusal, refusalOfProof } from './rules/proof.js';
export type { Taking, TakingDates, TakingFigures, TakingStep } from './schema/taking.js';
export { ASPECTS, type Aspect, type ReviewSummary } from './schema.js';
