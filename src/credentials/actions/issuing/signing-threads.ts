/** Signing in bulk, in two threads of their own: tens of thousands of signatures must not hold up anybody else. */
import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { projectFile } from '../../../platform/files/index.js';
import type { JsonObject } from '../../engine/types.js';
import type { SignedAs } from '../../schema/issuing.js';

/** Documents of one shape: one with slots, and what stands in them. `key` goes to the thread as an object, never as bytes. */
export type SigningWork = {
  document: JsonObject;
  slots: string[];
  key: { key: KeyObject; multibase: string; method: string };
  created: string;
  signedAs: SignedAs;
  values: Record<string, string>[];
};
export type Signed = { signed: string[] } | { failed: string };

export type SigningThreads = {
  /** In the order of `values`. @throws Error where a document cannot be signed. */
  sign(work: SigningWork): Promise<string[]>;
  close(): Promise<void>;
};

const THREADS = 2;
const MEMORY = { maxOldGenerationSizeMb: 512 };
/** A thread that signs nothing for this long is let go. */
const IDLE_MS = 30_000;
/** So many documents at once go to a thread. */
const AT_ONCE = 250;

type Thread = { worker: Worker; busy: boolean; timer?: NodeJS.Timeout };
type Waiting = { work: SigningWork; resolve(signed: string[]): void; reject(error: unknown): void };

export function openSigningThreads(contextsFolder: string | undefined): SigningThreads {
  const threads: Thread[] = [];
  const waiting: Waiting[] = [];

  function next(): void {
    const first = waiting[0];
    const thread = first && (threads.find(({ busy }) => !busy) ?? (threads.length < THREADS ? add() : undefined));
    if (!first || !thread) return;
    waiting.shift();
    void give(thread, first);
    next();
  }

  function add(): Thread {
    const worker = new Worker(threadFile(), { resourceLimits: MEMORY, workerData: { contextsFolder } });
    // It may fail before its first work: whoever gives it work hears of it there.
    worker.on('error', () => {});
    const thread: Thread = { worker, busy: false };
    threads.push(thread);
    return thread;
  }

  async function give(thread: Thread, { work, resolve, reject }: Waiting): Promise<void> {
    thread.busy = true;
    clearTimeout(thread.timer);
    thread.worker.ref();
    try {
      const answer = await answerOf(thread.worker, work);
      if ('failed' in answer) reject(new Error(answer.failed));
      else resolve(answer.signed);
    } catch (error) {
      letGo(thread);
      reject(error);
    }
    thread.busy = false;
    thread.worker.unref();
    thread.timer = setTimeout(() => letGo(thread), IDLE_MS).unref();
    next();
  }

  function letGo(thread: Thread): void {
    if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1);
    void thread.worker.terminate();
  }

  return {
    async sign(work) {
      const pieces = Array.from({ length: Math.ceil(work.values.length / AT_ONCE) }, (_, at) => ({
        ...work,
        values: work.values.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
      }));
      const signed = pieces.map(
        (piece) =>
          new Promise<string[]>((resolve, reject) => {
            waiting.push({ work: piece, resolve, reject });
            next();
          }),
      );
      return (await Promise.all(signed)).flat();
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function answerOf(worker: Worker, work: SigningWork): Promise<Signed> {
  return new Promise((resolve, reject) => {
    const release = (): void => {
      worker.off('message', hear).off('error', stop).off('exit', exit);
    };
    const hear = (answer: Signed): void => {
      release();
      resolve(answer);
    };
    const stop = (error: unknown): void => {
      release();
      reject(error);
    };
    const exit = (): void => stop(new Error('the signing thread ended'));
    worker.on('message', hear).on('error', stop).on('exit', exit);
    worker.postMessage(work);
  });
}

/** Threads run compiled code, also where the sources run as they are: in the tests. */
function threadFile(): URL | string {
  return import.meta.url.endsWith('.ts')
    ? projectFile('dist/credentials/actions/issuing/signing-thread.js')
    : new URL('./signing-thread.js', import.meta.url);
}
