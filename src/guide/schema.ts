/**
 * The words of the guide. `GuideQuestion` is what a person answers to the six questions, `GuideAnswer` what Cairn makes of
 * it: the contract of `POST /api/v1/guide`, of the pages, of saved decisions and of alerts.
 */
export * from './schema/answer.js';
export * from './schema/decision.js';
export * from './schema/gap.js';
export * from './schema/plan.js';
export * from './schema/question.js';
