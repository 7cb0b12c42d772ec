/** The front door of the guide: six questions, every course weighed, and why. */
export * from './schema.js';
