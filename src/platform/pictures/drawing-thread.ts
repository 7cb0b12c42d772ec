/** The thread that `drawPng` starts: draws one picture after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import type { Drawing } from './schema.js';

export type Drawn = { png: Uint8Array } | { refused: string };

const { faces } = workerData as { faces: string[] };

parentPort?.on('message', (drawing: Drawing) => parentPort?.postMessage(drawn(drawing)));

function drawn({ svg, width }: Drawing): Drawn {
  try {
    const font = {
      loadSystemFonts: false,
      fontFiles: faces,
      defaultFontFamily: 'Public Sans',
      serifFamily: 'Public Sans',
      sansSerifFamily: 'Public Sans',
    };
    const picture = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font, logLevel: 'off' });
    return { png: picture.render().asPng() };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
