/** The front door of discussion: comments on anything, and how they are moderated. */
export { checks } from './actions/checks.js';
export { publicKind } from './actions/kinds.js';
export type { Parts as DiscussionParts } from './actions/parts.js';
export { personal } from './actions/personal.js';
export { REPLIED } from './actions/posting.js';
export { moderationPlace } from './actions/staff-place.js';
export { type Discussion, readDiscussion } from './actions/threads.js';
export { discussionCron, discussionJobs } from './jobs.js';
export { DiscussionPanel } from './pages/panel.js';
export { countWaiting } from './queries/waiting.js';
export { addDiscussionRoutes, commentsAsked, type DiscussionRoutes } from './routes/index.js';
export { DiscussionError, type Subject, type SubjectKind, type SubjectKinds } from './schema.js';
