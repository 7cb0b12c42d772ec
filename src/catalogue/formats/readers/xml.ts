import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Ampersands } from './ampersands.js';
import { decodeText } from './decode.js';

export type XmlAttribute = { uri: string; local: string; value: string };
/** An element with its namespace; text stands among its children in order. */
export type XmlNode = { uri: string; local: string; attributes: XmlAttribute[]; children: (XmlNode | string)[] };

export type XmlUnit =
  /** An element that is walked into: its children come as units. */
  | { type: 'open'; at: string; node: XmlNode }
  | { type: 'element'; at: string; node: XmlNode }
  | { type: 'close'; at: string; node: XmlNode }
  /** `incomplete`: the file broke off here, or is not read further. */
  | { type: 'refused'; at: string; reason: string; incomplete?: true }
  | { type: 'note'; at: string; message: string };

export type XmlLimits = {
  /** true: walk into this element and hand on its children one by one. `path` holds the local names above it. */
  walkInto: (node: XmlNode, path: readonly string[]) => boolean;
  /** An element that can never stand within itself: where one is broken, the next start of it begins afresh. */
  restartAt?: (node: XmlNode) => boolean;
  /** Longest element in characters. Default 10 million. */
  maxLength?: number;
  /** Deepest nesting within an element. Default 100. */
  maxDepth?: number;
};

/** A tag or text longer than this ends the reading. In characters. */
const MAX_PIECE = 64_000_000;
/** Elements open at once, in all. */
const MAX_OPEN = 500;

/**
 * Reads XML of any size by namespace. No document type is read and no entity but the five of XML is known, so that nothing outside
 * the file and nothing that grows can come in. A broken, too long or too deep element is refused, and the next one is read.
 * Never throws on any input.
 */
export async function* readXml(input: AsyncIterable<Uint8Array>, limits: XmlLimits): AsyncGenerator<XmlUnit> {
  const { pieces, notes } = decodeText(input);
  const splitter = new XmlSplitter(limits);
  for await (const piece of pieces) {
    yield* splitter.push(piece);
    if (splitter.stopped) break;
  }
  yield* splitter.end();
  for (const message of notes) yield { type: 'note', at: '/', message };
}

type Level = { node: XmlNode; tag: SaxesTagNS; counts: Map<string, number>; at: string };

class XmlSplitter {
  stopped = false;
  private readonly limits: XmlLimits;
  private readonly maxLength: number;
  private readonly maxDepth: number;
  private readonly parser: SaxesParser<{ xmlns: true }>;
  private readonly ampersands = new Ampersands();
  private out: XmlUnit[] = [];
  /** Elements walked into. */
  private readonly levels: Level[] = [];
  /** The element being collected: its own chain of open elements, the unit first. */
  private unit: { root: XmlNode; chain: { node: XmlNode; tag: SaxesTagNS }[]; at: string; length: number } | null =
    null;
  private fault: string | null = null;
  /** What is wrong with the start tag that is being read; its element does not exist yet. */
  private tagFault: string | null = null;
  private inTag = false;
  private open = 0;
  private silent = 0;
  private seenRoot = false;
  private rootClosed = false;
  private readonly told = new Set<string>();

  constructor(limits: XmlLimits) {
    this.limits = limits;
    this.maxLength = limits.maxLength ?? 10_000_000;
    this.maxDepth = limits.maxDepth ?? 100;
    this.parser = new SaxesParser({ xmlns: true });
    keepOpen(this.parser, (reason) => this.failed(reason));
    this.parser.on('opentagstart', () => {
      this.inTag = true;
      this.tagFault = null;
    });
    this.parser.on('opentag', (tag) => this.opened(tag));
    this.parser.on('closetag', (tag) => this.closed(tag));
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
    this.parser.on('error', (error) => this.failed(error.message));
    this.parser.on('doctype', () => {
      this.silent = 0;
      this.note('the document type it declares is not read, nor any entity of it');
    });
  }

  push(text: string): XmlUnit[] {
    this.silent += text.length;
    this.guard(() => this.parser.write(this.ampersands.mend(text)));
    if (this.silent > MAX_PIECE) this.stop(`a text or tag longer than ${MAX_PIECE.toLocaleString('en-GB')} characters`);
    return this.take();
  }

  end(): XmlUnit[] {
    if (!this.stopped) this.guard(() => this.parser.write(this.ampersands.mend('', true)));
    if (this.ampersands.found) this.note('ampersands that should be written &amp; were read as what they are');
    const complete = this.rootClosed;
    const at = this.unit?.at ?? this.levels.at(-1)?.at ?? '/';
    const broken = this.unit !== null || this.levels.length > 0;
    this.unit = null;
    this.levels.length = 0;
    if (!this.stopped) {
      this.stopped = true;
      if (broken) this.breakOff(at, 'the file ends in the middle of this; what comes after it is missing');
      else if (!complete)
        this.breakOff('/', this.seenRoot ? 'the file ends too early' : 'there is no XML element in it');
    }
    return this.take();
  }

  private take(): XmlUnit[] {
    const out = this.out;
    this.out = [];
    return out;
  }

