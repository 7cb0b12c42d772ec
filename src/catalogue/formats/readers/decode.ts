/** Longest piece of text handed on at once, so that a limit is noticed soon after it is passed. In characters. */
const PIECE = 65_536;
/** How many first bytes decide the character set. */
const SNIFFED = 65_536;

export type DecodedText = {
  pieces: AsyncIterable<string>;
  /** What a person should know of the decoding; complete once `pieces` is read to its end. */
  notes: string[];
};

/**
 * Bytes to text in pieces of at most 64 k characters. The character set is, in this order: a byte order mark that the text bears out; UTF-16 seen by its
 * zero bytes; the XML declaration; UTF-8, unless the beginning is no UTF-8 and nothing was declared: then Windows-1252.
 * Bytes that do not fit become U+FFFD and are noted; nothing throws.
 */
export function decodeText(input: AsyncIterable<Uint8Array>): DecodedText {
  const notes: string[] = [];
  return { pieces: decodePieces(input, notes), notes };
}

async function* decodePieces(input: AsyncIterable<Uint8Array>, notes: string[]): AsyncGenerator<string> {
  const iterator = input[Symbol.asyncIterator]();
  const head = withoutFalseMark(await readHead(iterator), notes);
  const charset = charsetOf(head, notes);
  const decoder = decoderOf(charset, notes);
  const watch = { replaced: 0 };
  yield* cut(decoder.decode(head, { stream: true }), watch);
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    yield* cut(decoder.decode(next.value, { stream: true }), watch);
  }
  yield* cut(decoder.decode(), watch);
  if (watch.replaced > 0) {
    notes.push(`${watch.replaced} characters are not valid ${charset} and stand as �`);
  }
}

async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < SNIFFED) {
    const next = await iterator.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** In UTF-16 every comma, quote, bracket and line break has a zero byte: a mark before a text without one is damage. */
function withoutFalseMark(head: Uint8Array, notes: string[]): Uint8Array {
  if (head.length <= 2 || head.includes(0)) return head;
  let at = 0;
  while (isMark(head, at)) at += 2;
  if (at > 0) notes.push('the text is marked as UTF-16 and is not: the mark is passed over');
  return head.subarray(at);
}

const isMark = (head: Uint8Array, at: number): boolean =>
  (head[at] === 0xff && head[at + 1] === 0xfe) || (head[at] === 0xfe && head[at + 1] === 0xff);

function charsetOf(head: Uint8Array, notes: string[]): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0 && head[1] !== 0 && head[2] === 0) return 'utf-16be';
  if (head[0] !== 0 && head[1] === 0 && head[3] === 0) return 'utf-16le';
  const declared = declaredCharset(head);
  if (declared) return declared;
  if (isUtf8(head)) return 'utf-8';
  notes.push('no character set is stated and the text is no UTF-8: read as Windows-1252');
  return 'windows-1252';
}

function declaredCharset(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]{0,150}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/
    .exec(start)?.[1]
    ?.toLowerCase();
  // A file that declares UTF-16 but was readable as single bytes is not UTF-16.
  return declared === undefined || declared.startsWith('utf-16') ? null : declared;
}

/** A sequence cut off at the end of the sample does not count against it. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decoderOf(charset: string, notes: string[]): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    notes.push(`the character set “${charset}” is not known: read as UTF-8`);
    return new TextDecoder('utf-8');
  }
}

function* cut(text: string, watch: { replaced: number }): Generator<string> {
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) watch.replaced += 1;
  for (let start = 0; start < text.length; start += PIECE) yield text.slice(start, start + PIECE);
}
