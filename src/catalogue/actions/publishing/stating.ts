/** An organisation's own words become listings, and so courses: the way of every import, inside one transaction. */
import { type OrganisationBrief, organisationsById } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { saveSource } from '../../queries/index.js';
import type { ImportReport, OrganisationRef, Reading } from '../../schema.js';
import { createBatcher } from '../batches.js';
import { importBatch, type Run, type Tally } from '../import-batch.js';
import { emptyReport } from '../import-readings.js';
import type { Publisher } from './publisher.js';

export const OWN_FORMAT = 'own';

/** How the organisation is named in its own records. */
export function providerRef({ name, country }: Publisher): OrganisationRef {
  return { name, ...(country && { country }) };
}

/** The source of an organisation's own words. */
export function ownSource(trx: Db, publisher: Publisher): ReturnType<typeof saveSource> {
  return saveSource(trx, {
    key: publisher.sourceKey,
    name: publisher.name,
    url: null,
    format: OWN_FORMAT,
    publisherId: publisher.id,
    dated: null,
    licence: null,
  });
}

type Stating = { runId: number; input: string; today: string };

/** Reads what the organisation states into the catalogue. The report counts as that of an import does. */
export async function stateReadings(
  trx: Db,
  publisher: Publisher,
  readings: readonly Reading[],
  { runId, input, today }: Stating,
): Promise<ImportReport> {
  const source = await ownSource(trx, publisher);
  const report = emptyReport(source.key, OWN_FORMAT, input);
  const brief = (await organisationsById(trx, [publisher.id])).get(publisher.id) as OrganisationBrief;
  const run: Run = { source, runId, input, today, report, organisations: new Map() };
  const provider = JSON.stringify(providerRef(publisher));
  const batcher = createBatcher(report);
  const write = async (batch: Parameters<typeof importBatch>[2]) => {
    // The organisation is known by its id: another one may go by the same name.
    run.organisations.set(provider, brief);
    addTally(report, await importBatch(trx, run, batch));
  };
  for (const reading of readings) {
    const batch = batcher.add(reading);
    if (batch) await write(batch);
  }
  await write(batcher.rest());
  // What comes here was checked: a refusal now would be a course lost in silence.
  if (report.refused > 0) throw new Error(`a checked course was refused: ${report.errors[0]?.reason}`);
  return report;
}

function addTally(report: ImportReport, tally: Tally): void {
  for (const name of ['added', 'changed', 'unchanged', 'merged', 'withdrawn'] as const) report[name] += tally[name];
  for (const [field, times] of Object.entries(tally.fields)) report.fields[field] = (report.fields[field] ?? 0) + times;
}
