/** The front door of lists: what a person keeps and follows, and who is to be told of what. */
export { ALERTS } from './actions/alerts/digests.js';
export { type Alerts, openAlerts } from './actions/alerts/open.js';
export { checks } from './actions/checks.js';
export { searchMove } from './actions/moving.js';
export { personal } from './actions/personal.js';
export { sharedList, sharedNotedList } from './actions/shareables.js';
export { listCron, listJobs } from './jobs.js';
export { KEPT_PAGES } from './pages/kept-shell.js';
export { type AlertRoutes, addAlertRoutes } from './routes/alerts.js';
export { addListRoutes, type ListRoutes } from './routes/index.js';
