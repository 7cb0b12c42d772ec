import { type Loose, listOf, wordsOf } from '../readers/values.js';
import type { XmlNode } from '../readers/xml.js';
import { attributeOf } from '../readers/xml-text.js';

/** Names of the XML profile where the JSON-LD one says otherwise. */
const ALIASES: Record<string, string> = {
  type: 'dcType',
  ISCEDFCode: 'thematicArea',
  EQFLevel: 'eqfLevel',
  NQFLevel: 'nqfLevel',
  contentUrl: 'contentURL',
};
/** Pictures, documents and notes to officials: heavy, and nothing of the course. */
const HEAVY = new Set([
  'bannerImage',
  'logo',
  'supplementaryDocument',
  'additionalNote',
  'contactPoint',
  'displayParameter',
]);

/** An XML element in the shape of the JSON-LD: `uri`, `id` and `idref` become `id`, `language=` a language map, repetition a list. */
export function modelOf(node: XmlNode): Loose {
  const model: Loose = {};
  const id = attributeOf(node, 'id') ?? attributeOf(node, 'idref') ?? attributeOf(node, 'uri');
  if (id) model.id = id;
  for (const child of node.children) {
    if (typeof child === 'string' || HEAVY.has(child.local)) continue;
    add(model, Object.hasOwn(ALIASES, child.local) ? (ALIASES[child.local] ?? '') : child.local, contentOf(child));
  }
  return model;
}

function contentOf(node: XmlNode): unknown {
  const words = node.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
  const language = attributeOf(node, 'language') ?? attributeOf(node, 'lang');
  if (language) return { [language]: words };
  const isPlain = node.children.every((child) => typeof child === 'string');
  const hasId = node.attributes.some(({ local }) => ['id', 'idref', 'uri'].includes(local));
  return isPlain && !hasId ? words : modelOf(node);
}

/** Two languages of one title make one map; anything else that comes twice makes a list. */
function add(model: Loose, key: string, value: unknown): void {
  const known = Object.hasOwn(model, key) ? model[key] : undefined;
  if (known === undefined)
    Object.defineProperty(model, key, { value, enumerable: true, writable: true, configurable: true });
  else if (isLanguageMap(known) && isLanguageMap(value) && !Object.keys(value).some((tag) => tag in known))
    Object.assign(known, value);
  else model[key] = [...listOf(known), value];
}

function isLanguageMap(value: unknown): value is Loose {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    keys.every(
      (key) => /^[a-z]{2,3}(-\w{2,8})?$/i.test(key) && key !== 'id' && wordsOf((value as Loose)[key]) !== undefined,
    )
  );
}
