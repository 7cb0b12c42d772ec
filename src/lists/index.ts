/** The front door of lists: what a person keeps and follows, and who is to be told of what. */
export { checks } from './actions/checks.js';
export { personal } from './actions/personal.js';
export { sharedList, sharedNotedList } from './actions/shareables.js';
export { listCron, listJobs } from './jobs.js';
export { KEPT_PAGES } from './pages/kept-shell.js';
export { addListRoutes, type ListRoutes } from './routes/index.js';
