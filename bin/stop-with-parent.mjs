/** Preloaded into what bin/ runs: when the program of bin/ is gone, even by a kill -9, this one is asked to stop as by Ctrl-C. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send && process.env.CAIRN_STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
