/** What discussion holds about a person. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { heldAbout, removePerson } from '../queries/personal.js';

export const personal: Personal = {
  feature: 'discussion',
  tables: ['discussion.appeal', 'discussion.decision', 'discussion.post', 'discussion.report'],
  exportPerson,
  erasePerson,
};

const ABOUT = {
  posts: 'What you wrote beneath pages, and what moderators decided of it.',
  reports: 'What you reported, and what came of it. What others wrote is not here.',
  appeals: 'Where you asked for another look.',
  decisions: 'What you decided as a moderator.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldAbout(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `discussion/${name}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  await removePerson(trx, personId, new Date());
  return [
    { kept: false, what: 'The text of your comments, reports and appeals, and your name beside them.' },
    {
      kept: true,
      what: 'Where a comment of yours stood, a mark that says that something was there.',
      why: 'What others answered keeps its place. The mark has neither your words nor your name.',
    },
    {
      kept: true,
      what: 'What was decided after reports, without words and without you.',
      why: 'The public log of moderation counts it. Reasons that spoke of your comments are erased.',
    },
  ];
}
