/** What assignments hold about a person: what they handed in and wrote to others, and the marks that they gave. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { enqueue } from '../../../platform/jobs/index.js';
import { deleteWorkOf, heldOfMarking, ownFiles, unlinkMarker } from '../../queries/marking/personal.js';
import { forgetFiles } from '../../schema/marking.js';

export const MARKING_TABLES = [
  'learning.submission',
  'learning.submission_file',
  'learning.marking',
  'learning.mark_agreement',
  'learning.mark_appeal',
  'learning.peer_reading',
] as const;

const ABOUT: Readonly<Record<string, string>> = {
  submissions:
    'What you handed in for assignments, how it was marked, and what others on the course wrote to it. Your files can be opened on the page of each step.',
  appeals: 'Where you asked for another look at a mark, and what was decided.',
  'feedback-given': 'What you wrote to the work of others on your courses.',
  'marks-given': 'Marks that you gave as an assessor, without whose work it was.',
  decisions: 'What you decided as an assessor: agreed marks, appeals, feedback that was out of place.',
};

export async function exportMarking(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldOfMarking(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `learning/${name}.json`,
    about,
    data: held[name] ?? [],
  }));
}

export async function eraseMarking(trx: Db, personId: string): Promise<ErasureNote[]> {
  const files = (await ownFiles(trx, personId)).map(({ id }) => id);
  await deleteWorkOf(trx, personId);
  await unlinkMarker(trx, personId);
  if (files.length > 0) await enqueue(trx, forgetFiles, { ids: files });
  return [
    {
      kept: false,
      what: 'What you handed in for assignments, with its files and marks, and what you wrote to others’ work.',
    },
    {
      kept: true,
      what: 'Marks that you gave as an assessor, without you.',
      why: 'They are part of what other learners achieved.',
    },
  ];
}
