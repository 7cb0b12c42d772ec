/** Runs checks one after the other. One that throws or stands still does not keep the others from being run. */
import { type Check, type CheckContext, type Checked, type Finding, failed } from './check.js';

/** Longer than any wait of a check of its own, such as a mail server's ten seconds. */
const PATIENCE_MS = 60_000;

/** Yields what each check found, in their order. Never throws. */
export async function* runChecks(
  checks: readonly Check[],
  context: CheckContext,
  patienceMs: number = PATIENCE_MS,
): AsyncGenerator<Checked> {
  for (const check of checks) {
    const finding = await answered(check, context, patienceMs);
    yield { check: check.name, ...finding, fault: check.fault ?? 'system' };
  }
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
