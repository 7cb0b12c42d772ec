/** The thread of `openLinkedDataApart`: one document after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Contexts, LinkedDataError } from '../engine/types.js';
import { openLinkedData } from './linked-data.js';
import type { Answered, Asked } from './linked-data-apart.js';

const linkedData = openLinkedData(workerData as Contexts);

parentPort?.on('message', async ({ document, hash }: Asked) => {
  parentPort?.postMessage(await answer(document, hash));
});

async function answer(document: Asked['document'], hash: Asked['hash']): Promise<Answered> {
  try {
    return { text: await linkedData.canonize(document, { hash }) };
  } catch (error) {
    if (!(error instanceof LinkedDataError)) throw error;
    return { fault: error.fault, message: error.message, subject: error.subject };
  }
}
