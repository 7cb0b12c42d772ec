/** Drawing in a thread of its own with a limit of time: a page takes a tenth of a second, and nobody else waits for it. */
import { Worker } from 'node:worker_threads';
import { projectFile } from '../files/index.js';
import type { Drawn } from './drawing-thread.js';
import { type PdfDocument, PdfError } from './schema.js';

const LIMIT_MS = 8_000;
/** So many wait for the one thread; whoever comes then is asked to come again. */
const MOST_WAITING = 20;
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 24 };
/** A thread that draws nothing for this long is let go: its fonts are tens of megabytes. */
const IDLE_MS = 30_000;

let thread: { worker: Worker; timer?: NodeJS.Timeout } | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The page of the first draft that fits it: bytes of a tagged PDF with its fonts. Drafts go from the fullest to the briefest.
 * @throws PdfError 422 where none fits; 503 where it takes too long or too many wait.
 */
export function drawApart(drafts: readonly PdfDocument[]): Promise<Uint8Array> {
  if (waiting >= MOST_WAITING)
    return Promise.reject(new PdfError('Many pages are being drawn at this moment. Try again in a minute.', 503));
  waiting += 1;
  const mine = last
    .then(() => drawNext(drafts))
    .finally(() => {
      waiting -= 1;
    });
  last = mine.catch(() => {});
  return mine;
}

async function drawNext(drafts: readonly PdfDocument[]): Promise<Uint8Array> {
  const worker = borrow();
  try {
    const drawn = await answerOf(worker, drafts);
    if ('bytes' in drawn) return drawn.bytes;
    if ('refused' in drawn) throw new PdfError(drawn.refused, 422);
    throw drawn.failed;
  } finally {
    keep();
  }
}

function answerOf(worker: Worker, drafts: readonly PdfDocument[]): Promise<Drawn> {
  return new Promise<Drawn>((resolve, reject) => {
    const stop = (error: unknown): void => {
      release();
      void worker.terminate();
      thread = undefined;
      reject(error);
    };
    const hear = (drawn: Drawn): void => {
      release();
      resolve(drawn);
    };
    const release = (): void => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', stop);
    };
    const late = new PdfError('Drawing this page took too long. Shorten what is in it, or try again.', 503);
    const timer = setTimeout(() => stop(late), LIMIT_MS);
    worker.on('message', hear).on('error', stop);
    worker.postMessage(drafts);
  });
}

function borrow(): Worker {
  clearTimeout(thread?.timer);
  thread ??= { worker: new Worker(threadFile(), { resourceLimits: MEMORY }) };
  thread.worker.ref();
  return thread.worker;
}

/** Holds up no process that wants to end. */
function keep(): void {
  if (!thread) return;
  const { worker } = thread;
  worker.unref();
  thread.timer = setTimeout(() => {
    if (thread?.worker === worker) thread = undefined;
    void worker.terminate();
  }, IDLE_MS).unref();
}

/** Threads run compiled code, also where the sources run as they are: in the tests. */
function threadFile(): URL | string {
  return import.meta.url.endsWith('.ts')
    ? projectFile('dist/platform/pdf/drawing-thread.js')
    : new URL('./drawing-thread.js', import.meta.url);
}
