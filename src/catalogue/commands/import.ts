/** `cairn import`: courses from a file, a folder or an address. */
import { seedOrganisations } from '../../organisations/index.js';
import { systemClock } from '../../platform/clock/index.js';
import { type CommandInput, defineCommand, type ExitCode, type Output } from '../../platform/commands/index.js';
import { readConfig } from '../../platform/config/index.js';
import { migrate, openDatabase } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { openLog } from '../../platform/log/index.js';
import { importInput } from '../actions/import-input.js';
import type { ImportReport } from '../schema.js';

const options = {
  source: {
    type: 'string',
    value: 'KEY',
    summary: 'The source these courses are of; all that it has is in this input',
  },
  format: { type: 'string', value: 'NAME', summary: 'The format of the input; otherwise it is recognised' },
  dryRun: { type: 'boolean', summary: 'Say what would happen and keep nothing' },
  force: { type: 'boolean', summary: 'Withdraw courses even where that is more than a fifth of the source' },
} as const;

export const importCommand = defineCommand({
  name: 'import',
  summary: 'Read courses from a file, a folder or an address',
  args: [{ name: 'INPUT', summary: 'A file, a folder of files, or an address (http, https)' }],
  options,
  run: runImport,
});

async function runImport({ args, options: asked, out, env, signal }: CommandInput<typeof options>): Promise<ExitCode> {
  const config = readConfig(env);
  const log = openLog({ level: 'warn', to: 2 });
  const database = await openDatabase(config, log);
  const client = createClient(config.fetchAllow);
  const progress = out.progress('Reading');
  let code: ExitCode = 0;
  try {
    await migrate(database.pool);
    await seedOrganisations(database.db);
    const reports = importInput({
      db: database.db,
      input: args[0] as string,
      today: systemClock.today(),
      source: asked.source,
      format: asked.format,
      dryRun: asked.dryRun,
      force: asked.force,
      actor: 'operator',
      client,
      signal,
      onProgress: ({ name, done, size, read }) => progress.update(done, size ?? done, `${name}: ${read} courses`),
    });
    for await (const report of reports) {
      out.object(report);
      tell(report, out);
      if (isAtFault(report)) code = 1;
    }
    return code;
  } finally {
    progress.stop();
    await client.close();
    await database.close();
  }
}

/** Rows that are refused among others do not make the import a failure; a run that stopped, or read nothing at all, does. */
function isAtFault(report: ImportReport): boolean {
  return report.stopped !== undefined || (report.read > 0 && report.refused === report.read);
}

const MOST_SHOWN = 20;

function tell(report: ImportReport, out: Output): void {
  const { read, added, changed, unchanged, merged, refused, withdrawn, offerings, organisations, places } = report;
  out.line(`${report.input || report.source} (${report.format}${report.source ? `, source ${report.source}` : ''})`);
  const figures = { added, changed, unchanged, merged, refused };
  const parts = Object.entries(figures).filter(([, figure]) => figure > 0);
  out.line(
    `  ${count(read)} courses read${parts.length > 0 ? `: ${parts.map(([name, figure]) => `${count(figure)} ${name}`).join(', ')}` : ''}`,
  );
  const besides = Object.entries({ offerings, places, organisations }).filter(([, figure]) => figure > 0);
  if (besides.length > 0)
    out.line(`  besides: ${besides.map(([name, figure]) => `${count(figure)} ${name}`).join(', ')}`);
  if (withdrawn > 0) out.line(`  ${count(withdrawn)} withdrawn, which the source no longer shows`);
  const fields = Object.entries(report.fields).toSorted(([, a], [, b]) => b - a);
  if (fields.length > 0)
    out.line(`  changed fields: ${fields.map(([field, times]) => `${field} ${count(times)}`).join(', ')}`);
  for (const { at, reason } of report.errors.slice(0, MOST_SHOWN)) out.line(`  ${at}: ${reason}`);
  if (report.errors.length > MOST_SHOWN)
    out.line(`  … and ${count(report.errors.length - MOST_SHOWN)} more; --json lists the first thousand`);
  for (const note of report.notes) out.line(`  ${note}`);
  if (report.stopped) out.note(report.stopped);
  out.line(`  ${(report.tookMs / 1000).toFixed(1)} s${report.dryRun ? '; a dry run: nothing was kept' : ''}`);
}

function count(figure: number): string {
  return figure.toLocaleString('en-GB');
}
