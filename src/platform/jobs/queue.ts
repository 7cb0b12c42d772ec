/** Writing jobs and events, always in the transaction of the act that asks for them: both happen or neither does. */
import { z } from 'zod';
import type { Db } from '../db/index.js';
import { addEvent, addJob, addJobs, type JobSpec, takeEvent } from './queries.js';
import { defineTask, type EventSpec, type Handler, handle, type TaskSpec } from './tasks.js';

const dispatch = defineTask('platform.dispatch', z.object({ event: z.number().int() }));

/**
 * Asks for a task to be done. A `key` makes it one job however often it is asked for before it runs; `queue` makes the
 * jobs of one queue run one after another.
 */
export async function enqueue<T>(trx: Db, task: TaskSpec<T>, payload: T, options: JobSpec = {}): Promise<void> {
  await addJob(trx, task.name, task.payload.parse(payload), options);
}

/** Asks for a task to be done many times: one statement, however many. */
export async function enqueueMany<T>(
  trx: Db,
  task: TaskSpec<T>,
  payloads: readonly T[],
  { queue }: Pick<JobSpec, 'queue'> = {},
): Promise<void> {
  await addJobs(
    trx,
    task.name,
    payloads.map((payload) => task.payload.parse(payload)),
    { queue },
  );
}

/** Tells what happened to whoever subscribes, in this process or another, now or after a restart. */
export async function emit<T>(trx: Db, event: EventSpec<T>, payload: T): Promise<void> {
  const id = await addEvent(trx, event.name, event.payload.parse(payload));
  await enqueue(trx, dispatch, { event: id });
}

/** Turns an event into one job per subscriber; taking the event and writing the jobs is one transaction. */
export function dispatcher(db: Db, subscribers: readonly Handler[]): Handler {
  return handle(dispatch, ({ event: id }) =>
    db.transaction().execute(async (trx) => {
      const event = await takeEvent(trx, id);
      for (const subscriber of subscribers) {
        if (subscriber.event === event?.name)
          await addJob(trx, subscriber.name, event?.payload, { key: `${id} > ${subscriber.name}` });
      }
    }),
  );
}
