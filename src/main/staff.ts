/** The places of staff, in the order of their desk: each front door says its own. */
import { auditPlace, type StaffPlace } from '../accounts/index.js';
import { cataloguePlaces, developmentsPlace } from '../catalogue/index.js';
import { moderationPlace } from '../discussion/index.js';
import { organisationPlaces } from '../organisations/index.js';
import { reviewsPlace } from '../reviews/index.js';
import { jobsPlace } from '../site/index.js';

export const staffPlaces: readonly StaffPlace[] = [
  moderationPlace,
  reviewsPlace,
  ...organisationPlaces,
  ...cataloguePlaces,
  developmentsPlace,
  jobsPlace,
  auditPlace,
];
