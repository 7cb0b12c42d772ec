/** The SQL of the catalogue, collected. */
export * from './changes.js';
export * from './errands.js';
export * from './feeds.js';
export * from './json-text.js';
export * from './listings.js';
export * from './merging.js';
export * from './publishing.js';
export * from './quality.js';
export * from './reading.js';
export * from './savepoints.js';
export * from './sources.js';
export * from './taxonomy.js';
export * from './weaving.js';
