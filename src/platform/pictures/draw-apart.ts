/** Drawing in a thread of its own with a limit of time: a picture takes tens of milliseconds, and nobody else waits for it. */
import { Worker } from 'node:worker_threads';
import { sha256 } from '../crypto/index.js';
import { projectFile } from '../files/index.js';
import type { Drawn } from './drawing-thread.js';
import { faceFiles } from './faces.js';
import { type Drawing, PictureError } from './schema.js';

const LIMIT_MS = 8_000;
/** So many wait for the one thread; whoever comes then is asked to come again. */
const MOST_WAITING = 60;
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 24 };
const IDLE_MS = 30_000;
/** Pixels of a side, and letters of the SVG. */
const MOST_WIDE = 2_400;
const MOST_TEXT = 12_000_000;

let thread: { worker: Worker; timer?: NodeJS.Timeout } | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * An SVG as PNG, `width` pixels wide. For SVG of our own making: what strangers hand in is never drawn. Texts are set in
 * Public Sans, other scripts in Noto Sans, whatever family they name.
 * @throws PictureError 422 where the SVG cannot be drawn; 503 where it takes too long or too many wait
 */
export function drawPng(svg: string, { width }: { width: number }): Promise<Uint8Array> {
  if (svg.length > MOST_TEXT || width > MOST_WIDE || !(width >= 1))
    return Promise.reject(new PictureError('This picture is too large to be drawn.', 422));
  if (waiting >= MOST_WAITING)
    return Promise.reject(
      new PictureError('Many pictures are being drawn at this moment. Try again in a minute.', 503),
    );
  const key = `${Math.round(width)} ${sha256(svg)}`;
  const before = drawnBefore.get(key);
  if (before !== undefined) return Promise.resolve(before);
  waiting += 1;
  const mine = last
    .then(() => drawNext({ svg, width: Math.round(width) }))
    .then((png) => remember(key, png))
    .finally(() => {
      waiting -= 1;
    });
  last = mine.catch(() => {});
  return mine;
}

/** What was drawn last: lists show the same badges again and again. The oldest goes first. */
const drawnBefore = new Map<string, Uint8Array>();
const MOST_KEPT = 200;

function remember(key: string, png: Uint8Array): Uint8Array {
  const [oldest] = drawnBefore.keys();
  if (drawnBefore.size >= MOST_KEPT && oldest !== undefined) drawnBefore.delete(oldest);
  drawnBefore.set(key, png);
  return png;
}

async function drawNext(drawing: Drawing): Promise<Uint8Array> {
  const worker = borrow();
  try {
    const drawn = await answerOf(worker, drawing);
    if ('png' in drawn) return drawn.png;
    throw new PictureError(`This picture cannot be drawn: ${drawn.refused}`, 422);
  } finally {
    keep();
  }
}

function answerOf(worker: Worker, drawing: Drawing): Promise<Drawn> {
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
    const late = new PictureError('Drawing this picture took too long. Try again.', 503);
    const timer = setTimeout(() => stop(late), LIMIT_MS);
    worker.on('message', hear).on('error', stop);
    worker.postMessage(drawing);
  });
}

function borrow(): Worker {
  clearTimeout(thread?.timer);
  thread ??= { worker: new Worker(threadFile(), { resourceLimits: MEMORY, workerData: { faces: faceFiles() } }) };
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
    ? projectFile('dist/platform/pictures/drawing-thread.js')
    : new URL('./drawing-thread.js', import.meta.url);
}
