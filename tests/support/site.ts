/** The whole product as `npm start` composes it, over a database of its own with the starter catalogue, on a free port. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cairn, composeWeb, prepare, prepareDemonstration } from '../../src/main/compose.js';
import type { TxtLookup } from '../../src/organisations/index.js';
import { fixedClock } from '../../src/platform/clock/index.js';
import { type Config, readConfig } from '../../src/platform/config/index.js';
import type { Database } from '../../src/platform/db/index.js';
import { type Log, openLog, silentLog } from '../../src/platform/log/index.js';
import { openTemplate, openTestDatabase } from './database.js';

export type RunningSite = {
  origin: string;
  app: Cairn['server']['app'];
  /** Every route with its rule of access. */
  rules: Cairn['server']['rules'];
  database: Database;
  config: Config;
  /** Makes alerts of what has changed in the catalogue. */
  tellNews(): Promise<void>;
  /** A file of the data folder as text. */
  fileOf(path: string): string;
  close(): Promise<void>;
};

/** The day on which the starter catalogue is looked at: what is "any time" or "ended" must not change with the calendar. */
export const SITE_DAY = '2026-11-23';

export type SiteOptions = {
  starter?: boolean;
  /** With the credentials that a demonstration shows. */
  demonstration?: boolean;
  log?: Log;
  lookup?: TxtLookup;
  /** More of the environment, such as `CAIRN_ORIGIN`. */
  env?: Record<string, string>;
};

export async function openSite(options: SiteOptions = {}): Promise<RunningSite> {
  const { starter = true, demonstration = false, log = testLog(), lookup, env = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'cairn-site-'));
  const port = String(await freePort());
  const config = readConfig({ PORT: port, HOST: 'localhost', CAIRN_DATA: folder, ...env });
  const database = await openTestDatabase(await preparedTemplate(config, starter));
  const parts = {
    config,
    database,
    log,
    clock: fixedClock(SITE_DAY),
    ...(lookup && { lookup }),
  };
  if (demonstration) await prepareDemonstration(parts);
  const cairn = await composeWeb(parts, { snapshot: false, following: false });
  const origin = await cairn.server.listen();
  return {
    origin,
    app: cairn.server.app,
    rules: cairn.server.rules,
    database,
    config,
    tellNews: () => cairn.alerts.catchUp(),
    fileOf: (path) => readFileSync(join(folder, path), 'utf8'),
    async close() {
      await cairn.stop();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What every site begins with is made once a run: the known organisations, and for most the starter catalogue, whose import has tests of its own. */
function preparedTemplate(config: Config, starter: boolean): Promise<string> {
  const parts = { config, log: silentLog, clock: fixedClock(SITE_DAY) };
  return openTemplate(starter ? 'starter' : 'bare', (database) => prepare({ ...parts, database }, { starter }));
}

function testLog(): Log {
  return process.env.CAIRN_TEST_LOG ? openLog({ level: 'warn', to: 2 }) : silentLog;
}

/** The public origin must be known before the server listens. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
