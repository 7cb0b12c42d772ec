/** A valuation of every course, in slices, so that whoever only reads a page meanwhile need not wait for it. */
import { setImmediate as others } from 'node:timers/promises';
import type { Index } from '../engine/index.js';
import type { Valuation, Valued } from '../schema.js';

/** Longer than this, and nobody waits for it any more. */
const MOST_MS = 2_000;
/** So often it is begun again because courses changed under it; then it is done without a pause. */
const MOST_TRIES = 3;

/** The valuation took longer than two seconds: the machine has too much to do. */
export class WeighingTooSlow extends Error {
  override readonly name = 'WeighingTooSlow';
  readonly status = 503;

  constructor() {
    super('There is too much to do at the moment to weigh every course. Please try again in a minute.');
  }
}

/** `state` says what the index is by now: what changes between two slices makes the answer begin again. */
export async function weighInSlices(
  valuation: Valuation,
  state: () => { index: Index; version: number },
): Promise<Valued> {
  const until = performance.now() + MOST_MS;
  for (let tries = 0; ; tries += 1) {
    const { index, version } = state();
    const work = index.weigh(valuation);
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (performance.now() > until) throw new WeighingTooSlow();
      if (tries === MOST_TRIES) continue;
      await others();
      if (state().version !== version) break;
    }
  }
}
