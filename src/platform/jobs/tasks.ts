/** Tasks and events as features declare them. The names and shapes lie in `schema.ts`, what is done in `jobs.ts`. */
import type { z } from 'zod';
import type { Log } from '../log/index.js';

/** Work to be done later: `catalogue.refresh-source`. */
export type TaskSpec<T> = { kind: 'task'; name: string; payload: z.ZodType<T> };
/** Something that happened, told to whoever stands above: `catalogue.course-changed`. */
export type EventSpec<T> = { kind: 'event'; name: string; payload: z.ZodType<T> };

export type JobContext = {
  log: Log;
  /** Aborted when the process is told to stop and this job does not end in time: it will be run again. */
  signal: AbortSignal;
  /** 1 at the first attempt. */
  attempt: number;
};

/** What a worker can do, by the name under which the job lies in the queue. */
export type Handler = {
  name: string;
  /** Set on subscribers. */
  event?: string;
  run(payload: unknown, context: JobContext): Promise<void>;
};

/** Names are `feature.what-is-done`; `payload` is checked when the job is written and when it is run. */
export function defineTask<T>(name: string, payload: z.ZodType<T>): TaskSpec<T> {
  return { kind: 'task', name: checkedName(name), payload };
}

/** Names are `feature.what-happened`. */
export function defineEvent<T>(name: string, payload: z.ZodType<T>): EventSpec<T> {
  return { kind: 'event', name: checkedName(name), payload };
}

/** Says how a task is done. A job may run more than once: after a crash it starts again. */
export function handle<T>(task: TaskSpec<T>, run: (payload: T, context: JobContext) => Promise<void>): Handler {
  return { name: task.name, run: async (payload, context) => run(task.payload.parse(payload), context) };
}

/** Subscribes to an event. Each subscriber has a job of its own, so that one that fails is repeated alone. */
export function on<T>(
  event: EventSpec<T>,
  subscriber: string,
  run: (payload: T, context: JobContext) => Promise<void>,
): Handler {
  return {
    name: `${event.name} > ${checkedName(subscriber)}`,
    event: event.name,
    run: async (payload, context) => run(event.payload.parse(payload), context),
  };
}

function checkedName(name: string): string {
  if (!/^[a-z]+\.[a-z-]+$/.test(name)) throw new Error(`${name} is not a name such as catalogue.course-changed`);
  return name;
}
