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
