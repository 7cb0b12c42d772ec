import { decodeText } from './decode.js';

/** What was found in a JSON text. `key` is the member whose array was streamed; null for an array at the root. */
export type JsonUnit =
  | { type: 'value'; at: string; key: string | null; value: unknown; length: number }
  /** The members of a root object that were not streamed. Comes when the object ends. */
  | { type: 'root'; at: string; value: Record<string, unknown> }
  /** `incomplete`: the text broke off here, or what follows cannot be told apart. */
  | { type: 'refused'; at: string; reason: string; incomplete?: true }
  | { type: 'note'; at: string; message: string };

export type JsonLimits = {
  /** Members of a root object whose array is handed on item by item. */
  stream?: readonly string[];
  /** Longest item (or root member) in characters. Default 10 million. */
  maxLength?: number;
  /** Deepest nesting within an item. Default 100. */
  maxDepth?: number;
};

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const MAX_KEY = 1000;
/** Together, the members of a root object may hold this many times the longest item. */
const ROOT_ITEMS = 4;

/**
 * Reads JSON of any size: items of a root array, or of the arrays named in `stream`, one at a time; everything else of a root
 * object together at its end. An item that is broken, too long or too deep is refused and the next one is read. Several documents
 * one after another (JSON lines) are read too. Trailing commas and a byte order mark are borne. Never throws on any input.
 */
export async function* readJson(input: AsyncIterable<Uint8Array>, limits: JsonLimits = {}): AsyncGenerator<JsonUnit> {
  const { pieces, notes } = decodeText(input);
  const splitter = new JsonSplitter(limits);
  for await (const piece of pieces) yield* splitter.push(piece);
  yield* splitter.end();
  for (const message of notes) yield { type: 'note', at: '$', message };
}

/** The same for a text at hand. */
export function splitJson(text: string, limits: JsonLimits = {}): JsonUnit[] {
  const splitter = new JsonSplitter(limits);
  return [...splitter.push(text), ...splitter.end()];
}

type Place = 'root' | 'object' | 'array' | 'colon' | 'member';

/** Cuts a JSON text into units by its brackets and quotes alone; each unit is then parsed by the engine's own JSON. */
class JsonSplitter {
  private readonly stream: ReadonlySet<string>;
  private readonly maxLength: number;
  private readonly maxDepth: number;
  private out: JsonUnit[] = [];
  private place: Place = 'root';
  private rootIsArray = false;
  private roots = 0;
  private members: Record<string, unknown> = Object.create(null);
  private membersLength = 0;
  private key: string | null = null;
  private index = 0;
  private strayReported = false;
  private commasReported = false;
  // The unit being collected.
  private unit: 'none' | 'nested' | 'string' | 'literal' | 'key' = 'none';
  private parts: string[] = [];
  private length = 0;
  private depth = 0;
  private closers: number[] = [];
  private inString = false;
  private escaped = false;
  private fault: string | null = null;

  constructor(limits: JsonLimits) {
    this.stream = new Set(limits.stream ?? []);
    this.maxLength = limits.maxLength ?? 10_000_000;
    this.maxDepth = limits.maxDepth ?? 100;
  }

  push(text: string): JsonUnit[] {
    let position = 0;
    while (position < text.length) {
      position = this.unit === 'none' ? this.between(text, position) : this.within(text, position);
    }
    return this.take();
  }

  end(): JsonUnit[] {
    if (this.unit === 'literal') this.finish();
    const complete = this.unit === 'none' && this.place === 'root';
    if (!complete) {
      this.breakOff('the file ends in the middle of this; what comes after it is missing');
    } else if (this.roots === 0 && !this.strayReported) {
      this.breakOff('the file is empty');
    }
    return this.take();
  }

  private take(): JsonUnit[] {
    const out = this.out;
    this.out = [];
    return out;
  }

