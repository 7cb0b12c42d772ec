/** What follows from a course's content alone: which steps stay the same, what stops it from being published, how long it takes. */
export { type Carried, carryOver } from './carrying.js';
export { compareEditions, type StepChange } from './comparing.js';
export { canonicalJson, digestsOf } from './digests.js';
export { cautionsOf, type Fault, faultsOf, mediaUsed } from './faults/index.js';
export { hoursDesigned, minutesInWords } from './hours.js';
