import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import type { Reading } from '../schema.js';
import { demo, importRows, picture, type Row, readingsOf } from './demo-source.js';

/** Two batches and a half, with repeats, an offering and a broken row here and there. */
const rows: Row[] = Array.from({ length: 1250 }, (_, at) => {
  if (at % 90 === 17) return { type: 'refused', at: `row ${at}`, reason: 'broken' };
  return demo(
    at % 40 === 3 ? at - 3 : at,
    at % 25 === 0 ? { offerings: [{ externalId: 'a', start: '2027-01-11' }] } : {},
  );
});
/** The state before: some courses are gone, some were another. */
const before: Row[] = Array.from({ length: 600 }, (_, at) =>
  demo(at * 2 + (at % 50 === 0 ? 5000 : 0), at % 7 === 0 ? { cpdHours: 1 } : {}),
);

class Killed extends Error {}

async function* killedAfter(count: number): AsyncGenerator<Reading> {
  let read = 0;
  for await (const reading of readingsOf(rows)) {
    if (read++ === count) throw new Killed();
    yield reading;
  }
}

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openTestDatabase();
  try {
    await importRows(database.db, before);
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('an import that is killed and run again', () => {
  it('leaves what one run leaves, wherever it was killed', async () => {
    const once = await inDatabase(async (database) => {
      await importRows(database.db, rows, { force: true });
      return picture(database);
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: rows.length - 1 }), { minLength: 1, maxLength: 3 }),
        async (kills) => {
          const after = await inDatabase(async (database) => {
            for (const kill of kills) {
              await expect(importRows(database.db, rows, { readings: killedAfter(kill), force: true })).rejects.toThrow(
                Killed,
              );
            }
            await importRows(database.db, rows, { force: true });
            return picture(database);
          });
          expect(after).toEqual(once);
        },
      ),
      { numRuns: 3, seed: 11 },
    );
  });
});
