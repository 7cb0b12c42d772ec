/** A course as a folder of Markdown files: what `cairn course push` reads and `cairn course pull` writes. See the README of learning. */
export { FolderError, type FolderFault, faultInWords } from './faults.js';
export { type CourseFolder, type Files, readCourseFolder } from './reading.js';
export { courseFolderOf } from './writing.js';
