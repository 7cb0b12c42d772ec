/** The front door of checks: what a feature needs to export its own, and those of the platform itself. */
export {
  type Check,
  type CheckContext,
  type Checked,
  databaseCheck,
  type Finding,
  failed,
  ok,
  warning,
} from './check.js';
export { exitCodeOfChecks, runChecks } from './run.js';

import type { Check } from './check.js';
import { configurationChecks } from './configuration.js';
import { databaseChecks } from './database.js';
import { surroundingsChecks } from './surroundings.js';

/** Those of the platform itself, the settings first. */
export const checks: readonly Check[] = [...configurationChecks, ...databaseChecks, ...surroundingsChecks];
