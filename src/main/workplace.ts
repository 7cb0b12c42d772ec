/** What members find in the workplace of their organisation, in its order: each feature above puts its places here. */
import { developmentPlaces, publishingPlaces } from '../catalogue/index.js';
import { achievementPlaces, endorsementPlaces, issuingPlaces } from '../credentials/index.js';
import { reachPlaces } from '../discovery/index.js';
import { employerPlaces, markingPlaces, teachingPlaces } from '../learning/index.js';
import type { WorkplacePart } from '../organisations/index.js';
import { reviewPlaces } from '../reviews/index.js';
import { statementPlaces } from '../statements/index.js';

export const workplace: readonly WorkplacePart[] = [
  ...publishingPlaces,
  ...achievementPlaces,
  ...issuingPlaces,
  ...teachingPlaces,
  ...markingPlaces,
  ...reachPlaces,
  ...employerPlaces,
  ...reviewPlaces,
  ...developmentPlaces,
  ...endorsementPlaces,
  ...statementPlaces,
];
