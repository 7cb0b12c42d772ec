/**
 * The objects of a PDF, by number. They are found by reading the file from its first byte to its last, not by its table of
 * places: a later object takes the place of an earlier one, as in a file that was saved again.
 */
import { inflateSync } from 'node:zlib';
import { damaged, type PdfDict, PdfLexer, PdfName, PdfRef, PdfText, type PdfValue } from './lexer.js';

const MOST_OBJECTS = 20_000;
/** Bytes that are unpacked of one file at most, in all. */
const MOST_UNPACKED = 20 * 1024 * 1024;
const MOST_STEPS = 30;

type Held = { value: PdfValue; stream: Uint8Array | null };

export class PdfObjects {
  private readonly objects = new Map<number, Held>();
  private readonly unpacked = new Map<Uint8Array, Uint8Array>();
  private budget = MOST_UNPACKED;
  /** Bytes that were read for nothing: a file may be broken in places, but not be read over and over. */
  private wasted = 0;
  /** The dictionaries that may name the root, the last of the file first. */
  readonly trailers: PdfDict[] = [];

  constructor(private readonly bytes: Uint8Array) {
    this.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    for (const { value, stream } of [...this.objects.values()])
      if (stream !== null && value instanceof Map && nameIn(value, 'Type') === 'ObjStm') this.readPacked(value, stream);
  }

  /** What a value stands for, references followed. */
  follow(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let step = 0; found instanceof PdfRef; step++) {
      if (step > MOST_STEPS) throw damaged('has references that lead in a circle');
      found = this.objects.get(found.number)?.value ?? null;
    }
    return found;
  }

  dict(value: PdfValue | undefined): PdfDict | null {
    const found = this.follow(value);
    return found instanceof Map ? found : null;
  }

  /** The unpacked bytes of a stream; null where the reference leads to none. */
  stream(value: PdfValue | undefined): Uint8Array | null {
    if (!(value instanceof PdfRef)) return null;
    const held = this.objects.get(value.number);
    if (!held?.stream || !(held.value instanceof Map)) return null;
    return this.unpack(held.value, held.stream);
  }

  private read(source: string): void {
    const heading =
      /(?:^|[^0-9])(\d{1,9})[\0\t\n\f\r ]{1,32}\d{1,5}[\0\t\n\f\r ]{1,32}obj(?![a-zA-Z])|trailer(?![a-zA-Z])/g;
    for (let match = heading.exec(source); match; match = heading.exec(source)) {
      const lexer = new PdfLexer(source, heading.lastIndex);
      const held = this.heldAt(lexer);
      if (held === null) continue;
      heading.lastIndex = lexer.at;
      if (match[1] === undefined) {
        if (held.value instanceof Map) this.trailers.unshift(held.value);
        continue;
      }
      if (held.value instanceof Map && nameIn(held.value, 'Type') === 'XRef') this.trailers.unshift(held.value);
      this.keep(Number(match[1]), held);
    }
  }

  /** A value, and the bytes behind it where it is a stream. What cannot be read is passed over: only the credential counts. */
  private heldAt(lexer: PdfLexer): Held | null {
    const start = lexer.at;
    try {
      const value = lexer.value();
      if (!(value instanceof Map)) return { value, stream: null };
      const after = lexer.at;
      if (lexer.word() !== 'stream') {
        lexer.at = after;
        return { value, stream: null };
      }
      return { value, stream: this.streamAt(lexer, value.get('Length')) };
    } catch {
      this.wasted += lexer.at - start;
      if (this.wasted > 2 * this.bytes.length + 65_536) throw damaged('is damaged in too many places');
      return null;
    }
  }

  private streamAt(lexer: PdfLexer, length: PdfValue | undefined): Uint8Array {
    const { source } = lexer;
    if (source[lexer.at] === '\r') lexer.at += 1;
    if (source[lexer.at] === '\n') lexer.at += 1;
    const start = lexer.at;
    const stated = typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? start + length : -1;
    const fits = stated >= 0 && /^[\0\t\n\f\r ]*endstream/.test(source.slice(stated, stated + 20));
    const end = fits ? stated : source.indexOf('endstream', start);
    lexer.at = end < 0 ? source.length : end;
    if (end < 0) throw damaged('is cut off');
    // Where the length is not stated in place, the line's end before the word belongs to the word.
    const stop = fits
      ? end
      : end - (source.slice(end - 2, end) === '\r\n' ? 2 : /[\r\n]/.test(source.charAt(end - 1)) ? 1 : 0);
    return this.bytes.subarray(start, stop);
  }

  /** Objects that are packed together into one stream (ISO 32000 §7.5.7). */
  private readPacked(dict: PdfDict, stream: Uint8Array): void {
    const [count, first] = [dict.get('N'), dict.get('First')];
    if (typeof count !== 'number' || typeof first !== 'number' || count > MOST_OBJECTS) return;
    const source = Buffer.from(this.unpack(dict, stream)).toString('latin1');
    const places = new PdfLexer(source, 0);
    for (let index = 0; index < count; index++) {
      const [number, offset] = [Number(places.word()), Number(places.word())];
      if (!Number.isSafeInteger(number) || !Number.isSafeInteger(offset) || this.objects.has(number)) continue;
      const held = this.heldAt(new PdfLexer(source, first + offset));
      if (held !== null && held.stream === null) this.keep(number, held);
    }
  }

  private keep(number: number, held: Held): void {
    this.objects.set(number, held);
    if (this.objects.size > MOST_OBJECTS) throw damaged('has more parts than are read');
  }

  private unpack(dict: PdfDict, stream: Uint8Array): Uint8Array {
    const known = this.unpacked.get(stream);
    if (known) return known;
    const filters = this.follow(dict.get('Filter'));
    const names = (Array.isArray(filters) ? filters : filters === null ? [] : [filters]).map((filter) =>
      this.follow(filter),
    );
    let bytes = stream;
    if (names.length > 3) throw damaged('packs a part more than three times');
    for (const filter of names) bytes = this.unpackOnce(filter instanceof PdfName ? filter.name : '', dict, bytes);
    this.unpacked.set(stream, bytes);
    return bytes;
  }

  private unpackOnce(filter: string, dict: PdfDict, bytes: Uint8Array): Uint8Array {
    const predictor = this.dict(dict.get('DecodeParms'))?.get('Predictor') ?? 1;
    if ((filter !== 'FlateDecode' && filter !== 'Fl') || predictor !== 1)
      throw damaged('packs its attachment in a way that is not read here');
    try {
      const unpacked = inflateSync(bytes, { maxOutputLength: Math.max(1, this.budget) });
      this.budget -= unpacked.length;
      return unpacked;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw damaged('unpacks to more than 20 MB');
      throw damaged('has a part that cannot be unpacked');
    }
  }
}

export function nameIn(dict: PdfDict, key: string): string | null {
  const value = dict.get(key);
  return value instanceof PdfName ? value.name : null;
}

/** A text string: UTF-16 or UTF-8 with its mark, else as good as Latin-1 (ISO 32000 §7.9.2.2). */
export function textOf(value: PdfValue): string | null {
  if (!(value instanceof PdfText)) return null;
  const bytes = Buffer.from(value.latin1, 'latin1');
  if (value.latin1.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (value.latin1.startsWith('\xef\xbb\xbf')) return bytes.subarray(3).toString('utf8');
  return value.latin1;
}
