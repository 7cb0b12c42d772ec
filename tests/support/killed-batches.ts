/** Batches whose process is killed while it issues: what `cairn issue --resume` leaves behind each time, and at the end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { issueBatch } from '../../src/credentials/index.js';
import { systemClock } from '../../src/platform/clock/index.js';
import type { Database } from '../../src/platform/db/index.js';
import { projectFile } from '../../src/platform/files/index.js';
import { openIssuingTest } from './issuing.js';

const SECRET = 'a secret of tests, long enough to be one';

export type Outcome = {
  kills: number;
  issued: number;
  places: number;
  people: number;
  letters: number;
  mails: number;
  waiting: number;
};

/** Issues `count` awards in processes of their own, of which the first `kills` are killed (SIGKILL) while they are at it. */
export async function issueUnderKills(
  database: Database,
  { count, kills }: { count: number; kills: number },
): Promise<Outcome & { state: string }> {
  const { issuing, organisationId, achievement } = await openIssuingTest(database, {
    clock: systemClock,
    secret: SECRET,
  });
  const awards = Array.from({ length: count }, (_, at) => ({ recipient: { email: `learner-${at}@example.org` } }));
  const who = { organisationId, by: 'operator' as const };
  const batch = await issueBatch(issuing, who, { achievement, way: 'command', name: 'Demo', awards });
  await issuing.close();
  let killed = 0;
  let code: number | null = null;
  while (code === null) {
    const child = spawn(process.execPath, [projectFile('dist/commands.js'), 'issue', '--resume', '--json'], {
      env: { ...process.env, ...environment(database.url) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit');
    if (killed < kills && (await isAtIt(database, batch.id, child))) {
      // Somewhere in a chunk: taking places, signing, writing, or at the commit.
      await wait(Math.random() * 250);
      if (child.exitCode === null) killed += Number(child.kill('SIGKILL'));
    }
    [code] = (await ended) as [number | null];
    if (code !== null && code !== 0) throw new Error(`cairn issue --resume ended with ${code}`);
  }
  const { rows } = await database.pool.query(
    `select count(*)::int as issued, count(distinct (status_list_id, status_place))::int as places,
       count(distinct email)::int as people, count(distinct letter_id)::int as letters,
       (select count(*)::int from platform.mail) as mails, (select count(*)::int from credentials.award) as waiting,
       (select state from credentials.batch) as state
     from credentials.credential join credentials.recipient on credential_id = credential.id`,
  );
  return { kills: killed, ...(rows[0] as Omit<Outcome, 'kills'> & { state: string }) };
}

function environment(url: string): Record<string, string> {
  return {
    DATABASE_URL: url,
    CAIRN_SECRET: SECRET,
    CAIRN_ORIGIN: 'https://cairn.test',
    CAIRN_DATA: mkdtempSync(join(tmpdir(), 'cairn-killed-')),
    SMTP_URL: 'smtp://localhost:1',
  };
}

/** Waits until the process has begun a chunk: until somebody holds the batch. False: it ended before. */
async function isAtIt(database: Database, batch: string, child: { exitCode: number | null }): Promise<boolean> {
  while (child.exitCode === null) {
    const { rows } = await database.pool.query(
      'select 1 from credentials.batch where id = $1 and id not in (select id from credentials.batch where id = $1 for update skip locked)',
      [batch],
    );
    if (rows.length > 0) return true;
    await wait(5);
  }
  return false;
}
