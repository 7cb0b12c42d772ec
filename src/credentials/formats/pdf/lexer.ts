/** The words of PDF (ISO 32000 §7.2, §7.3): one value at a time from a place in the bytes. */
import { FormatError } from '../format-error.js';

export class PdfRef {
  constructor(readonly number: number) {}
}
export class PdfName {
  constructor(readonly name: string) {}
}
/** Bytes of a string as Latin-1; `textOf` reads them as words. */
export class PdfText {
  constructor(readonly latin1: string) {}
}
export type PdfDict = Map<string, PdfValue>;
export type PdfValue = null | boolean | number | PdfRef | PdfName | PdfText | PdfValue[] | PdfDict;

const MOST_DEPTH = 60;
const SPACE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]/;

export function damaged(what: string): FormatError {
  return new FormatError(
    `The PDF ${what}.`,
    'Download it again. Printing it to a new PDF, or saving it from a viewer, may lose what is inside.',
  );
}

/** Reads values of `source` (Latin-1, a character a byte) from `at` on. */
export class PdfLexer {
  constructor(
    readonly source: string,
    public at: number,
  ) {}

  /** @throws FormatError where there is no value here, or it is nested too deep. */
  value(depth = 0): PdfValue {
    if (depth > MOST_DEPTH) throw damaged('is nested too deep');
    this.space();
    const { source } = this;
    const sign = source[this.at];
    if (sign === undefined) throw damaged('ends in the middle of a value');
    if (sign === '/') return this.name();
    if (sign === '(') return this.text();
    if (sign === '[') return this.array(depth);
    if (sign === '<') return source[this.at + 1] === '<' ? this.dict(depth) : this.hex();
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw damaged(`cannot be read at byte ${this.at}`);
    return this.refOr(word);
  }

  /** The next word of plain characters; empty where none stands here. */
  word(): string {
    this.space();
    const start = this.at;
    while (this.at < this.source.length && REGULAR.test(this.source.charAt(this.at))) this.at += 1;
    return this.source.slice(start, this.at);
  }

  space(): void {
    for (;;) {
      while (this.at < this.source.length && SPACE.test(this.source.charAt(this.at))) this.at += 1;
      if (this.source[this.at] !== '%') return;
      while (this.at < this.source.length && !/[\r\n]/.test(this.source.charAt(this.at))) this.at += 1;
    }
  }

  /** `12 0 R` is a reference; `12` alone a number. */
  private refOr(word: string): PdfValue {
    if (/^\d{1,9}$/.test(word)) {
      const match = /^[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(
        this.source.slice(this.at, this.at + 20),
      );
      if (match) {
        this.at += match[0].length;
        return new PdfRef(Number(word));
      }
    }
    return Number(word);
  }

  private name(): PdfName {
    this.at += 1;
    const start = this.at;
    while (this.at < this.source.length && REGULAR.test(this.source.charAt(this.at))) this.at += 1;
    const written = this.source.slice(start, this.at);
    return new PdfName(
      written.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    );
  }

  private array(depth: number): PdfValue[] {
    this.at += 1;
    const values: PdfValue[] = [];
    for (;;) {
      this.space();
      if (this.source[this.at] === ']') break;
      values.push(this.value(depth + 1));
    }
    this.at += 1;
    return values;
  }

  private dict(depth: number): PdfDict {
    this.at += 2;
    const values: PdfDict = new Map();
    for (;;) {
      this.space();
      if (this.source.startsWith('>>', this.at)) break;
      if (this.source[this.at] !== '/') throw damaged(`cannot be read at byte ${this.at}`);
      const { name } = this.name();
      values.set(name, this.value(depth + 1));
    }
    this.at += 2;
    return values;
  }

  private hex(): PdfText {
    const end = this.source.indexOf('>', this.at);
    const digits = this.source.slice(this.at + 1, end).replace(/[^0-9a-fA-F]/g, '');
    this.at = end < 0 ? this.source.length : end + 1;
    if (end < 0) throw damaged('ends in the middle of a value');
    return new PdfText(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1'));
  }

  private text(): PdfText {
    let depth = 0;
    let out = '';
    for (;;) {
      const sign = this.source[this.at];
      if (sign === undefined) throw damaged('ends in the middle of a value');
      this.at += 1;
      if (sign === '\\') {
        out += this.escaped();
        continue;
      }
      if (sign === '(') depth += 1;
      if (sign === ')') depth -= 1;
      if (depth === 0) return new PdfText(out);
      if (sign !== '(' || depth > 1) out += sign;
    }
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at, this.at + 3))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    }
    const sign = this.source[this.at] ?? '';
    this.at += 1;
    if (sign === '\r' && this.source[this.at] === '\n') this.at += 1;
    const known: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' };
    return Object.hasOwn(known, sign) ? (known[sign] ?? '') : sign;
  }
}
