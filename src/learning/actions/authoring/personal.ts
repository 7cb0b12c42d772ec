/** What is known of who added the files of courses. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { forgetWhoAdded, mediaAddedBy } from '../../queries/authoring/media.js';

export const MEDIA_TABLES = ['learning.media'] as const;

export async function exportMedia(db: Db, personId: string): Promise<ExportPart[]> {
  return [
    {
      path: 'learning/files-added.json',
      about: 'Files that you added to courses of your organisations. The files are theirs, so they are not here.',
      data: await mediaAddedBy(db, personId),
    },
  ];
}

export async function eraseMedia(trx: Db, personId: string): Promise<ErasureNote[]> {
  const added = await forgetWhoAdded(trx, personId);
  if (added === 0) return [];
  return [
    {
      kept: true,
      what: 'Files that you added to courses, without your name.',
      why: 'They are part of what learners learn by, and belong to the organisation.',
    },
  ];
}
