import { plainText, tidyLines } from '../../rules/text.js';
import type { XmlNode } from './xml.js';

const BLOCKS = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(' '),
);
const SILENT = new Set(['script', 'style']);

/** The words of an element: XHTML within it by its blocks, escaped HTML as if it were none; undefined when there are none. */
export function textOf(node: XmlNode | undefined): string | undefined {
  if (!node) return undefined;
  const parts: string[] = [];
  collect(node, parts);
  const text = parts.join('');
  return (/<[a-z/!][^<>]*>|&[a-z#]\w{1,8};/i.test(text) ? plainText(text) : tidyLines(text)) || undefined;
}

/** The same as one line. */
export function lineOfNode(node: XmlNode | undefined): string | undefined {
  return textOf(node)?.replace(/\s+/g, ' ').trim() || undefined;
}

/** Depth is bounded by the reader. */
function collect(node: XmlNode, parts: string[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') parts.push(child);
    else if (!SILENT.has(child.local)) {
      const isBlock = BLOCKS.has(child.local.toLowerCase());
      if (isBlock) parts.push('\n');
      collect(child, parts);
      if (isBlock) parts.push('\n');
    }
  }
}

/** Child elements of this local name, in any of the namespaces (all, where none is given). */
export function childrenOf(node: XmlNode, local: string, namespaces?: ReadonlySet<string>): XmlNode[] {
  return node.children.filter(
    (child): child is XmlNode =>
      typeof child !== 'string' && child.local === local && (!namespaces || namespaces.has(child.uri)),
  );
}

export function childOf(node: XmlNode, local: string, namespaces?: ReadonlySet<string>): XmlNode | undefined {
  return childrenOf(node, local, namespaces)[0];
}

/** An attribute by its local name, whatever its namespace; undefined when absent or blank. */
export function attributeOf(node: XmlNode, local: string): string | undefined {
  return node.attributes.find((attribute) => attribute.local === local)?.value.trim() || undefined;
}
