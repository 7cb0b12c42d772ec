/** Quizzes and tests: what is asked, what it earns, when what is said. */
export { type Answers, adviceOf, answersFrom, fieldOf, responseOf } from './answering.js';
export { attemptsAllowed, dueAt, endOf, isOver, type Standing, standingOf } from './attempts.js';
export { countDrawn, type DrawnItem, drawItems, itemsOf, type Random, seededRandom } from './drawing.js';
export { type ClozePiece, type Offered, type Question, questionOf } from './questions.js';
export { rounded, type Score, type ScoredPart, scoreOf } from './scoring.js';
export { figuresOf, type ItemFigures, LEAST_ATTEMPTS, type OptionCount } from './statistics.js';
export { watchedInWords } from './watching.js';
export { answerInWords, feedbackFor, rightInWords } from './wording.js';
