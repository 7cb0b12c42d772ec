/** The front door of lists: what a person keeps and follows, and who is to be told of what. */
export { followersOf, keptQueries, watchedCourses, watchersOf } from './queries/watching.js';
export { readSearch, writeSearch } from './rules/canonical.js';
