/** `/healthz`: the process is alive. `/readyz`: it can answer. `/metrics`: how it fares. */

import type { App } from './app.js';
import type { Metrics } from './metrics.js';

/** Resolves to null when ready, else to what is missing in a few words. */
export type ReadinessCheck = () => Promise<string | null> | string | null;

/** A check that hangs counts as failed after this long. */
const PATIENCE_MS = 2_000;

export function answerHealth(
  app: App,
  checks: ReadonlyMap<string, ReadinessCheck>,
  metrics: Metrics,
  isStopping: () => boolean,
): void {
  const options = { config: { access: 'public' } as const, logLevel: 'warn' as const, schema: { hide: true } };
  app.get('/healthz', options, async (_, reply) =>
    reply.type('text/plain').header('cache-control', 'no-store').send('alive\n'),
  );
  app.get('/readyz', options, async (_, reply) => {
    const entries = await Promise.all([...checks].map(async ([name, check]) => [name, await outcome(check)] as const));
    if (isStopping()) entries.push(['process', 'stopping']);
    const ready = entries.every(([, missing]) => missing === null);
    const answer = { ready, checks: Object.fromEntries(entries.map(([name, missing]) => [name, missing ?? 'ok'])) };
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  app.get('/metrics', options, async (_, reply) =>
    reply.type('text/plain; version=0.0.4').header('cache-control', 'no-store').send(metrics.text()),
  );
}

async function outcome(check: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), PATIENCE_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
