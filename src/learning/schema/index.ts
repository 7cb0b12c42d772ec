/** The words of courses that are delivered here. */
export * from './content.js';
export * from './items.js';
export * from './offering.js';
export * from './policy.js';
export * from './words.js';

/** It cannot be done as it was asked: what is wrong, where, and what to do. */
export class LearningError extends Error {
  override readonly name = 'LearningError';
  constructor(
    readonly status: 403 | 404 | 409 | 410 | 413 | 422,
    message: string,
    /** The field that it is about, where a form was sent. */
    readonly field?: string,
  ) {
    super(message);
  }
}
