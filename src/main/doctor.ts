/** `cairn doctor`: is everything as it should be, and what is to be done where it is not? It changes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckContext, type Checked, exitCodeOfChecks, runChecks } from '../platform/checks/index.js';
import { systemClock } from '../platform/clock/index.js';
import { type CommandInput, defineCommand, type ExitCode, type Output } from '../platform/commands/index.js';
import { type Config, readConfig } from '../platform/config/index.js';
import { openDatabase } from '../platform/db/index.js';
import { silentLog } from '../platform/log/index.js';
import { allChecks } from './checks.js';

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Look whether everything is as it should be, and say what to do where it is not',
  run: runDoctor,
});

async function runDoctor({ out, env }: CommandInput<Record<never, never>>): Promise<ExitCode> {
  const config = readSettings(env, out);
  if (config === null) return 1;
  const context = await openContext(config);
  const found = await runChecks(allChecks, context, { told: (checked) => tell(checked, out) }).finally(() =>
    context.database?.close(),
  );
  const failed = found.filter(({ state }) => state === 'failed').length;
  const warnings = found.filter(({ state }) => state === 'warning').length;
  out.line(`\n${found.length} checks: ${failed} failed, ${warnings} to look at.`);
  return exitCodeOfChecks(found);
}

/** Without settings there is no folder and no database to look at. */
function readSettings(env: CommandInput<never>['env'], out: Output): Config | null {
  try {
    return readConfig(env);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const fix = 'Put this right and ask again: the other checks need it.';
    tell({ check: 'settings', state: 'failed', message, fix, fault: 'settings' }, out);
    return null;
  }
}

async function openContext(config: Config): Promise<CheckContext> {
  const context = { config, clock: systemClock };
  // Looking must not make a database where none is.
  if (config.databaseUrl === undefined && !existsSync(join(config.dataFolder, 'database', 'cluster')))
    return { ...context, database: null, databaseTrouble: 'There is no database yet.' };
  try {
    return { ...context, database: await openDatabase(config, silentLog), databaseTrouble: null };
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return { ...context, database: null, databaseTrouble: trouble.split('\n')[0]! };
  }
}

const MARKS = { ok: 'ok     ', warning: 'look   ', failed: 'FAILED ' } as const;

function tell(checked: Checked, out: Output): void {
  const { check, state, message, fix } = checked;
  out.object(checked);
  out.line(`${MARKS[state]} ${check}: ${message}`);
  if (fix !== null) out.line(`        → ${fix}`);
}
