/** What the guide holds about a person: decisions that they keep. Answers that nobody kept are nowhere. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import { closeDiscussion } from '../../discussion/index.js';
import type { Db } from '../../platform/db/index.js';
import { deleteDecisionsOf, heldAbout } from '../queries/decisions.js';
import { decisionSubject } from './sharing.js';

export const personal: Personal = {
  feature: 'guide',
  tables: ['guide.decision', 'guide.decision_reader'],
  exportPerson,
  erasePerson,
};

const ABOUT = {
  decisions: 'Decisions that you keep: your answers, what the guide said then, what you chose and why.',
  opened: 'When you opened decisions that others shared with you. What is in them is theirs, so it is not here.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldAbout(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `guide/${name}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const now = new Date();
  for (const id of await deleteDecisionsOf(trx, personId)) await closeDiscussion(trx, decisionSubject(id), now);
  return [{ kept: false, what: 'The decisions that you keep, with your answers and all comments on them.' }];
}
