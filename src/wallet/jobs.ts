/** What the wallet does by itself: checks what people hold, weekly and when an issuer changes something. */
import { z } from 'zod';
import { credentialsChanged, credentialsReplaced } from '../credentials/index.js';
import type { Clock } from '../platform/clock/index.js';
import { type CronEntry, defineTask, emit, type Handler, handle, on } from '../platform/jobs/index.js';
import { type Checking, checkDue, checkHolding } from './actions/checking.js';
import { followReplacement } from './actions/claiming.js';
import { checkSoon } from './queries/upkeep.js';
import { holdingChanged } from './schema.js';

const check = defineTask('wallet.check-holdings', z.object({}));

/** Every hour: what is due is spread over the week. */
export const walletCron: readonly CronEntry[] = [{ at: '17 * * * *', task: check.name }];

/** One run ends before the next begins. */
const LONGEST_MS = 50 * 60_000;

export function walletJobs(parts: Checking & { clock: Clock }): Handler[] {
  const { db, clock } = parts;
  const now = () => clock.now();
  const look = async (credential: string): Promise<void> => {
    for (const id of await checkSoon(db, credential, now())) {
      await checkHolding(parts, id, now());
      // Whatever the check could find out: what rests on it is to be judged by what is known here.
      await db.transaction().execute((trx) => emit(trx, holdingChanged, { holding: id }));
    }
  };
  return [
    handle(check, async (_payload, { log, signal }) => {
      const until = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
      const checked = await checkDue(parts, now, until);
      if (checked > 0) log.info({ checked }, 'credentials that people hold were checked anew');
    }),
    on(credentialsChanged, 'wallet.changed', ({ credential }) => look(credential)),
    on(credentialsReplaced, 'wallet.replaced', async ({ credential, by }) => {
      await followReplacement(parts, { old: credential, by }, now());
      await look(credential);
    }),
  ];
}
