/** The front door of discussion: comments on anything, and how they are moderated. */
export { checks } from './actions/checks.js';
export { closeDiscussion } from './actions/closing.js';
export { decideReports } from './actions/deciding.js';
export { publicKind } from './actions/kinds.js';
export { DecisionAsked, type ReportedThere, reportedWithin } from './actions/moderating.js';
export type { Parts as DiscussionParts } from './actions/parts.js';
export { personal } from './actions/personal.js';
export { changePlaced, holdPlaced, placePost, removePlaced } from './actions/placing.js';
export { REPLIED } from './actions/posting.js';
export { reportWithin } from './actions/reporting.js';
export { moderationPlace } from './actions/staff-place.js';
export { type Discussion, readDiscussion } from './actions/threads.js';
export { discussionCron, discussionJobs } from './jobs.js';
export { DiscussionPanel, PostText } from './pages/panel.js';
export { ReportedPanel } from './pages/staff-page.js';
export { dayOf } from './pages/words.js';
export { countNewPosts, disownPosts } from './queries/posts.js';
export { countWaiting } from './queries/waiting.js';
export { addDiscussionRoutes, commentsAsked, type DiscussionRoutes } from './routes/index.js';
export { foldText, linksIn, saysSomething, tidyText } from './rules/text.js';
export {
  DiscussionError,
  type PostState,
  type Subject,
  type SubjectKind,
  type SubjectKinds,
  type WrittenPost,
} from './schema.js';
