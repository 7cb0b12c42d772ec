/**
 * The words of the catalogue. `CourseRecord` is what one source says of one course: every parser in `formats/` emits it,
 * and nothing else. `Course` is what Cairn says, woven from all the records of that course, with the source of each fact.
 * Field names follow shared terms: schema.org Course, XCRI-CAP 1.2, CTDL, ELM 3 (see docs/data-model.md for the crosswalk).
 */
export * from './schema/course.js';
export * from './schema/errands.js';
export * from './schema/import.js';
export * from './schema/record.js';
