/**
 * Parsing in a thread of its own, while this one weaves and writes: half of an import is reading what was sent, and a second
 * core has nothing else to do. A parser that hostile input drives into a corner holds up its own thread and is stopped.
 */
import { Worker } from 'node:worker_threads';
import type { Format, ReadOptions } from '../schema.js';
import type { ImportReading } from './prepare-reading.js';

export type ThreadData = { format: string; options: ReadOptions };
/** `bytes` null: there are no more. `taken`: a batch has been taken. */
export type ToThread = { type: 'bytes'; bytes: Uint8Array | null } | { type: 'taken' };
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

/** The parser made no progress. */
export class ParserStuck extends Error {
  override readonly name = 'ParserStuck';
  readonly exitCode = 1;
  readonly status = 422;
}

/** The readings of `format` in their order, courses prepared. Ending early stops the thread and closes `input`. */
export async function* readApart(
  format: Format,
  input: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<ImportReading> {
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: { format: format.name, options } satisfies ThreadData,
    resourceLimits: MEMORY,
  });
  const bytes = input[Symbol.asyncIterator]();
  const messages: FromThread[] = [];
  let wake: () => void = () => {};
  const receive = (message: FromThread): void => {
    messages.push(message);
    wake();
  };
  const tell = (message: ToThread): void => thread.postMessage(message);
  thread.on('message', (message: FromThread) => (message.type === 'more' ? void feed() : receive(message)));
  thread.on('error', (error) => receive({ type: 'failed', error }));
  try {
    for (;;) {
      const message = messages.shift() ?? (await next());
      if (message.type === 'failed') throw message.error;
      if (message.type === 'end') return;
      if (message.type === 'readings') {
        yield* message.readings;
        tell({ type: 'taken' });
      }
    }
  } finally {
    await thread.terminate();
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
