/** The starter catalogue: a dated sample that ships with Cairn, read through the same pipeline as any feed. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Db } from '../../platform/db/index.js';
import { projectFile } from '../../platform/files/index.js';
import { type CourseRecord, Day, type ImportReport, type Reading } from '../schema.js';
import { importReadings } from './import-readings.js';

const FOLDER = 'src/catalogue/data/starter';

const StarterFile = z.object({
  source: z.object({
    key: z.string(),
    name: z.string(),
    url: z.string().optional(),
    publisher: z.string().optional(),
    date: Day,
    licence: z.string(),
  }),
  records: z.array(z.unknown()),
});

/** Imports every file of the starter catalogue. May be repeated: what is there already is left as it is. */
export async function importStarter({ db }: { db: Db }): Promise<ImportReport[]> {
  const reports: ImportReport[] = [];
  for (const file of readdirSync(projectFile(FOLDER))
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const { source, records } = StarterFile.parse(JSON.parse(readFileSync(projectFile(`${FOLDER}/${file}`), 'utf8')));
    const { date, publisher, ...named } = source;
    reports.push(
      await importReadings({
        db,
        source: { ...named, dated: date, ...(publisher ? { publisher } : { secondHand: true }) },
        format: 'starter',
        readings: readingsOf(records),
        // Nobody has checked these facts since: they are as old as the list that they were read from, and say so.
        today: date,
        input: file,
      }),
    );
  }
  return reports;
}

async function* readingsOf(records: readonly unknown[]): AsyncGenerator<Reading> {
  // The import checks each record itself.
  for (const [at, record] of records.entries())
    yield { type: 'course', at: `record ${at + 1}`, record: record as CourseRecord };
}
