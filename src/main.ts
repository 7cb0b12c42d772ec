/** `npm start`: web and worker in one process; `node dist/main.js web` or `worker` runs one of them alone. */

import { composeWeb, composeWorker, prepare, prepareDemonstration } from './main/compose.js';
import { exitCodeOf } from './platform/commands/index.js';
import { readConfig } from './platform/config/index.js';
import { openDatabase } from './platform/db/index.js';
import { openLog } from './platform/log/index.js';

const log = openLog();
const closing: (() => Promise<void>)[] = [];
let stopping = false;

// From the first moment: whoever stops Cairn while it starts must not leave its database running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => (stopping ? process.exit(2) : void stop(0)));
}

try {
  const part = process.argv[2] ?? 'all';
  const config = readConfig(process.env);
  log.info('Starting Cairn.');
  const database = await openDatabase(config, log);
  closing.push(() => database.close());
  const parts = { config, database, log };
  await prepare(parts, { starter: true });
  await prepareDemonstration(parts);
  if (part !== 'web') {
    const worker = await composeWorker(parts);
    closing.push(() => worker.stop());
  }
  if (part !== 'worker') {
    const cairn = await composeWeb(parts);
    closing.push(() => cairn.stop());
    const address = await cairn.server.listen();
    // The one line that a person waits for stands alone, whatever the log looks like.
    process.stdout.write(`\nCairn is ready: ${address}\n\n`);
  }
} catch (error) {
  // What was being opened when it was told to stop fails; that is no news.
  if (stopping) await new Promise(() => {});
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (exitCodeOf(error) === 2 && !(error instanceof Error && 'exitCode' in error))
    log.error({ err: error }, 'Cairn could not start.');
  await stop(exitCodeOf(error));
}

/** Last opened, first closed. A second signal while this goes on ends the process at once. */
async function stop(code: number): Promise<void> {
  stopping = true;
  for (const close of closing.reverse()) {
    await close().catch((error: unknown) => log.error({ err: error }, 'Something did not stop cleanly.'));
  }
  process.exit(code);
}
