/** The front door of reviews: what past learners say of courses. */

export { MY_COURSES } from './actions/asking.js';
export { disproveLearner, type ProofGiven, proveLearner } from './actions/proving.js';
export { takingFigures, takingOf } from './actions/taking.js';
export { takingPersonal } from './actions/taking-personal.js';
export { takingCron, takingJobs } from './jobs/taking.js';
export { reviewSummaries } from './queries/summaries.js';
export { addTakingRoutes, type TakingRoutes } from './routes/taking.js';
export { type ProofFacts, type ProofRefusal, refusalOfProof } from './rules/proof.js';
export type { Taking, TakingDates, TakingFigures, TakingStep } from './schema/taking.js';
export { ASPECTS, type Aspect, type ReviewSummary } from './schema.js';
