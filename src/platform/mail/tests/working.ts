/** A worker that does nothing but send letters, as a process of its own, to be killed. Runs from `dist`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Database } from '../../db/index.js';
import { projectFile } from '../../files/index.js';
import { openPost, type Post } from '../index.js';

const FOLDER = '/nowhere';
const SCRIPT = `
  const from = (part) => import(process.env.CAIRN_DIST + '/platform/' + part + '/index.js');
  const [{ connect }, { openPost }, { startJobs }, { silentLog }] = await Promise.all(['db', 'mail', 'jobs', 'log'].map(from));
  const database = connect(process.env.DATABASE_URL, silentLog, async () => {});
  const config = { smtpUrl: process.env.SMTP_URL, origin: 'http://localhost:3000', dataFolder: '${FOLDER}', demonstration: false };
  await startJobs({ database, log: silentLog, handlers: openPost(config, database).handlers, concurrency: 3 });
  process.send?.('ready');
`;

export function startSending(database: Database, smtpUrl: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env: { ...process.env, DATABASE_URL: database.url, SMTP_URL: smtpUrl, CAIRN_DIST: projectFile('dist') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

export async function killNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Lets go of what killed workers held, as another worker does within a minute, and has failed jobs run at once. */
export async function letGo({ pool }: Database): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now(), attempts = 0`,
  );
}

/** The ids of `count` letters, numbered from `first`; every even one can be unsubscribed from. */
export async function writeLetters(database: Database, smtpUrl: string, count: number, first = 0): Promise<string[]> {
  const post: Post = openPost(
    { smtpUrl, origin: 'http://localhost:3000', dataFolder: FOLDER, demonstration: false },
    database,
  );
  const ids: string[] = [];
  for (let i = first; i < first + count; i++) {
    const unsubscribe = i % 2 === 0 ? { unsubscribe: 'http://localhost:3000/letters/unsubscribe/x' } : {};
    const letter = { to: `learner-${i}@example.org`, subject: 'Demo', text: `Demo ${i}`, ...unsubscribe };
    ids.push(await database.db.transaction().execute((trx) => post.send(trx, letter)));
  }
  return ids;
}
