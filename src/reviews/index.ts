/** The front door of reviews: what past learners say of courses. */
export { disproveLearner, type ProofGiven, proveLearner } from './actions/proving.js';
export { reviewSummaries } from './queries/summaries.js';
export { type ProofFacts, type ProofRefusal, refusalOfProof } from './rules/proof.js';
export { ASPECTS, type Aspect, type ReviewSummary } from './schema.js';
