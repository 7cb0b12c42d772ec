/** The front door of pictures: SVG of our own making drawn as PNG, in a thread of its own. */
export { drawPng } from './draw-apart.js';
export { PictureError } from './schema.js';
