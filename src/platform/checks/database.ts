/** Is the database there, of a version that will do, up to date and whole, and does it agree on the time? */
import { type Migration, readMigrations } from '../db/index.js';
import { type Check, counted, databaseCheck, type Finding, failed, ok, warning } from './check.js';
import { appliedMigrations, databaseTime, invalidIndexes, serverFacts } from './queries.js';

const OLDEST = 15;

export const databaseChecks: readonly Check[] = [
  {
    name: 'database',
    async run({ config, database, databaseTrouble }) {
      if (!database)
        return failed(
          databaseTrouble ?? 'There is no database.',
          config.databaseUrl === undefined
            ? 'Run npm start, which makes and starts it.'
            : 'Start it, or put DATABASE_URL right; then ask again.',
        );
      const { version, number, encoding, bytes } = await serverFacts(database.db);
      if (number < OLDEST * 10_000)
        return failed(`PostgreSQL ${version} is too old.`, `Use PostgreSQL ${OLDEST} or newer.`);
      if (encoding !== 'UTF8')
        return failed(`The database is in ${encoding}.`, 'Move Cairn to a database that was made with encoding UTF8.');
      return ok(`PostgreSQL ${version}, ${Math.ceil(bytes / 1024 / 1024)} MB.`);
    },
  },
  databaseCheck('database schema', async ({ db }) => compareMigrations(await appliedMigrations(db), readMigrations())),
  databaseCheck('database indexes', async ({ db }) => {
    const invalid = await invalidIndexes(db);
    return invalid.length === 0
      ? ok('All indexes can be used.')
      : failed(`Not usable: ${invalid.join(', ')}.`, `Run in the database: reindex index ${invalid[0]}`);
  }),
  databaseCheck('clock', async ({ db }, { clock }) => {
    const before = clock.now().getTime();
    const theirs = await databaseTime(db);
    return compareClocks(theirs - (before + clock.now().getTime()) / 2);
  }),
];

/** `applied`: null where no migration has ever run. */
export function compareMigrations(
  applied: readonly Pick<Migration, 'number' | 'name' | 'hash'>[] | null,
  known: readonly Migration[],
): Finding {
  if (applied === null || applied.length === 0)
    return warning('The database is new: no migration has run.', 'Nothing: npm start brings it up to date.');
  const hashes = new Map(known.map(({ number, hash }) => [number, hash]));
  for (const { number, name, hash } of applied) {
    if (!hashes.has(number))
      return failed(`A newer Cairn has been at work here (${number} ${name}).`, 'Run that Cairn, or restore a backup.');
    if (hashes.get(number) !== hash)
      return failed(
        `The migration ${number} ${name} was changed after it was applied.`,
        'Put the file back as it was and write the change as a new migration.',
      );
  }
  const done = new Set(applied.map(({ number }) => number));
  const missing = known.filter(({ number }) => !done.has(number));
  if (missing.length > 0)
    return warning(
      `Still to be applied: ${counted(missing.length, 'migration')}, ${missing[0]!.number} ${missing[0]!.name} first.`,
      'Make a backup, then start Cairn: it applies them.',
    );
  return ok(`${counted(applied.length, 'migration')}, none missing.`);
}

/** `ahead`: milliseconds by which the database is ahead. Codes for second factors bear thirty seconds. */
export function compareClocks(ahead: number): Finding {
  const seconds = Math.abs(ahead) / 1000;
  if (seconds < 2) return ok('This machine and the database have the same time.');
  const words = `The database’s clock is ${seconds.toFixed(1)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine’s.`;
  const fix = 'Set both clocks by a time server (NTP).';
  return seconds < 30 ? warning(words, fix) : failed(words, fix);
}
