/** The front door of the catalogue. */
export * from './pages/words.js';
export * from './schema.js';
