/** What `cairn doctor` asks: one question a check, answered in a sentence, with what to do where something is wrong. */
import type { Clock } from '../clock/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../db/index.js';

export type Finding = {
  /** `warning`: it works, and somebody should look. `failed`: something does not work or is not safe. */
  state: 'ok' | 'warning' | 'failed';
  /** One sentence: what was found. */
  message: string;
  /** What to do; null where there is nothing to do, or another check says it. */
  fix: string | null;
};

export type CheckContext = {
  config: Config;
  /** Null where it cannot be used; `databaseTrouble` says why, and the check `database` tells it. */
  database: Database | null;
  databaseTrouble: string | null;
  clock: Clock;
};

export type Check = {
  /** Two or three words, the subject first: `database migrations`. */
  name: string;
  /** Whose fault a failure is: the operator's settings (exit code 1) or, where it is absent, the system's (2). */
  fault?: 'settings';
  run(context: CheckContext): Promise<Finding>;
};

/** The name of the check with what it found. */
export type Checked = Finding & { check: string; fault: 'settings' | 'system' };

export const ok = (message: string): Finding => ({ state: 'ok', message, fix: null });
export const warning = (message: string, fix: string): Finding => ({ state: 'warning', message, fix });
export const failed = (message: string, fix: string): Finding => ({ state: 'failed', message, fix });

/** A check that needs the database and its tables. Without them it says that it could not look. */
export function databaseCheck(
  name: string,
  run: (database: Database, context: CheckContext) => Promise<Finding>,
): Check {
  return {
    name,
    run: async (context) =>
      context.database
        ? run(context.database, context)
        : { state: 'warning', message: 'Not checked, as the database cannot be used.', fix: null },
  };
}

/** `1 letter`, `3 letters`. */
export function counted(figure: number, word: string): string {
  return `${figure.toLocaleString('en-GB')} ${word}${figure === 1 ? '' : 's'}`;
}
