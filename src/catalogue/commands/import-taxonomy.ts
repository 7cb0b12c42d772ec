/** `cairn import-taxonomy`: all of ESCO, beside the vocabulary that ships. */
import { type CommandInput, defineCommand, type ExitCode } from '../../platform/commands/index.js';
import { readConfig } from '../../platform/config/index.js';
import { migrate, openDatabase } from '../../platform/db/index.js';
import { openLog } from '../../platform/log/index.js';
import { importTaxonomy, type TaxonomyReport } from '../actions/import-taxonomy.js';

export const importTaxonomyCommand = defineCommand({
  name: 'import-taxonomy',
  summary: 'Load the skills and occupations of ESCO from a folder of its CSV files',
  args: [{ name: 'FOLDER', summary: 'The folder with skills.csv, occupations.csv and the files that link them' }],
  run: runImport,
});

async function runImport({ args, out, env, signal }: CommandInput<Record<never, never>>): Promise<ExitCode> {
  const database = await openDatabase(readConfig(env), openLog({ level: 'warn', to: 2 }));
  const progress = out.progress('Reading');
  try {
    await migrate(database.pool);
    const report = await importTaxonomy({
      db: database.db,
      folder: args[0] as string,
      signal,
      onProgress: (file, rows) => progress.update(rows, rows, file),
    });
    progress.stop();
    out.object(report);
    for (const line of linesOf(report)) out.line(line);
    return 0;
  } finally {
    progress.stop();
    await database.close();
  }
}

const MOST_SHOWN = 20;

function linesOf({ tables, read, refused, errors, tookMs }: TaxonomyReport): string[] {
  const figure = (count: number) => count.toLocaleString('en-GB');
  return [
    `ESCO: ${figure(read)} rows read, ${figure(refused)} refused`,
    ...Object.entries(tables).map(
      ([table, { added, changed, removed, unchanged }]) =>
        `  ${table.replaceAll('_', ' ')}: ${figure(added + changed + unchanged)} (${figure(added)} added, ${figure(changed)} changed, ${figure(removed)} removed)`,
    ),
    ...errors.slice(0, MOST_SHOWN).map(({ at, reason }) => `  ${at}: ${reason}`),
    ...(errors.length > MOST_SHOWN
      ? [`  … and ${figure(errors.length - MOST_SHOWN)} more; --json lists the first thousand`]
      : []),
    `  ${(tookMs / 1000).toFixed(1)} s`,
  ];
}
