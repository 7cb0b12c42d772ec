/** The front door of statements: the xAPI store. */
export { checks } from './actions/checks.js';
export { personal } from './actions/personal.js';
export { recordStatements } from './actions/recording.js';
export { makeSource } from './actions/sources.js';
export { statementCron, statementJobs } from './jobs.js';
export { addStatementRoutes, type StatementRoutes, statementPlaces } from './routes/index.js';
export type { Activity, Agent, ContextActivities, LanguageMap, Source, Statement } from './schema/index.js';
