/** The worker: graphile-worker behind our own words. Tasks are picked up within milliseconds, repeated when they fail. */
import { EventEmitter } from 'node:events';
import { Logger, type ParsedCronItem, parseCronItem, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { connect, type Database } from '../db/index.js';
import type { Log } from '../log/index.js';
import { type Alive, stayAlive } from './alive.js';
import { dispatcher } from './queue.js';
import type { Handler } from './tasks.js';

/** A task at fixed times, UTC: `30 3 * * *`. Its payload is `{}` and what was missed in the last hour is made up for. */
export type CronEntry = { at: string; task: string };

export type JobsOptions = {
  database: Pick<Database, 'db' | 'url'>;
  log: Log;
  handlers: readonly Handler[];
  cron?: readonly CronEntry[];
  /** Jobs at once in this process. */
  concurrency?: number;
  /** Milliseconds between two looks for jobs of workers that were killed; after two looks they run again. */
  lookEveryMs?: number;
};

export type Jobs = {
  /** Takes no new job; jobs that do not end soon are aborted and will be run again. */
  stop(): Promise<void>;
  /** Rejects if the worker ends by itself. */
  ended: Promise<void>;
};

const LOOK_MS = 20_000;

export async function startJobs({
  database,
  log,
  handlers,
  cron = [],
  concurrency = 2,
  lookEveryMs = LOOK_MS,
}: JobsOptions): Promise<Jobs> {
  const all = [...handlers, dispatcher(database.db, handlers)];
  const unknown = cron.find(({ task }) => !all.some(({ name }) => name === task));
  if (unknown) throw new Error(`nothing handles ${unknown.task}, which is to run at ${unknown.at}`);
  // Connections of its own, so that jobs never wait for requests, made our way: a broken one must not end the process.
  const own = connect(database.url, log, async () => {}, concurrency + 5);
  const events: WorkerEvents = new EventEmitter();
  let alive: Promise<Alive> | undefined;
  // Told before the first job is taken; jobs are locked by the pool's name, whichever of its workers does them.
  events.once('pool:create', ({ workerPool: { id } }) => {
    alive = stayAlive({ db: own.db, pool: own.pool, log, worker: id, lookEveryMs });
  });
  const runner = await run({
    events,
    pgPool: own.pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: loggerOf(log),
    taskList: tasksOf(all, log),
    parsedCronItems: cron.map(cronItem),
  });
  let stopped: Promise<void> | undefined;
  return {
    stop: () => {
      stopped ??= end();
      return stopped;
    },
    ended: runner.promise,
  };

  /** The name is held until the last job has ended. */
  async function end(): Promise<void> {
    try {
      await runner.stop();
    } finally {
      await (await alive)?.close();
      await own.close();
    }
  }
}

function tasksOf(handlers: readonly Handler[], log: Log): TaskList {
  const tasks: TaskList = {};
  for (const handler of handlers) {
    if (tasks[handler.name]) throw new Error(`two handlers are called ${handler.name}`);
    tasks[handler.name] = async (payload, { job, abortSignal }) => {
      const context = {
        log: log.child({ task: handler.name, job: job.id }),
        signal: abortSignal,
        attempt: job.attempts,
      };
      try {
        await handler.run(payload, context);
      } catch (error) {
        context.log.warn({ err: error, attempt: job.attempts }, 'a job failed and will be repeated');
        throw error;
      }
    };
  }
  return tasks;
}

function cronItem({ at, task }: CronEntry): ParsedCronItem {
  return parseCronItem({
    task,
    match: at,
    identifier: `${task} at ${at}`,
    options: { backfillPeriod: 3_600_000, jobKey: `cron ${task}` },
  });
}

/** Its own chatter matters only when something is wrong; failures of jobs are logged above, with their names. */
function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' && !/^Failed task/.test(message)) log.error(message);
    else log.debug(message);
  });
}
