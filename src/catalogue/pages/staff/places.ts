/** Where staff look after the catalogue, and what waits there. */
import type { StaffPlace } from '../../../accounts/index.js';
import { failingFeeds, listErrands, restingRuns } from '../../queries/index.js';
import { MERGING } from './merging-pages.js';

/** The longest import measured took minutes. */
const LONGEST_MS = 6 * 3_600_000;
const LOOKED_AT = 20;
const DAY_MS = 86_400_000;

export const cataloguePlaces: readonly StaffPlace[] = [
  {
    href: '/staff/sources',
    label: 'Sources',
    about: 'Feeds, tables and pages that courses are read from, with their runs.',
    async waiting(db, now) {
      const { killed, broken } = await restingRuns(db, new Date(now.getTime() - LONGEST_MS));
      // A day of silence may be a night's work on the other side.
      const failing = await failingFeeds(db, new Date(now.getTime() - DAY_MS));
      return [
        ...failing.map((name) => `The feed of ${name} has failed for more than a day.`),
        ...killed.map((name) => `The import of ${name} was killed in the middle.`),
        ...broken.map((name) => `The last import of ${name} did not end well.`),
      ];
    },
  },
  {
    href: '/staff/imports',
    label: 'Imports',
    about: 'Read courses from files or addresses, and the skills of ESCO.',
    async waiting(db, now) {
      const errands = await listErrands(db, { limit: LOOKED_AT });
      const failed = errands.filter(
        ({ state, finished }) => state === 'failed' && finished !== null && now.getTime() - finished.getTime() < DAY_MS,
      );
      if (failed.length === 0) return [];
      return [
        failed.length === 1 ? 'An import failed since yesterday.' : `${failed.length} imports failed since yesterday.`,
      ];
    },
  },
  { ...MERGING, about: 'One course from several sources, or several under one name, and the way back.' },
];
