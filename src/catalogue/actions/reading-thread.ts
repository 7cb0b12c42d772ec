/** The thread that `readApart` starts: asks for bytes, parses, checks, and gives readings in batches; then waits for the next input. */
import { parentPort } from 'node:worker_threads';
import { formats } from '../formats/index.js';
import { type ImportReading, prepareCourse } from './prepare-reading.js';
import { type FromThread, MOST_WAITING, type Task, type ToThread } from './read-apart.js';

const BATCH = 200;

const post = (message: FromThread): void => parentPort?.postMessage(message);
let chunks: (Uint8Array | null)[] = [];
let unread = 0;
let wake: () => void = () => {};

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'read') void read(message.task);
  else if (message.type === 'bytes') chunks.push(message.bytes);
  else unread -= 1;
  wake();
});

async function read({ format: name, options, source, fresh }: Task): Promise<void> {
  chunks = [];
  unread = 0;
  try {
    const format = formats.find((one) => one.name === name);
    if (!format) throw new Error(`There is no format ${name}.`);
    let batch: ImportReading[] = [];
    for await (const reading of format.read(bytes(), options)) {
      const isNew = Atomics.load(fresh, 0) === 1;
      batch.push(reading.type === 'course' ? prepareCourse(reading, isNew ? source : undefined) : reading);
      if (batch.length < BATCH) continue;
      await give(batch);
      batch = [];
    }
    await give(batch);
    // What is taken later than this would be counted for the next input.
    await until(() => unread === 0);
    post({ type: 'end' });
  } catch (error) {
    post({ type: 'failed', error });
  }
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  for (;;) {
    post({ type: 'more' });
    await until(() => chunks.length > 0);
    const chunk = chunks.shift();
    if (!chunk) return;
    yield chunk;
  }
}

/** Waits while the import has not taken what it was given, so that memory stays flat whichever side is quicker. */
async function give(batch: ImportReading[]): Promise<void> {
  await until(() => unread < MOST_WAITING);
  unread += 1;
  post({ type: 'readings', readings: batch });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
