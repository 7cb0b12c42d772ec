/** Where assessors find marking in the workplace of their organisation. */
import type { WorkplacePart } from '../../../organisations/index.js';

export const markingPlaces: readonly WorkplacePart[] = [
  {
    path: 'marking',
    label: 'Marking',
    about: 'Work that learners handed in: what waits, by when it is promised, appeals.',
    role: 'assessor',
  },
];
