/** What employers find in their workplace. */
import type { WorkplacePart } from '../../../organisations/index.js';

export const employerPlaces: readonly WorkplacePart[] = [
  {
    path: 'places',
    label: 'Places for your people',
    about: 'Runs of courses that providers hold for you, and how many places are taken.',
    role: 'viewer',
  },
];
