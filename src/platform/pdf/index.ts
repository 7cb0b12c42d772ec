/** The front door of printed pages: tagged PDF from plain data, drawn in a thread of its own. */
export { drawApart } from './draw-apart.js';
export {
  type PdfAttachment,
  type PdfBlock,
  type PdfCell,
  type PdfDocument,
  PdfError,
  type PdfTable,
} from './schema.js';
