/** A process that does nothing but follow the catalogue for alerts and write letters, to be killed. Runs from `dist`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { projectFile } from '../../platform/files/index.js';
import type { KeptSite } from './kept-site.js';

const SCRIPT = `
  const from = (part) => import(process.env.CAIRN_DIST + '/' + part + '/index.js');
  const [{ connect }, { fixedClock }, { silentLog }, { openPost }, { openDiscovery }, { openAlerts, listJobs }] = await Promise.all(
    ['platform/db', 'platform/clock', 'platform/log', 'platform/mail', 'discovery', 'lists'].map(from));
  const database = connect(process.env.DATABASE_URL, silentLog, async () => {});
  const { db, pool } = database;
  const clock = fixedClock(process.env.DAY + 'T05:00:00Z');
  const origin = 'http://localhost:3000';
  const post = openPost({ smtpUrl: 'smtp://localhost:9', origin, dataFolder: '/nowhere', demonstration: false }, database);
  const discovery = await openDiscovery({ db, pool, clock, log: silentLog, folder: null });
  const alerts = openAlerts({ db, pool: null, clock, log: silentLog, discovery });
  const write = listJobs({ db, clock, letters: { post, origin, secret: 'demo' } }).find(({ name }) => name === 'lists.write-alerts');
  process.send('ready');
  for (;;) {
    await alerts.catchUp();
    await write.run({}, { log: silentLog, signal: new AbortController().signal, attempt: 1 });
    process.send('round');
  }
`;

export function startFollowing({ site }: Pick<KeptSite, 'site'>, day: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env: { ...process.env, DATABASE_URL: site.database.url, CAIRN_DIST: projectFile('dist'), DAY: day },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