  /** The parser reports errors and goes on; should it throw all the same, reading ends with a sentence. */
  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!this.stopped) this.stop(`it cannot be read on: ${(error as Error).message.slice(0, 150)}`);
    }
  }

  private opened(tag: SaxesTagNS): void {
    this.silent = 0;
    this.inTag = false;
    if (this.stopped) return;
    this.seenRoot = true;
    this.open += 1;
    if (this.open > MAX_OPEN) {
      this.stop(`more than ${MAX_OPEN} elements are open within one another`);
      // The parser looks for namespaces through all that is open: reading the rest of the piece could take minutes.
      throw new Error('stopped');
    }
    const node = nodeOf(tag);
    if (this.unit && this.fault && this.limits.restartAt?.(node)) this.dropUnit();
    if (this.unit) this.openWithin(node, tag);
    else this.openBetween(node, tag);
  }

  private openBetween(node: XmlNode, tag: SaxesTagNS): void {
    const at = this.place(node);
    if (
      this.limits.walkInto(
        node,
        this.levels.map((level) => level.node.local),
      )
    ) {
      if (this.tagFault) this.tellFault(this.tagFault);
      this.levels.push({ node, tag, counts: new Map(), at });
      this.out.push({ type: 'open', at, node });
      return;
    }
    this.fault = this.tagFault;
    this.unit = { root: node, chain: [{ node, tag }], at, length: 0 };
  }

  private place(node: XmlNode): string {
    const above = this.levels.at(-1);
    if (!above) return `/${node.local}`;
    const count = (above.counts.get(node.local) ?? 0) + 1;
    above.counts.set(node.local, count);
    return `${above.at}/${node.local}[${count}]`;
  }

  private openWithin(node: XmlNode, tag: SaxesTagNS): void {
    const unit = this.unit!;
    if (unit.chain.length >= this.maxDepth) this.fault ??= `it is nested deeper than ${this.maxDepth} levels`;
    this.grow(node.local.length + node.attributes.reduce((sum, attribute) => sum + attribute.value.length, 0));
    if (!this.fault) unit.chain.at(-1)!.node.children.push(node);
    // Broken or too deep: only identity matters from here on.
    unit.chain.push({ node, tag });
  }

  private grow(length: number): void {
    const unit = this.unit!;
    unit.length += length;
    if (unit.length > this.maxLength && !this.fault) {
      this.fault = `it is longer than ${this.maxLength.toLocaleString('en-GB')} characters`;
      unit.root.children = [];
    }
  }

  private text(text: string): void {
    this.silent = 0;
    if (!this.unit || this.stopped) return;
    this.grow(text.length);
    if (!this.fault) this.unit.chain.at(-1)!.node.children.push(text);
  }

  private closed(tag: SaxesTagNS): void {
    this.silent = 0;
    // The start that was made for a stray end tag.
    if (tag.attributes === undefined) return;
    this.open -= 1;
    if (this.stopped) return;
    if (this.unit) this.closeWithin(tag);
    else if (this.levels.at(-1)?.tag === tag) {
      const level = this.levels.pop()!;
      this.out.push({ type: 'close', at: level.at, node: level.node });
      if (this.levels.length === 0) this.rootClosed = true;
    }
  }

  private closeWithin(tag: SaxesTagNS): void {
    const unit = this.unit!;
    if (unit.chain.at(-1)!.tag !== tag) return;
    unit.chain.pop();
    if (unit.chain.length > 0) return;
    this.unit = null;
    if (this.levels.length === 0) this.rootClosed = true;
    if (this.fault) this.refuse(unit.at, this.fault);
    else this.out.push({ type: 'element', at: unit.at, node: unit.root });
  }

  private dropUnit(): void {
    this.refuse(this.unit!.at, this.fault!);
    this.unit = null;
    this.fault = null;
  }

  private failed(message: string): void {
    const reason = message.replace(/^\d+:\d+: /, '').slice(0, 200);
    const fault = `it is not well-formed XML: ${reason}`;
    if (/unbound namespace prefix/.test(reason)) this.note(reason);
    else if (this.inTag && !this.unit) this.tagFault ??= fault;
    else if (this.unit) this.fault ??= fault;
    else if (!this.stopped && !/^(unclosed tag|document must contain a root)/.test(reason)) this.tellFault(reason);
  }

  private tellFault(reason: string): void {
    if (this.told.has(reason) || this.told.size > 20) return;
    this.told.add(reason);
    this.refuse(this.levels.at(-1)?.at ?? '/', `not well-formed XML: ${reason}`);
  }

  private stop(reason: string): void {
    if (this.stopped) return;
    this.breakOff(this.unit?.at ?? this.levels.at(-1)?.at ?? '/', `${reason}; the file is not read further`);
    this.stopped = true;
    this.unit = null;
  }

  private note(message: string): void {
    if (this.told.has(message) || this.told.size > 20) return;
    this.told.add(message);
    this.out.push({ type: 'note', at: this.levels.at(-1)?.at ?? '/', message });
  }

  private breakOff(at: string, reason: string): void {
    this.out.push({ type: 'refused', at, reason, incomplete: true });
  }

  private refuse(at: string, reason: string): void {
    this.out.push({ type: 'refused', at, reason });
  }
}

/**
 * At an end tag without a start, saxes 6 closes everything that is open, and the rest of the file is lost. Here such a tag is told
 * and passed over: it meets a start of its own, made for it.
 */
function keepOpen(parser: SaxesParser<{ xmlns: true }>, tell: (reason: string) => void): void {
  const inner = parser as unknown as {
    name: string;
    tags: { name: string; ns: unknown }[];
    topNS: unknown;
    closeTag(): void;
  };
  const closeTag = inner.closeTag.bind(inner);
  inner.closeTag = () => {
    const { name, tags } = inner;
    if (name !== '' && tags.length > 0 && !tags.some((tag) => tag.name === name)) {
      tell(`unmatched closing tag: ${name}.`);
      tags.push({ name, ns: inner.topNS });
    }
    closeTag();
  };
}

function nodeOf(tag: SaxesTagNS): XmlNode {
  const attributes = Object.values(tag.attributes)
    .filter((attribute) => attribute.uri !== 'http://www.w3.org/2000/xmlns/')
    .map(({ uri, local, value }) => ({ uri, local, value }));
  return { uri: tag.uri, local: tag.local, attributes, children: [] };
}
