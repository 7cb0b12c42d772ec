/** The thread that `drawApart` starts: draws one document after another. */
import { parentPort } from 'node:worker_threads';
import { drawPage } from './draw.js';
import { type PdfDocument, PdfError } from './schema.js';

export type Drawn = { bytes: Uint8Array } | { refused: string } | { failed: unknown };

parentPort?.on('message', async (drafts: readonly PdfDocument[]) => {
  parentPort?.postMessage(await drawn(drafts));
});

async function drawn(drafts: readonly PdfDocument[]): Promise<Drawn> {
  try {
    return { bytes: await drawPage(drafts) };
  } catch (error) {
    return error instanceof PdfError ? { refused: error.message } : { failed: error };
  }
}
