/** Letters of learning: plain text, one purpose each, no words that lead elsewhere. */
export * from './marking.js';
export * from './offerings.js';
export * from './people.js';
export { LEARNING, type Letter, letter, plain } from './plain.js';
