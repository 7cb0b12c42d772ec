/** Extensions of 2.0 that are known here, each by the schema that 1EdTech publishes for it. */
import type { Json, JsonObject } from '../types.js';
import { isObject, isWebAddress, listOf } from './values.js';

type Extension = {
  type: RegExp;
  property: string /** The property as the context of the extension expands it. */;
  iri: string;
  is: (value: Json) => boolean;
  what: string;
};

const KNOWN: readonly Extension[] = [
  {
    type: /(^|[:/#])ExampleExtension$/,
    property: 'exampleProperty',
    iri: 'http://schema.org/text',
    is: (value) => typeof value === 'string',
    what: 'words',
  },
  {
    type: /(^|[:/#])ApplyLink$/,
    property: 'url',
    iri: 'https://w3id.org/openbadges/extensions#applyLink',
    is: isWebAddress,
    what: 'an address',
  },
];

export type ExtensionsFound = { faults: string[]; unknown: string[]; checked: number };

/** Looks at every extension of a document, those inside other extensions apart. */
export function extensionsOf(document: JsonObject): ExtensionsFound {
  const found: ExtensionsFound = { faults: [], unknown: [], checked: 0 };
  for (const [name, value] of Object.entries(document))
    for (const node of listOf(value))
      if (isObject(node) && listOf(node.type).includes('Extension')) judge(name, node, found);
  return found;
}

function judge(name: string, node: JsonObject, found: ExtensionsFound): void {
  for (const type of listOf(node.type)) {
    if (type === 'Extension' || typeof type !== 'string') continue;
    const known = KNOWN.find((extension) => extension.type.test(type));
    if (!known) {
      found.unknown.push(type);
      continue;
    }
    found.checked += 1;
    const value = node[known.property] ?? node[known.iri];
    if (value === undefined) found.faults.push(`The extension “${name}” lacks “${known.property}”.`);
    else if (!known.is(value))
      found.faults.push(`“${known.property}” of the extension “${name}” is not ${known.what}.`);
  }
}
