/** How the rows of each feature move when two organisations turn out to be one. */
import { courseMove, developmentMove } from '../catalogue/index.js';
import { achievementMove } from '../credentials/index.js';
import { hostedMove, privateRunMove } from '../learning/index.js';
import { searchMove } from '../lists/index.js';
import type { OrganisationMove } from '../organisations/index.js';

export const organisationMoves: readonly OrganisationMove[] = [
  courseMove,
  developmentMove,
  searchMove,
  achievementMove,
  hostedMove,
  privateRunMove,
];
