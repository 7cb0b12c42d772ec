/** Runs checks one after the other. One that throws or stands still does not keep the others from being run. */
import { codeOf } from '../files/index.js';
import { type Check, type CheckContext, type Checked, type Finding, failed } from './check.js';

/** Longer than any wait of a check of its own, such as a mail server's ten seconds. */
const PATIENCE_MS = 60_000;

/** A table, a column, a schema or a function that a migration still has to make. */
const UNKNOWN_TO_DATABASE = ['42P01', '42703', '3F000', '42883'];

/** What each check found, in their order; `told` hears of each at once. Never throws. */
export async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  { told = () => {}, patienceMs = PATIENCE_MS }: { told?: (checked: Checked) => void; patienceMs?: number } = {},
): Promise<Checked[]> {
  const found: Checked[] = [];
  for (const check of checks) {
    const finding = await answered(check, context, patienceMs);
    const checked: Checked = { check: check.name, ...finding, fault: check.fault ?? 'system' };
    found.push(checked);
    told(checked);
  }
  return found;
}

async function answered(check: Check, context: CheckContext, patienceMs: number): Promise<Finding> {
  const { promise: late, resolve } = Promise.withResolvers<Finding>();
  const timer = setTimeout(
    () =>
      resolve(failed(`No answer within ${patienceMs / 1000} seconds.`, 'Try again; if it stays so, look at the log.')),
    patienceMs,
  );
  try {
    return await Promise.race([check.run(context), late]);
  } catch (error) {
    if (UNKNOWN_TO_DATABASE.includes(codeOf(error)))
      return { state: 'warning', message: 'Not checked, as the database is not up to date.', fix: null };
    return failed(`It could not be checked: ${reasonOf(error)}.`, 'Put right what the reason names, then ask again.');
  } finally {
    clearTimeout(timer);
  }
}

/** The first line of an error without its full stop: to stand inside a sentence. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}

/** 0: nothing failed. 2: the system is at fault somewhere. 1: only the settings are. */
export function exitCodeOfChecks(checked: readonly Checked[]): 0 | 1 | 2 {
  const broken = checked.filter(({ state }) => state === 'failed');
  if (broken.length === 0) return 0;
  return broken.some(({ fault }) => fault === 'system') ? 2 : 1;
}
