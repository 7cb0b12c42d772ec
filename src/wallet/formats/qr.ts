/** A QR code as one path of SVG: no script, no style, dark on light in either theme. */
import encodeQR from 'qr';

/** @param said what it leads to, for who cannot see it */
export function qrSvg(text: string, said: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 3 });
  const size = rows.length;
  const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  const label = said.replace(/[<>&"]/g, ' ');
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#1a2529" d="${path}"/></svg>`;
}
