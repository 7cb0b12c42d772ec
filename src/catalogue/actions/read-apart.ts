/**
 * Parsing in a thread of its own, while this one weaves and writes: half of an import is reading what was sent, and a second
 * core has nothing else to do. A parser that hostile input drives into a corner holds up its own thread and is stopped.
 */
import { Worker } from 'node:worker_threads';
import type { Format, ReadOptions } from '../schema.js';
import type { ImportReading } from './prepare-reading.js';

/**
 * What to read. `source`: key of the source whose new courses are to be woven where they are read. `fresh`: one number in
 * shared memory, 1 while rows are mostly new; weaving courses that are there already would be work for nothing.
 */
export type Task = { format: string; options: ReadOptions; source: string; fresh: Int32Array };
/** `bytes` null: there are no more. `taken`: a batch has been taken. */
export type ToThread = { type: 'read'; task: Task } | { type: 'bytes'; bytes: Uint8Array | null } | { type: 'taken' };
export type FromThread =
  | { type: 'more' }
  | { type: 'readings'; readings: ImportReading[] }
  | { type: 'end' }
  | { type: 'failed'; error: unknown };

/** Batches under way between the threads. */
export const MOST_WAITING = 4;
/** A parser streams: what it holds is one course and a few batches. A limit also keeps its heap from growing for want of a reason not to. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };
/** A parser that gives nothing and asks for nothing for this long will not end. */
const PATIENCE_MS = 120_000;
/** A folder is read file by file: a thread that waits for the next has all its code at hand, which is half a second a file. */
const IDLE_MS = 5_000;

/** The parser made no progress. */
export class ParserStuck extends Error {
  override readonly name = 'ParserStuck';
  readonly exitCode = 1;
  readonly status = 422;
}

/** A number in memory that both threads see. */
export function freshness(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** The readings of `format` in their order, courses prepared. Ending early stops the thread and closes `input`. */
export async function* readApart(
  format: Format,
  input: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  { source, fresh }: Pick<Task, 'source' | 'fresh'>,
): AsyncGenerator<ImportReading> {
  const thread = borrowThread();
  const bytes = input[Symbol.asyncIterator]();
  const messages: FromThread[] = [];
  let ended = false;
  let wake: () => void = () => {};
  const receive = (message: FromThread): void => {
    messages.push(message);
    wake();
  };
  const tell = (message: ToThread): void => thread.postMessage(message);
  const hear = (message: FromThread): void => (message.type === 'more' ? void feed() : receive(message));
  const fail = (error: unknown): void => receive({ type: 'failed', error });
  thread.on('message', hear).on('error', fail);
  try {
    tell({ type: 'read', task: { format: format.name, options, source, fresh } });
    for (;;) {
      const message = messages.shift() ?? (await next());
      if (message.type === 'failed') throw message.error;
      ended = message.type === 'end';
      if (ended) return;
      if (message.type === 'readings') {
        yield* message.readings;
        tell({ type: 'taken' });
      }
    }
  } finally {
    // Its own listeners alone: among the others are those by which the Worker itself hears.
    thread.off('message', hear).off('error', fail);
    if (ended) keepThread(thread);
    else await thread.on('error', () => {}).terminate();
    await bytes.return?.();
  }

  async function feed(): Promise<void> {
    try {
      const chunk = await bytes.next();
      tell({ type: 'bytes', bytes: chunk.done ? null : chunk.value });
    } catch (error) {
      receive({ type: 'failed', error });
    }
  }

  async function next(): Promise<FromThread> {
    let timer: NodeJS.Timeout | undefined;
    while (messages.length === 0) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        clearTimeout(timer);
        timer = setTimeout(
          () =>
            reject(
              new ParserStuck(
                `${options.name} could not be read to its end: the parser of ${format.title} stood still.`,
              ),
            ),
          PATIENCE_MS,
        );
      });
    }
    clearTimeout(timer);
    return messages.shift() as FromThread;
  }
}

let waiting: { thread: Worker; drop: () => void; timer: NodeJS.Timeout } | undefined;

function borrowThread(): Worker {
  if (!waiting) return new Worker(new URL('./reading-thread.js', import.meta.url), { resourceLimits: MEMORY });
  const { thread, drop, timer } = waiting;
  waiting = undefined;
  clearTimeout(timer);
  thread.off('error', drop).off('exit', drop);
  thread.ref();
  return thread;
}

/** Keeps a thread that has ended its task for the next one, unless one waits already. It holds up no process that wants to end. */
function keepThread(thread: Worker): void {
  const drop = (): void => {
    if (waiting?.thread === thread) waiting = undefined;
    void thread.terminate();
  };
  thread.on('error', drop).on('exit', drop);
  if (waiting) drop();
  else waiting = { thread, drop, timer: setTimeout(drop, IDLE_MS).unref() };
  thread.unref();
}
