/** What the routes and jobs of learning need. */
import type { ComponentChildren } from 'preact';
import type { Auth, Letters } from '../../accounts/index.js';
import type { Course } from '../../catalogue/index.js';
import type { Issuing, Verifier } from '../../credentials/index.js';
import type { SubjectKinds } from '../../discussion/index.js';
import type { WorkplacePart } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Frame } from '../../ui/index.js';

/** What acts need; routes and jobs have more. */
export type Learning = {
  db: Db;
  clock: Clock;
  origin: string;
  /** Uploaded files lie in `media` below it. */
  dataFolder: string;
  secret: string;
  issuing: Issuing;
  /** Checks what was issued before it is put into a wallet. */
  verifier: Verifier;
  letters: Letters;
};
export type LearningRoutes = Learning & {
  auth: Auth;
  frame: Frame;
  workplace: readonly WorkplacePart[];
  kinds: SubjectKinds;
  /** What comes next after a course: filled by what stands above. */
  comesNext?: (course: Course) => Promise<ComponentChildren>;
};
