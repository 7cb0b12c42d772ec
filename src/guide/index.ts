/** The front door of the guide: six questions, every course weighed, and why. */
export { answerGuide } from './actions/answer.js';
export { type GuideParts, prepareGuide } from './actions/context.js';
export { personal } from './actions/personal.js';
export { guideCron, guideJobs } from './jobs.js';
export { decisionKinds, sharedDecision } from './pages/shareable.js';
export { addGuideRoutes, type GuideRoutes } from './routes/index.js';
export { answersInWords, type Names } from './rules/answers-in-words.js';
export type { Compiled } from './rules/compile.js';
export { GuideFault } from './rules/faults.js';
export { gapOf } from './rules/gap.js';
export * from './schema.js';
