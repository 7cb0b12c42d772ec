/** All that is held about a person, from every feature, as the files of one archive. */
import type { Db } from '../../platform/db/index.js';
import { filesOf } from '../formats/export-files.js';
import type { ExportFile, ExportSection } from '../formats/export-parts.js';
import type { PersonActor, Personal } from '../schema/index.js';

/** Gathers the export as it stands at one moment: no part is older than another. */
export async function exportPerson(
  db: Db,
  features: readonly Personal[],
  { id, name }: PersonActor,
  now: Date,
): Promise<ExportFile[]> {
  const sections = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const found: ExportSection[] = [];
      // The account itself first; features are collected the other way round, for erasure.
      for (const { feature, exportPerson: partsOf } of features.toReversed())
        found.push({ feature, parts: await partsOf(trx, id) });
      return found;
    });
  return filesOf(sections, { name, at: now });
}
