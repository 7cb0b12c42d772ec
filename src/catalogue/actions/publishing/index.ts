/** What members of a verified organisation do with its courses. */
export { dropDraft, saveDraft } from './drafts.js';
export { type OpenForm, openCourseForm, openDraft, openNewForm, reopenForm } from './opening.js';
export { type Publisher, requireMember, requirePublisher } from './publisher.js';
export { forgetOldTables, ownTable, previewTable, publishTable, sendTable, TableFaultError } from './tables.js';
export { ownCourse, restoreCourse, withdrawCourse } from './withdrawing.js';
export {
  ChangedMeanwhileError,
  FaultyFormError,
  type FormFor,
  type Moment,
  publishCourse,
  publishOnce,
  rehearseCourse,
} from './writing.js';
