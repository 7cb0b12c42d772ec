/** One page from the fullest draft that fits it. */
import { layOut } from './layout.js';
import { openSheet } from './paint.js';
import { type PdfDocument, PdfError } from './schema.js';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 44;
/** From the size that reads well to the smallest that is still read without a glass: 9.5 to 7 points. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.74];

/**
 * Draws the first of the drafts that fits on one page, as large as it fits. Give them from the fullest to the briefest.
 * @throws PdfError 422 where none fits.
 */
export async function drawPage(drafts: readonly PdfDocument[]): Promise<Uint8Array> {
  const [first] = drafts;
  if (!first) throw new PdfError('There is nothing to draw.', 422);
  const sheet = openSheet(first);
  const frame = { x: MARGIN, y: MARGIN, width: A4.width - 2 * MARGIN, height: A4.height - 2 * MARGIN };
  for (const { blocks, attachments = [] } of drafts)
    for (const scale of SCALES) {
      const elements = layOut(blocks, frame, scale, sheet.width);
      if (elements === null) continue;
      sheet.paint(elements);
      for (const file of attachments) sheet.attach(file);
      return sheet.bytes();
    }
  throw new PdfError('This is too much for one page. Shorten your own words, or leave some out.', 422);
}
