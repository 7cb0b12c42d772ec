/** The front door of work that is done later, and of news between features. */
export {
  countJobs,
  discardJob,
  findJob,
  type JobBrief,
  type JobState,
  listJobs,
  removeWorkAbout,
  retryJob,
} from './queries.js';
export { emit, enqueue, enqueueMany } from './queue.js';
export {
  defineEvent,
  defineTask,
  type EventSpec,
  type Handler,
  handle,
  type JobContext,
  on,
  type TaskSpec,
} from './tasks.js';
export { type CronEntry, type Jobs, type JobsOptions, startJobs } from './worker.js';
