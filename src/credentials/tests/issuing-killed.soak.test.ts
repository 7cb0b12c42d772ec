/** Twenty kills inside a batch of 10,000; a database that goes away, and a disk that fills, in the middle of one. */
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { openIssuingTest } from '../../../tests/support/issuing.js';
import { issueUnderKills } from '../../../tests/support/killed-batches.js';
import { systemClock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/db/index.js';
import { runBatch } from '../actions/issuing/batches.js';
import { issueBatch } from '../actions/issuing/issuing.js';

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openTestDatabase();
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

test('killed twenty times among 10,000 awards', { timeout: 900_000 }, () =>
  withDatabase(async (database) => {
    expect(await issueUnderKills(database, { count: 10_000, kills: 20 })).toEqual({
      ...{ kills: 20, issued: 10_000, places: 10_000, people: 10_000, letters: 10_000, mails: 10_000 },
      ...{ waiting: 0, state: 'done' },
    });
  }),
);

async function openBatch(database: Database, count: number) {
  const on = await openIssuingTest(database, { clock: systemClock });
  const awards = Array.from({ length: count }, (_, at) => ({ recipient: { email: `learner-${at}@example.org` } }));
  const who = { organisationId: on.organisationId, by: 'operator' as const };
  const batch = await issueBatch(on.issuing, who, {
    achievement: on.achievement,
    way: 'command',
    name: 'Demo',
    awards,
  });
  const stand = async () => {
    const { rows } = await database.pool.query(
      `select (select count(*)::int from credentials.credential) as issued, (select count(*)::int from platform.mail) as mails,
         (select coalesce(sum(taken), 0)::int from credentials.status_list) as taken, done, state, fault from credentials.batch`,
    );
    return rows[0] as {
      issued: number;
      mails: number;
      taken: number;
      done: number;
      state: string;
      fault: string | null;
    };
  };
  return { ...on, batch, stand };
}

test(
  'a database that is lost in the middle: whole chunks or nothing of them, and it goes on afterwards',
  { timeout: 120_000 },
  () =>
    withDatabase(async (database) => {
      const { issuing, batch, stand } = await openBatch(database, 3_000);
      let cut = false;
      const running = runBatch(issuing, batch.id, {
        onProgress: ({ done }) => {
          if (cut || done < 1_000) return;
          cut = true;
          void cutWhoeverActs(database);
        },
      });
      await expect(running).rejects.toThrow();
      const { issued, mails, taken, done } = await stand();
      expect([issued, mails, taken]).toEqual([done, done, done]);
      expect(done).toBeLessThan(3_000);
      expect((await runBatch(issuing, batch.id))?.state).toBe('done');
      expect(await stand()).toMatchObject({ issued: 3_000, mails: 3_000, taken: 3_000, fault: null });
      await issuing.close();
    }),
);

// A full disk is an error of PostgreSQL in the middle of a statement (53100). It is raised here as the disk itself would.
test(
  'a disk that fills in the middle: a sentence for whoever looks, nothing half done, and it goes on afterwards',
  { timeout: 120_000 },
  () =>
    withDatabase(async (database) => {
      const { issuing, batch, stand } = await openBatch(database, 2_000);
      await database.pool.query(`
      create function credentials.full_disk() returns trigger language plpgsql as $$
      begin
        if (select count(*) from credentials.credential) > 1000 then
          raise exception 'could not extend file: No space left on device' using errcode = '53100';
        end if;
        return null;
      end $$;
      create trigger full_disk after insert on credentials.recipient for each statement execute function credentials.full_disk()`);
      await expect(runBatch(issuing, batch.id)).rejects.toThrow('No space left');
      expect(await stand()).toMatchObject({ issued: 1_000, mails: 1_000, taken: 1_000, done: 1_000, state: 'running' });
      expect((await stand()).fault).toContain('goes on by itself');
      await database.pool.query('drop trigger full_disk on credentials.recipient');
      expect((await runBatch(issuing, batch.id))?.state).toBe('done');
      expect(await stand()).toMatchObject({ issued: 2_000, fault: null });
      await issuing.close();
    }),
);

/** Ends the connections that are in a transaction, as soon as there is one. */
async function cutWhoeverActs(database: Database): Promise<void> {
  for (let ended = 0; ended === 0; ) {
    const { rowCount } = await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`,
    );
    ended = rowCount ?? 0;
  }
}
