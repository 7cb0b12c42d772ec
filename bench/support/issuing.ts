/** 100,000 awards of one achievement: signed, stored, each with a place in a status list and a letter that waits to leave. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBatch } from '../../src/credentials/actions/issuing/batches.js';
import { issueBatch } from '../../src/credentials/actions/issuing/issuing.js';
import { systemClock } from '../../src/platform/clock/index.js';
import { migrate, openDatabase } from '../../src/platform/db/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { openIssuingTest } from '../../tests/support/issuing.js';
import type { Figure } from './figures.js';

const MOST_SECONDS = 90;

/** Seconds by the clock on the wall, a progress bar on the way: over a database of its own that is thrown away afterwards. */
export async function issuingFigures(n = 100_000): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-issuing-'));
  const database = await openDatabase({ databaseUrl: undefined, dataFolder: folder }, silentLog);
  try {
    await migrate(database.pool);
    const { issuing, organisationId, achievement } = await openIssuingTest(database, {
      clock: systemClock,
      dataFolder: folder,
    });
    const awards = Array.from({ length: n }, (_, at) => ({
      recipient: { email: `learner-${at}@example.org`, name: `Demo Learner ${at}` },
      finished: '2026-11-20',
      evidence: [{ name: `Portfolio ${at}`, url: `https://example.org/portfolios/${at}` }],
    }));
    const who = { organisationId, by: 'operator' as const };
    const batch = await issueBatch(issuing, who, { achievement, way: 'command', name: 'Demo', awards });
    const [began, before] = [performance.now(), process.cpuUsage()];
    await runBatch(issuing, batch.id, {
      onProgress: ({ done, total }) =>
        void (process.stderr.isTTY && process.stderr.write(`\rIssuing ${done} of ${total} `)),
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    await issuing.close();
    const { rows } = await database.pool.query(`
      select count(*)::int as issued, count(distinct (status_list_id, status_place))::int as places,
        (select count(*)::int from platform.mail) as letters from credentials.credential`);
    const { issued, places, letters } = rows[0] as Record<string, number>;
    if (issued !== n || places !== n || letters !== n)
      throw new Error(`${issued} issued, ${places} places, ${letters} letters of ${n}`);
    return [
      {
        name: 'issue-batch',
        value: seconds,
        unit: 's',
        target: `<= ${(MOST_SECONDS * n) / 100_000}`,
        met: seconds <= (MOST_SECONDS * n) / 100_000,
        n,
      },
      {
        name: 'issue-batch, without the database',
        value: (user + system) / 1e6,
        unit: 'cpu-s',
        target: null,
        met: null,
        n,
      },
    ];
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