  /** One character outside any unit. */
  private between(text: string, position: number): number {
    const code = text.charCodeAt(position);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xfeff) return position + 1;
    if (code === COMMA && this.place !== 'root') {
      if (this.place === 'array') this.index += 1;
      else this.place = 'object';
      return position + 1;
    }
    if (this.place === 'root') return this.atRoot(code, position);
    if (this.place === 'array') return this.inArray(code, position);
    if (this.place === 'object') return this.inObject(code, position);
    if (this.place === 'colon') return this.afterKey(code, position);
    return this.startMember(code, position);
  }

  private atRoot(code: number, position: number): number {
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      this.roots += 1;
      this.rootIsArray = code === OPEN_ARRAY;
      this.place = this.rootIsArray ? 'array' : 'object';
      this.key = null;
      this.index = 0;
      this.members = Object.create(null);
      this.membersLength = 0;
      return position + 1;
    }
    return this.stray(position);
  }

  private inArray(code: number, position: number): number {
    if (code === CLOSE_ARRAY) {
      this.place = this.rootIsArray ? 'root' : 'object';
      if (!this.rootIsArray) this.key = null;
      return position + 1;
    }
    if (code === CLOSE_OBJECT || code === COLON) return this.stray(position);
    return this.startUnit(code, position);
  }

  private inObject(code: number, position: number): number {
    if (code === CLOSE_OBJECT) {
      this.out.push({ type: 'root', at: this.rootName(), value: this.members });
      this.place = 'root';
      this.key = null;
      return position + 1;
    }
    if (code !== QUOTE) return this.stray(position);
    this.begin('key');
    return position;
  }

  private afterKey(code: number, position: number): number {
    if (code !== COLON) return this.stray(position);
    this.place = 'member';
    return position + 1;
  }

  private startMember(code: number, position: number): number {
    if (code === CLOSE_OBJECT) {
      this.place = 'object';
      return position;
    }
    if (code === OPEN_ARRAY && this.key !== null && this.stream.has(this.key)) {
      this.place = 'array';
      this.index = 0;
      return position + 1;
    }
    if (code === CLOSE_ARRAY || code === COLON) return this.stray(position);
    return this.startUnit(code, position);
  }

  private startUnit(code: number, position: number): number {
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) this.begin('nested');
    else this.begin(code === QUOTE ? 'string' : 'literal');
    return position;
  }

  private begin(unit: 'nested' | 'string' | 'literal' | 'key'): void {
    this.unit = unit;
    this.parts = [];
    this.length = 0;
    this.depth = 0;
    this.closers = [];
    this.inString = false;
    this.escaped = false;
    this.fault = null;
  }

  /** Reads on until the unit or the text ends. */
  private within(text: string, start: number): number {
    const stop = this.unit === 'literal' ? this.endOfLiteral(text, start) : this.endOfUnit(text, start);
    const end = stop === -1 ? text.length : stop;
    this.keep(text, start, end);
    if (stop !== -1) this.finish();
    return end;
  }

  private endOfLiteral(text: string, start: number): number {
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code <= 32 || code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT)
        return at === start ? at + 1 : at;
    }
    return -1;
  }

  private endOfUnit(text: string, start: number): number {
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) {
          this.inString = false;
          if (this.depth === 0) return at + 1;
        }
      } else if (code === QUOTE) this.inString = true;
      else if (code === OPEN_OBJECT || code === OPEN_ARRAY) this.open(code);
      else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && this.close(code)) return at + 1;
    }
    return -1;
  }

  private open(code: number): void {
    if (this.depth >= this.maxDepth) this.fault ??= `it is nested deeper than ${this.maxDepth} levels`;
    else this.closers[this.depth] = code + 2;
    this.depth += 1;
  }

  /** true: the unit ends here. A closer that skips others ends them too; one that fits nothing is passed over. */
  private close(code: number): boolean {
    if (this.depth > this.maxDepth) {
      this.depth -= 1;
      return false;
    }
    const fits = this.closers.lastIndexOf(code, this.depth - 1);
    if (fits !== this.depth - 1) this.fault ??= 'its brackets do not match';
    if (fits !== -1) this.depth = fits;
    return this.depth === 0;
  }

  private keep(text: string, start: number, end: number): void {
    this.length += end - start;
    const limit = this.unit === 'key' ? MAX_KEY : this.maxLength;
    if (this.length > limit) {
      this.fault ??= `it is longer than ${limit.toLocaleString('en-GB')} characters`;
      this.parts = [];
    } else if (!this.fault) this.parts.push(text.slice(start, end));
  }

  private finish(): void {
    const unit = this.unit;
    const value = this.fault ? undefined : this.parse(this.parts.length === 1 ? this.parts[0]! : this.parts.join(''));
    this.unit = 'none';
    this.parts = [];
    if (unit === 'key') {
      this.key = typeof value === 'string' ? value : '';
      this.place = 'colon';
    } else if (this.fault) this.refuse(this.at(), this.fault);
    else if (this.place === 'array')
      this.out.push({ type: 'value', at: this.at(), key: this.key, value, length: this.length });
    else this.keepMember(value);
    if (unit !== 'key' && this.place === 'member') this.place = 'object';
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      const repaired = withoutTrailingCommas(text);
      if (repaired !== text) {
        try {
          const value: unknown = JSON.parse(repaired);
          if (!this.commasReported) {
            this.out.push({ type: 'note', at: this.at(), message: 'commas before a closing bracket were passed over' });
            this.commasReported = true;
          }
          return value;
        } catch {
          // The first error is the better one to tell.
        }
      }
      this.fault = `it is not valid JSON: ${(error as Error).message.slice(0, 150)}`;
      return undefined;
    }
  }

  private keepMember(value: unknown): void {
    this.membersLength += this.length;
    if (this.membersLength > this.maxLength * ROOT_ITEMS) {
      this.refuse(this.at(), 'the document holds too much outside of its lists');
    } else if (this.key !== null) this.members[this.key] = value;
  }

  private stray(position: number): number {
    if (!this.strayReported) {
      this.strayReported = true;
      this.breakOff('text that is no JSON stands here; it was passed over');
    }
    return position + 1;
  }

  private refuse(at: string, reason: string): void {
    this.out.push({ type: 'refused', at, reason });
  }

  private breakOff(reason: string): void {
    this.out.push({ type: 'refused', at: this.at(), reason, incomplete: true });
  }

  private at(): string {
    const member = this.key === null ? '' : `.${this.key.slice(0, 100)}`;
    return `${this.rootName()}${member}${this.place === 'array' ? `[${this.index}]` : ''}`;
  }

  private rootName(): string {
    return this.roots > 1 ? `$${this.roots}` : '$';
  }
}

/** Drops commas that stand before a closing bracket, outside strings. By hand: an expression could run out of stack on 10 MB. */
function withoutTrailingCommas(text: string): string {
  const kept: string[] = [];
  let start = 0;
  let comma = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      comma = -1;
      for (at += 1; at < text.length && text.charCodeAt(at) !== QUOTE; at++) {
        if (text.charCodeAt(at) === BACKSLASH) at += 1;
      }
    } else if (code === COMMA) comma = at;
    else if ((code === CLOSE_ARRAY || code === CLOSE_OBJECT) && comma !== -1) {
      kept.push(text.slice(start, comma));
      start = comma + 1;
      comma = -1;
    } else if (code > 32) comma = -1;
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(start);
}
