/** The front door of the database: open it, migrate it, type it. SQL itself lives in each feature's queries. */
export { type Cluster, joinCluster, removeCluster } from './cluster.js';
export { DatabaseError } from './database-error.js';
export { describeDatabase, describeTypes } from './description.js';
export { type Listening, listen } from './listening.js';
export {
  applyMigrations,
  type Migration,
  migrate,
  migrateQueue,
  QUEUE,
  readMigrations,
  schemasOf,
  withMigrationsHeld,
} from './migrate.js';
export { connect, type Database, type Db, openDatabase, overClient } from './open.js';
export { standingAlone } from './patterns.js';
export type { Tables } from './tables.js';
