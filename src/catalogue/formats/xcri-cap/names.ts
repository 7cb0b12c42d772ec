import type { XmlNode } from '../readers/xml.js';
import { attributeOf, childOf, childrenOf, lineOfNode } from '../readers/xml-text.js';

/** Catalog 1.2 and 1.1. */
export const CATALOG = new Set(['http://xcri.org/profiles/1.2/catalog', 'http://xcri.org/profiles/catalog']);

/**
 * All namespaces of XCRI-CAP, with the spellings that generators use. No two of them use one name for different things in one
 * place, so an element is looked up by its local name in any of them: feeds put `start` and `url` in either.
 */
const KNOWN = new Set([
  ...CATALOG,
  'http://xcri.org/profiles/1.2/catalog/terms',
  'http://xcri.org/profiles/catalog/terms',
  'http://purl.org/net/mlo',
  'http://purl.org/net/cm',
  'http://purl.org/dc/elements/1.1/',
  'http://purl.org/dc/terms/',
  'http://www.w3.org/2003/01/geo/wgs84_pos',
  'http://www.w3.org/2003/01/geo/wgs84_pos#',
  'http://xcri.co.uk',
]);

export const child = (node: XmlNode, local: string): XmlNode | undefined => childOf(node, local, KNOWN);
export const children = (node: XmlNode, local: string): XmlNode[] => childrenOf(node, local, KNOWN);
/** The words of a child on one line. */
export const line = (node: XmlNode, local: string): string | undefined => lineOfNode(child(node, local));

/** Local name of the element's `xsi:type` ("xcri:JACS3" → "JACS3"); undefined where it has none. */
export function typeOf(node: XmlNode): string | undefined {
  const type = node.attributes.find(
    ({ uri, local }) => local === 'type' && uri === 'http://www.w3.org/2001/XMLSchema-instance',
  );
  return type?.value.trim().split(':').at(-1) || undefined;
}

/** `recstatus` 3 marks what a delta feed deletes. */
export const isDeleted = (node: XmlNode): boolean => attributeOf(node, 'recstatus') === '3';
