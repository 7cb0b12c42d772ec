/** The wide picture that stands for a credential where its address is posted: 1200 by 630. */
import { escapeXml } from '../../ui/index.js';
import { inLines } from './lines.js';

type Card = {
  name: string;
  issuer: string;
  issued: string | null;
  /** A word or two on how it stands; null: it stands well, which a picture cannot vouch for. */
  remark: string | null;
  /** Its picture, PNG. */
  picture: Uint8Array;
};

/** Mostly capitals, which are half as wide again: fewer of them stay within the picture. */
function isLoud(name: string): boolean {
  return (name.match(/\p{Lu}/gu)?.length ?? 0) > name.length * 0.4;
}

/** SVG; the picture is inside as data. */
export function socialCard({ name, issuer, issued, remark, picture }: Card): string {
  const title = inLines(name, isLoud(name) ? 14 : 18, 4);
  const size = title.length > 3 ? 52 : 60;
  const top = 250 - (title.length - 1) * size * 0.5;
  const spans = title
    .map((line, at) => `<tspan x="560" y="${Math.round(top + at * size * 1.15)}">${escapeXml(line)}</tspan>`)
    .join('');
  const below = Math.round(top + title.length * size * 1.15) + 8;
  const by = inLines(issued === null ? issuer : `${issuer}, ${issued}`, 36, 2)
    .map((line, at) => `<tspan x="560" y="${below + at * 38}">${escapeXml(line)}</tspan>`)
    .join('');
  const data = Buffer.from(picture).toString('base64');
  const said =
    remark === null
      ? ''
      : `<text x="560" y="${below + 96}" fill="#8a4b00" font-family="Public Sans, Arial, sans-serif" font-weight="700" font-size="30">${escapeXml(remark)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630"><path fill="#f3f2ec" d="M0 0h1200v630H0z"/><path fill="#dfe7e6" d="M0 0h500v630H0z"/><path fill="#a3adad" d="M0 560C80 545 160 548 260 560S420 545 500 556V630H0Z"/><path fill="#c7cbc4" d="M0 590C110 575 230 592 330 582S460 580 500 586V630H0Z"/><image x="60" y="100" width="380" height="380" href="data:image/png;base64,${data}"/><text fill="#1a2529" font-family="Literata, Georgia, serif" font-weight="600" font-size="${size}">${spans}</text><text fill="#425056" font-family="Public Sans, Arial, sans-serif" font-size="30">${by}</text>${said}<g transform="translate(560 540)" fill="#1a2529"><path d="M3.200 29.200C1 27.400 1.400 23.600 4.400 22.400c3-1.100 19-1.500 22.600-.5 3.600 1 4.600 5 2.400 7-.9.8-2.300 1.100-4 1.100H7c-1.700 0-2.900-.1-3.800-.8zM7.300 19.700c-2-1.300-1.900-4.900.6-6 2.500-1.100 13-1.600 15.600-.7 2.900 1 3.300 5 1.100 6.500-1.700 1-15.300 1.300-17.300.2zM11.600 10.500c-2-1.200-1.800-5.300.7-7 2.300-1.600 6.500-1.900 8.300-.2 2 1.900 2.100 5.900.2 7.100-1.500.9-7.700 1-9.200.1z"/><text x="44" y="27" font-family="Literata, Georgia, serif" font-weight="600" font-size="30">Cairn</text></g></svg>`;
}
