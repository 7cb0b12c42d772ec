/** What a provider states of its own course, in words and read. */
export * from './course-form.js';
export { formOfRecord, type RecordRead, recordOfForm } from './form-to-record.js';
export { linesOf } from './lines.js';
export { feedSourceKey, isOfMembers, isOwnWord, ownSourceKey } from './own-source.js';
export * from './sent-form.js';
export { readSubjects, treeSubject } from './subject-words.js';
