/** `cairn backup` and `cairn restore`: everything that is Cairn's in one file, and back. */
import { closeDoors, OPERATOR, recordAct } from '../accounts/index.js';
import { disownSnapshots, removeSnapshot } from '../discovery/index.js';
import { type BackupReport, type RestoreReport, restoreBackup, writeBackup } from '../platform/backup/index.js';
import { type CommandInput, defineCommand, type ExitCode, type Output } from '../platform/commands/index.js';
import { type Config, readConfig } from '../platform/config/index.js';
import { type Database, openDatabase } from '../platform/db/index.js';
import { openLog } from '../platform/log/index.js';
import { passphraseOption, readPassphrase } from './passphrase.js';

/** What lies in the data folder and is made again from the rest: the database has its own way into a backup. */
const DERIVED = ['database', 'discovery'];
/** The migrations themselves write one row each into these. */
const STANDING = ['platform.migration', 'discovery.database_identity'];

const backupOptions = { passphraseFile: passphraseOption } as const;

export const backupCommand = defineCommand({
  name: 'backup',
  summary: 'Save the database, the files and the secret in one enciphered file',
  args: [{ name: 'FILE', summary: 'The file to write; it must not be there yet' }],
  options: backupOptions,
  run: runBackup,
});

async function runBackup({ args, options, out, env, signal }: CommandInput<typeof backupOptions>): Promise<ExitCode> {
  const started = performance.now();
  const file = args[0] as string;
  const passphrase = await readPassphrase(options.passphraseFile, { isNew: true });
  const { config, database } = await openParts(env);
  const progress = out.progress('Saving');
  try {
    const report = await writeBackup({
      database,
      dataFolder: config.dataFolder,
      derived: DERIVED,
      secret: config.secret,
      passphrase,
      file,
      signal,
      onProgress: (done, total, what) => progress.update(done, total, what),
    });
    progress.stop();
    await recordBackup(database, report, out);
    const { tables, ...figures } = report;
    out.object({ ...figures, tables: tables.length, tookMs: Math.round(performance.now() - started) });
    out.line(`Saved ${count(report.rows)} rows of ${tables.length} tables and ${filesWord(report.files)} in ${file}`);
    out.line(`  ${count(Math.ceil(report.bytes / 1024))} kB, database at ${report.schema}`);
    out.line('  Keep the passphrase, apart from the file: without it nobody can read the backup.');
    for (const note of report.notes) out.note(note);
    return 0;
  } finally {
    progress.stop();
    await database.close();
  }
}

/** A backup is often made before an upgrade, of a database that has no log of acts yet. */
async function recordBackup(database: Database, { rows, files, schema }: BackupReport, out: Output): Promise<void> {
  const act = { act: 'platform.backed-up', subject: 'database', detail: { rows, files, schema } };
  await database.db
    .transaction()
    .execute((trx) => recordAct(trx, OPERATOR, act))
    .catch(() => out.note('The backup is whole, but the log of acts could not be told of it.'));
}

const restoreOptions = {
  passphraseFile: passphraseOption,
  force: { type: 'boolean', summary: 'Replace what is in the database and the data folder' },
  secretTo: {
    type: 'string',
    value: 'FILE',
    summary: 'Write the secret of the backup to a new file, to set CAIRN_SECRET to',
  },
} as const;

export const restoreCommand = defineCommand({
  name: 'restore',
  summary: 'Bring back what a backup holds, into an empty database',
  args: [{ name: 'FILE', summary: 'A file that cairn backup has written' }],
  options: restoreOptions,
  run: runRestore,
});

async function runRestore({ args, options, out, env, signal }: CommandInput<typeof restoreOptions>): Promise<ExitCode> {
  const started = performance.now();
  const passphrase = await readPassphrase(options.passphraseFile, { isNew: false });
  const { config, database } = await openParts(env);
  const progress = out.progress('Restoring');
  try {
    const report = await restoreBackup({
      database,
      dataFolder: config.dataFolder,
      derived: DERIVED,
      standing: STANDING,
      file: args[0] as string,
      passphrase,
      force: options.force,
      // Where the environment gives the secret, the operator must change it; else it lies in the data folder.
      secret: { current: config.secret, replaceable: !env.CAIRN_SECRET?.trim() },
      secretTo: options.secretTo,
      afterwards: async (db, { made }) => {
        await disownSnapshots(db);
        // A session that was ended or a link that was used since the backup must not open anything again.
        await closeDoors(db);
        await recordAct(db, OPERATOR, { act: 'platform.restored', subject: 'database', detail: { made } });
      },
      signal,
      onProgress: (done, total, what) => progress.update(done, total, what),
    });
    await removeSnapshot(config.dataFolder);
    progress.stop();
    tellRestored(report, Math.round(performance.now() - started), out);
    return 0;
  } finally {
    progress.stop();
    await database.close();
  }
}

function tellRestored({ tables, ...figures }: RestoreReport, tookMs: number, out: Output): void {
  out.object({ ...figures, tables: tables.length, tookMs });
  out.line(`Restored ${count(figures.rows)} rows of ${tables.length} tables and ${filesWord(figures.files)}`);
  out.line(`  The backup was made on ${figures.made}, database at ${figures.schema}.`);
  out.line('  Each table was read back and is the same as it was saved.');
  out.line('  Everybody was signed out, and links in letters sent before have ended.');
  out.line('  What happened after that day is not in it: erasures since then must be repeated.');
}

async function openParts(env: CommandInput<never>['env']): Promise<{ config: Config; database: Database }> {
  const config = readConfig(env);
  return { config, database: await openDatabase(config, openLog({ level: 'warn', to: 2 })) };
}

function count(figure: number): string {
  return figure.toLocaleString('en-GB');
}

function filesWord(files: number): string {
  return files === 1 ? '1 file' : `${count(files)} files`;
}
