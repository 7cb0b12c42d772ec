/**
 * Linked data in a thread of its own with limits of time and memory: for everything that strangers hand in. A document that takes too long
 * costs its own answer and a new thread; those that wait behind it are done by that one.
 */
import { Worker } from 'node:worker_threads';
import { projectFile } from '../../platform/files/index.js';
import {
  type Contexts,
  type JsonObject,
  type LinkedData,
  LinkedDataError,
  type LinkedDataFault,
} from '../engine/types.js';

/** Whatever is within the limits of size takes a tenth of this on a busy machine. */
const LIMIT_MS = 8_000;
const MOST_WAITING = 200;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
/** Contexts take a second to be worked out anew: a thread is kept for longer than a pause. */
const IDLE_MS = 300_000;

/** What one verification may take of the thread, for all that is in it and beside it. */
const SHARE_MS = 10_000;

export type LinkedDataApart = LinkedData & {
  /** For one verification: one document after the other, and no more than its share of the thread's time. */
  share(mostMs?: number): LinkedData;
  close(): Promise<void>;
};
export type Asked = { document: JsonObject; hash: 'sha256' | 'sha384' };
export type Answered = { text: string } | { fault: LinkedDataFault; message: string; subject: string | null };
type Waiting = { size: number; work(): Promise<void> };

/** The same answers as `openLinkedData`. The thread starts with the first document, and holds up no process that wants to end. */
export function openLinkedDataApart(contexts: Contexts, { limitMs = LIMIT_MS } = {}): LinkedDataApart {
  let thread: { worker: Worker; idle?: NodeJS.Timeout } | undefined;
  let isBusy = false;
  const queue: Waiting[] = [];
  return { canonize: (document, options) => take(document, options, () => limitMs), share, close };

  function share(mostMs = SHARE_MS): LinkedData {
    let left = mostMs;
    let last: Promise<unknown> = Promise.resolve();
    return {
      canonize(document, options) {
        const spend = (ms: number): void => {
          left -= ms;
        };
        const mine = last.then(() => take(document, options, () => Math.min(limitMs, left), spend));
        last = mine.catch(() => {});
        return mine;
      },
    };
  }

  /** @param limit milliseconds, asked when its turn has come. */
  function take(
    document: JsonObject,
    { hash = 'sha256' }: { hash?: 'sha256' | 'sha384' } = {},
    limit: () => number,
    spend: (ms: number) => void = () => {},
  ): Promise<string> {
    if (queue.length >= MOST_WAITING)
      return Promise.reject(
        new LinkedDataError('too-long', 'Many credentials are being read at this moment. Try again in a minute.'),
      );
    return new Promise<string>((resolve, reject) => {
      const work = async (): Promise<void> => {
        const began = performance.now();
        await answer({ document, hash }, limit()).then(resolve, reject);
        spend(performance.now() - began);
      };
      queue.push({ size: JSON.stringify(document).length, work });
      void workOff();
    });
  }

  /** The smallest first: what takes long is large, and is not to hold up everybody's badge. */
  async function workOff(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (queue.length > 0) {
      const next = queue.reduce((small, one) => (one.size < small.size ? one : small));
      queue.splice(queue.indexOf(next), 1);
      await next.work();
    }
    isBusy = false;
  }

  async function answer(asked: Asked, mostMs: number): Promise<string> {
    if (mostMs <= 0) throw tookTooLong();
    const worker = borrow();
    try {
      const answered = await hear(worker, asked, mostMs);
      if ('text' in answered) return answered.text;
      throw new LinkedDataError(answered.fault, answered.message, answered.subject);
    } finally {
      keep(worker);
    }
  }

  function hear(worker: Worker, asked: Asked, mostMs: number): Promise<Answered> {
    return new Promise<Answered>((resolve, reject) => {
      const stop = (error: LinkedDataError): void => {
        release();
        drop(worker);
        reject(error);
      };
      const fail = (error: unknown): void => stop(errorOfThread(error));
      const take = (answered: Answered): void => {
        release();
        resolve(answered);
      };
      const release = (): void => {
        clearTimeout(timer);
        worker.off('message', take).off('error', fail);
      };
      const timer = setTimeout(() => stop(tookTooLong()), mostMs);
      worker.on('message', take).on('error', fail);
      try {
        worker.postMessage(asked);
      } catch (error) {
        stop(errorOfThread(error));
      }
    });
  }

  function borrow(): Worker {
    clearTimeout(thread?.idle);
    thread ??= { worker: new Worker(threadFile(), { workerData: contexts, resourceLimits: MEMORY }) };
    thread.worker.ref();
    return thread.worker;
  }

  function keep(worker: Worker): void {
    if (thread?.worker !== worker) return;
    worker.unref();
    thread.idle = setTimeout(() => drop(worker), IDLE_MS).unref();
  }

  function drop(worker: Worker): void {
    if (thread?.worker === worker) thread = undefined;
    // A thread that is being ended may still fail; nobody waits for it any more.
    void worker.on('error', () => {}).terminate();
  }

  async function close(): Promise<void> {
    clearTimeout(thread?.idle);
    const ending = thread?.worker.terminate();
    thread = undefined;
    await ending;
  }
}

function tookTooLong(): LinkedDataError {
  return new LinkedDataError('too-long', 'Reading the document as linked data took too long.');
}

function errorOfThread(error: unknown): LinkedDataError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError)
    return new LinkedDataError('too-large', 'The document takes too much memory to be read as linked data.');
  const said = error instanceof Error ? error.message : String(error);
  return new LinkedDataError('invalid', `The document cannot be read as linked data (${said.slice(0, 200)}).`);
}

/** Threads run compiled code, also where the sources run as they are: in the tests. */
function threadFile(): URL | string {
  return import.meta.url.endsWith('.ts')
    ? projectFile('dist/credentials/actions/linked-data-thread.js')
    : new URL('./linked-data-thread.js', import.meta.url);
}
