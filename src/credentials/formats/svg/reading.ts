/** An SVG read as XML, from the first tag to the last. Nothing in it is run, fetched or expanded. */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { FormatError } from '../format-error.js';

export const SVG = 'http://www.w3.org/2000/svg';
const MOST_DEPTH = 200;
const MOST_ELEMENTS = 200_000;

export type SvgElement = {
  uri: string;
  local: string;
  depth: number;
  attributes: readonly SaxesAttributeNS[];
  /** The prefixes that stand for addresses here. */
  prefixes: Readonly<Record<string, string>>;
  /** From its first bracket to behind its opening tag. */
  start: number;
  opened: number;
  empty: boolean;
};
export type SvgReader = {
  open?(element: SvgElement): void;
  /** `end`: behind the closing tag. */
  close?(depth: number, end: number): void;
  /** `kind` tells a section that was marked as plain words from words between tags. */
  words?(text: string, kind: 'text' | 'cdata', depth: number): void;
};

/** @throws FormatError where it is not well-formed, declares entities, is nested too deep, or is no SVG. */
export function readSvg(svg: string, reader: SvgReader): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  let elements = 0;
  parser.on('doctype', (doctype) => {
    if (doctype.includes('<!ENTITY'))
      throw new FormatError(
        'The SVG declares entities, which can be used to hide or to swell what is in it.',
        'Ask the issuer for an SVG without them.',
      );
  });
  parser.on('error', (error) => {
    throw new FormatError(
      `The SVG is not well-formed: ${error.message.slice(0, 200)}.`,
      'Download it again, or ask the issuer for another copy.',
    );
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    if (depth > MOST_DEPTH || elements > MOST_ELEMENTS)
      throw new FormatError(
        `The SVG is nested too deep or has too many parts (at character ${parser.position}).`,
        'Ask the issuer for a simpler picture.',
      );
    if (depth === 1 && (tag.uri !== SVG || tag.local !== 'svg'))
      throw new FormatError('The file is XML, but no SVG.', 'Give the badge picture as it was given to you.');
    reader.open?.(elementOf(tag, depth, svg, parser.position));
  });
  parser.on('text', (text) => reader.words?.(text, 'text', depth));
  parser.on('cdata', (text) => reader.words?.(text, 'cdata', depth));
  parser.on('closetag', () => {
    reader.close?.(depth, parser.position);
    depth -= 1;
  });
  parser.write(svg).close();
}

function elementOf(tag: SaxesTagNS, depth: number, svg: string, opened: number): SvgElement {
  return {
    uri: tag.uri,
    local: tag.local,
    depth,
    attributes: Object.values(tag.attributes),
    prefixes: tag.ns,
    // A value cannot hold a bracket in well-formed XML.
    start: svg.lastIndexOf('<', opened - 1),
    opened,
    empty: tag.isSelfClosing,
  };
}
