/** What the parts of the panel of an assignment are drawn from. */
import type { OwnWork } from '../../actions/marking/own-work.js';

export type AssignmentPanelProps = {
  work: OwnWork;
  /** `/learn/…/steps/…`, of this step. */
  at: string;
  /** The calendar day of the learner's run. */
  today: string;
  /** Null: they left the course, and read. */
  canWork: boolean;
  /** What was just done, or was refused: words from the address are never shown, only what they name. */
  done: string | undefined;
  refused: string | undefined;
};
