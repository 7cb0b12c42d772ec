/** What lists hold about a person. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { alertsHeld, removeAlertsOf } from '../queries/alert-feeds.js';
import { heldAbout, removePerson } from '../queries/kept.js';

export const personal: Personal = {
  feature: 'lists',
  tables: [
    'lists.alert',
    'lists.alert_choice',
    'lists.alert_feed',
    'lists.alert_letter',
    'lists.follow',
    'lists.list',
    'lists.saved_search',
  ],
  exportPerson,
  erasePerson,
};

const ABOUT = {
  lists: 'Your lists of courses, with your notes. What you took out stays for a day, so that it can be put back.',
  searches: 'The searches that you saved.',
  follows: 'What you follow: providers, subjects, skills, bodies, developments.',
  alerts: 'What you were told, in the last ninety days.',
  choice: 'How you want to be told.',
  letters: 'The days on which a letter of alerts was written to you. The letters themselves are among your letters.',
  feed: 'Since when you have had a private feed. Its address is not here: it is a key.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const held = { ...(await heldAbout(db, personId)), ...(await alertsHeld(db, personId)) };
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `lists/${name}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  await removeAlertsOf(trx, personId);
  await removePerson(trx, personId);
  return [
    {
      kept: false,
      what: 'Your lists with their notes, your saved searches, what you follow, and your alerts with their feed.',
    },
  ];
}
