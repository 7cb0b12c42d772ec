/** Where staff look after organisations, and what waits there. */
import type { StaffPlace } from '../../accounts/index.js';
import { countTroubles } from '../queries/personal.js';
import { listNameRequests } from '../queries/profile.js';

const said = (count: number, one: string, many: string) =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];

export const organisationPlaces: readonly StaffPlace[] = [
  {
    href: '/staff/organisations',
    label: 'Organisations to verify',
    about: 'Claims, names and owners that wait for a decision.',
    async waiting(db) {
      const { waiting, ownerless } = await countTroubles(db);
      const names = (await listNameRequests(db)).length;
      return [
        ...said(waiting, 'One claim waits for a decision.', 'claims wait for a decision.'),
        ...said(names, 'One organisation asks for another name.', 'organisations ask for another name.'),
        ...said(ownerless, 'One verified organisation has no owner.', 'verified organisations have no owner.'),
      ];
    },
  },
  {
    href: '/staff/organisations/merging',
    label: 'Merging organisations',
    about: 'One organisation under two names, and the way back.',
  },
];
