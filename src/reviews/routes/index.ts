/** Every route of reviews, and the places where members and staff find them. */
import type { StaffPlace } from '../../accounts/index.js';
import type { WorkplacePart } from '../../organisations/index.js';
import type { App } from '../../platform/http/index.js';
import { openComplaints } from '../queries/standing.js';
import { addDeskRoutes } from './desk.js';
import type { ReviewRoutes } from './parts.js';
import { addPublicRoutes } from './public.js';
import { addWritingRoutes } from './writing.js';

export type { ReviewRoutes } from './parts.js';

export function addReviewRoutes(app: App, parts: ReviewRoutes): void {
  addPublicRoutes(app, parts);
  addWritingRoutes(app, parts);
  addDeskRoutes(app, parts);
}

export const reviewPlaces: readonly WorkplacePart[] = [
  { path: 'reviews', label: 'Reviews', about: 'What learners say of your courses, and your replies.', role: 'editor' },
];

export const reviewsPlace: StaffPlace = {
  href: '/staff/reviews',
  label: 'Complaints about reviews',
  about: 'Reviews that a provider says must not stand, with the day by which each is decided.',
  async waiting(db, now) {
    const open = await openComplaints(db);
    const late = open.filter(({ due }) => due.getTime() < now.getTime()).length;
    const count = open.length === 1 ? 'One complaint waits' : `${open.length} complaints wait`;
    return open.length === 0 ? [] : [late > 0 ? `${count}, ${late} of them late` : count];
  },
};
