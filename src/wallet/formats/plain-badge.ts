/** A picture for a credential that brings none: a stone with its name. Drawn as text, so that nothing foreign is in it. */
import { escapeXml } from '../../ui/index.js';
import { inLines } from './lines.js';

const OUTLINE =
  'M150 480C96 476 62 432 58 372 52 286 74 176 112 96 134 50 166 34 226 32 300 29 366 34 396 82 440 156 462 290 452 376 446 436 414 476 360 479 296 483 206 483 150 480Z';

/** SVG of 512 by 512. */
export function plainBadge({ name, issuer }: { name: string; issuer: string }): string {
  const title = inLines(name, 17, 4);
  const from = 250 - (title.length - 1) * 22;
  const spans = title.map((line, at) => `<tspan x="256" y="${from + at * 44}">${escapeXml(line)}</tspan>`).join('');
  const by = inLines(issuer, 28, 2).map((line, at) => `<tspan x="256" y="${405 + at * 27}">${escapeXml(line)}</tspan>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img"><title>${escapeXml(name)}</title><path fill="#26353c" d="${OUTLINE}"/><path fill="#fff" opacity=".08" d="M226 32C166 34 134 50 112 96 88 146 70 207 62 267L300 34C276 32 251 31 226 32Z"/><path fill="none" stroke="#c9d44f" stroke-width="6" stroke-linecap="round" d="M172 118h168M150 344h212"/><text fill="#f3f2ec" font-family="Literata, Georgia, serif" font-weight="600" font-size="36" text-anchor="middle">${spans}</text><text fill="#f3f2ec" font-family="Public Sans, Arial, sans-serif" font-size="21" text-anchor="middle">${by.join('')}</text></svg>`;
}

/** A picture in PNG as an SVG, for baking: the picture itself, untouched. */
export function pictureAsSvg(png: Uint8Array, name: string): string {
  const data = Buffer.from(png).toString('base64');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img"><title>${escapeXml(name)}</title><image width="512" height="512" href="data:image/png;base64,${data}"/></svg>`;
}
