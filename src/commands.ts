/** `cairn COMMAND …`: what operators do at a terminal, beside a running server or alone. They act as "operator". */
import { staffCommand } from './accounts/index.js';
import { importCommand, importTaxonomyCommand } from './catalogue/index.js';
import { issueCommand, verifyCommand } from './credentials/index.js';
import { type Ask, searchCommand, searchEvalCommand } from './discovery/index.js';
import { courseCommand } from './learning/index.js';
import { backupCommand, restoreCommand } from './main/backup.js';
import { composeWeb, prepare } from './main/compose.js';
import { doctorCommand } from './main/doctor.js';
import { runCommands, signalOfInterrupts } from './platform/commands/index.js';
import { readConfig } from './platform/config/index.js';
import { openDatabase } from './platform/db/index.js';
import { openLog } from './platform/log/index.js';

const commands = [
  importCommand,
  importTaxonomyCommand,
  searchCommand(openAsk),
  searchEvalCommand(openAsk),
  issueCommand,
  verifyCommand,
  courseCommand,
  staffCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
];

process.exitCode = await runCommands(commands, process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: signalOfInterrupts(),
});

/** Asks the public API without a network: the same server, never listening. */
async function openAsk(env: NodeJS.ProcessEnv): Promise<Ask> {
  const config = readConfig(env);
  const log = openLog({ level: 'warn', to: 2 });
  const database = await openDatabase(config, log);
  await prepare({ config, database, log }, { starter: false });
  const cairn = await composeWeb({ config, database, log });
  return {
    async courses(asked) {
      const response = await cairn.server.app.inject({ url: `/api/v1/courses?${asked}` });
      if (response.statusCode !== 200)
        throw new Error(`the API answered ${response.statusCode}: ${response.body.slice(0, 300)}`);
      return response.json();
    },
    async close() {
      await cairn.stop();
      await database.close();
    },
  };
}
