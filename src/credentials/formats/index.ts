/** The shapes in which a credential travels: text, a picture, a page. Pure. What a file is, its bytes say, never its name. */
export { FormatError } from './format-error.js';
export { extractFromPdf } from './pdf/index.js';
export { bakePng, unbakePng } from './png/index.js';
export { bakeSvg, unbakeSvg } from './svg/index.js';
export { signedTextOf } from './text.js';
export type { FileWrapping, Held, SignedText, Unwrapped } from './types.js';
export { MOST_BYTES, unwrap } from './unwrap.js';
