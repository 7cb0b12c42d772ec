/** A provider's own courses as a table, out and in. */
export type { TableFault } from './columns.js';
export { MOST_COURSES, type OwnTable, readOwnTable, type TableCourse } from './read.js';
export { ownTableTemplate } from './template.js';
export { csvTable, writeOwnTable } from './write.js';
