/** Where staff moderate, and what waits there. */
import type { StaffPlace } from '../../accounts/index.js';
import { countWaiting } from '../queries/waiting.js';

export const moderationPlace: StaffPlace = {
  href: '/staff/reports',
  label: 'Reports and appeals',
  about: 'Comments that somebody reported, and decisions that somebody appeals.',
  async waiting(db) {
    const { reports, appeals } = await countWaiting(db);
    return [
      ...(reports > 0 ? [reports === 1 ? 'One reported comment waits' : `${reports} reported comments wait`] : []),
      ...(appeals > 0 ? [appeals === 1 ? 'One appeal waits' : `${appeals} appeals wait`] : []),
    ];
  },
};
