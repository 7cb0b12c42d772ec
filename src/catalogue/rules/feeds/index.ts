/** When feeds are read, what their sites allow, and whose courses they may list. */
export * from './robots.js';
export * from './schedule.js';
export * from './whose.js';
