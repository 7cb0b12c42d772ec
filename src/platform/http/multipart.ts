/** `multipart/form-data` (RFC 7578, RFC 2046 §5.1) read as it comes in: no file is held in memory. */
import { plainName, TornUploadError } from './uploads.js';

/** A field, or a file whose bytes are read before the next part is asked for. `fileName` is no path. */
export type FormPart =
  | { name: string; value: string }
  | { name: string; fileName: string; content: AsyncIterable<Uint8Array> };

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');
const MOST_HEAD = 16_384;
const MOST_VALUE = 65_536;
const MOST_PARTS = 1_000;

/** The line between parts, without its hyphens; null: the type is no form with files. */
export function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const found = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** The parts in their order. What a caller leaves of a file is skipped. @throws TornUploadError */
export async function* partsOf(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const reading = new Reading(source, boundary);
  // The words before the first line between parts are nobody's.
  await reading.skip();
  for (let count = 0; await reading.isPart(); count++) {
    if (count >= MOST_PARTS) throw new TornUploadError();
    const { name, fileName } = headOf(await reading.head());
    if (fileName === null) {
      const value = await textOf(reading.body());
      yield { name, value };
    } else {
      yield { name, fileName: plainName(fileName), content: reading.body() };
      await reading.skip();
    }
  }
}

/** Bytes that came in and were not given out yet. */
class Reading {
  readonly #source: AsyncIterator<Uint8Array>;
  /** What ends a part: it begins with the end of the part's last line. */
  readonly #line: Buffer;
  #held: Buffer = CRLF;
  #inPart = true;

  constructor(source: AsyncIterable<Uint8Array>, boundary: string) {
    this.#source = source[Symbol.asyncIterator]();
    this.#line = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  /** After a line between parts: whether another part follows. */
  async isPart(): Promise<boolean> {
    while (this.#held.length < 2) await this.#readMore();
    if (this.#held.toString('latin1', 0, 2) === '--') return false;
    if (!this.#held.subarray(0, 2).equals(CRLF)) throw new TornUploadError();
    return true;
  }

  async head(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(HEAD_END);
      if (end > MOST_HEAD || (end < 0 && this.#held.length > MOST_HEAD)) throw new TornUploadError();
      if (end >= 0) {
        const head = this.#held.toString('utf8', 2, Math.max(2, end));
        this.#held = this.#held.subarray(end + HEAD_END.length);
        this.#inPart = true;
        return head;
      }
      await this.#readMore();
    }
  }

  /** What is left of the part. Whoever stops reading it early leaves the rest to `skip`. */
  body(): AsyncIterable<Uint8Array> {
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      const value = await this.#next();
      return value === null ? { done: true, value: undefined } : { done: false, value };
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  async skip(): Promise<void> {
    while ((await this.#next()) !== null);
  }

  async #next(): Promise<Uint8Array | null> {
    while (this.#inPart) {
      const at = this.#held.indexOf(this.#line);
      const sure = at >= 0 ? at : this.#held.length - this.#line.length;
      const bytes = this.#held.subarray(0, Math.max(0, sure));
      if (at >= 0) {
        this.#inPart = false;
        this.#held = this.#held.subarray(at + this.#line.length);
      } else {
        this.#held = this.#held.subarray(bytes.length);
        if (bytes.length === 0) await this.#readMore();
      }
      if (bytes.length > 0) return bytes;
    }
    return null;
  }

  async #readMore(): Promise<void> {
    const next = await this.#source.next().catch(() => null);
    if (next === null || next.done) throw new TornUploadError();
    this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
  }
}

/** Name of the field, and the file's where it is one (RFC 7578 §4.2; browsers write `%22` for a quotation mark). */
function headOf(head: string): { name: string; fileName: string | null } {
  const line = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1];
  const quoted = (key: string) =>
    new RegExp(`(?:^|;)\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i')
      .exec(line ?? '')?.[1]
      ?.replace(/\\(.)/g, '$1')
      .replace(/%22/g, '"') ?? null;
  const name = quoted('name');
  if (name === null) throw new TornUploadError();
  return { name, fileName: quoted('filename') };
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of content) {
    length += bytes.length;
    if (length > MOST_VALUE) throw new TornUploadError();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
}
