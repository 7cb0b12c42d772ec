export { type Ask, askOver } from './ask.js';
export { searchCommand } from './search.js';
export { searchEvalCommand } from './search-eval.js';
