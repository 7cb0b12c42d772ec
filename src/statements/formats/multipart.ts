/** multipart/mixed (RFC 2046 §5.1) as xAPI uses it: the statements first, then their attachments by hash. */
import { XapiError } from '../schema/index.js';

export type Part = { headers: Readonly<Record<string, string>>; content: Buffer };

const MOST_PARTS = 2000;
const MOST_HEAD = 16_384;

/** The boundary in a Content-Type; null where there is none. */
export function boundaryOf(contentType: string): string | null {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** @throws XapiError (400) where the body does not hold to its boundary, or is cut off. */
export function readParts(body: Buffer, boundary: string): Part[] {
  const line = Buffer.from(`\r\n--${boundary}`);
  // A boundary may be the very first thing, with no end of line before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: Part[] = [];
  let at = whole.indexOf(line);
  if (at < 0) torn('its boundary does not stand in it');
  for (;;) {
    const after = at + line.length;
    if (whole.toString('latin1', after, after + 2) === '--') return parts;
    const start = whole.indexOf('\r\n', after);
    if (start < 0 || whole.toString('latin1', after, start).trim() !== '') torn('a boundary does not end its line');
    const end = whole.indexOf(line, start);
    if (end < 0) torn('its last boundary is missing');
    if (parts.length >= MOST_PARTS) torn(`it has more than ${MOST_PARTS} parts`);
    parts.push(partOf(whole.subarray(start + 2, end)));
    at = end;
  }
}

/** Headers, an empty line, the content; a part without headers begins with the empty line. */
function partOf(bytes: Buffer): Part {
  const separator = bytes.indexOf('\r\n\r\n');
  const isBare = bytes.indexOf('\r\n') === 0;
  if (!isBare && (separator < 0 || separator > MOST_HEAD)) torn('a part has no end of its headers');
  const head = isBare ? '' : bytes.toString('utf8', 0, separator);
  const headers: Record<string, string> = Object.create(null);
  for (const line of head.split('\r\n').filter((text) => text !== '')) {
    const colon = line.indexOf(':');
    if (colon < 1) torn('a header of a part has no name');
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, content: bytes.subarray(isBare ? 2 : separator + 4) };
}

export function writeParts(parts: readonly Part[], boundary: string): Buffer {
  const pieces = parts.flatMap(({ headers, content }) => [
    Buffer.from(
      `--${boundary}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

function torn(why: string): never {
  throw new XapiError(400, `The body is not the multipart/mixed that its Content-Type says: ${why}.`);
}
