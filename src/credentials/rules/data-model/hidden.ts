/**
 * Ways to make two readers of one document see different things. A signature over linked data covers what the words mean, not where
 * they stand or how they are spelt: whoever reads the plain JSON must be sure that it says the same.
 */
import { type Fault, type Fields, isFields } from './words.js';

const fault = (message: string): Fault => ({ check: 'format', message });
const MOST_DEPTH = 100;
/** Keywords of JSON-LD with which values are written. Others wrap, reverse or move statements. */
const VALUE_KEYWORDS = new Set(['@context', '@value', '@language', '@direction', '@type', '@id']);

/** What would let a credential be read in two ways; nothing where it cannot. */
export function hiddenFaults(document: Fields): Fault[] {
  return [...new Map(walk(document, 1, '').map((one) => [one.message, one])).values()].slice(0, 5);
}

function walk(value: unknown, depth: number, at: string): Fault[] {
  if (depth > MOST_DEPTH) return [fault(`It is more than ${MOST_DEPTH} levels deep.`)];
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, depth + 1, at));
  if (!isFields(value))
    return value === null ? [fault(`${at || 'It'} is null, which a signature does not cover.`)] : [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '@context' ? contextFaults(inner, at) : [...keyFaults(key, value), ...walk(inner, depth + 1, key)],
  );
}

function keyFaults(key: string, holder: Fields): Fault[] {
  if (key.startsWith('@') && !VALUE_KEYWORDS.has(key))
    return [fault(`It uses ${key}, with which a credential can be hidden inside another.`)];
  // In a value object @type says the kind of value; elsewhere it is a second name for type.
  if ((key === '@type' || key === '@id') && !('@value' in holder))
    return [fault(`It writes ${key} in place of ${key.slice(1)}, so that readers may differ.`)];
  return SPELT_OUT.test(key)
    ? [fault(`It spells out a word of the standard (${key.slice(0, 80)}), so that readers may differ.`)]
    : [];
}

/** Words of the standards by their address, or by the prefixes of their published contexts. */
const SPELT_OUT = /^(cred|sec|https:\/\/www\.w3\.org\/(2018|ns)\/credentials|https:\/\/w3id\.org\/security)[:#/]/i;

/** A context that is taken away inside the document leaves what stands there without meaning, and so unsigned. */
function contextFaults(contexts: unknown, at: string): Fault[] {
  const list = Array.isArray(contexts) ? contexts : [contexts];
  return list.includes(null) ? [fault(`${at || 'It'} takes the contexts away (@context is null).`)] : [];
}

/** Words that decide what a credential is worth, by what they mean. */
const DECISIVE: Readonly<Record<string, string>> = {
  'https://www.w3.org/2018/credentials#issuer': 'issuer',
  'https://www.w3.org/2018/credentials#validFrom': 'validFrom',
  'https://www.w3.org/2018/credentials#validUntil': 'validUntil',
  'https://www.w3.org/2018/credentials#issuanceDate': 'issuanceDate',
  'https://www.w3.org/2018/credentials#expirationDate': 'expirationDate',
  'https://www.w3.org/2018/credentials#credentialStatus': 'credentialStatus',
  'https://www.w3.org/2018/credentials#credentialSubject': 'credentialSubject',
};

/** @param quads what the document says as statements. A decisive one that the JSON does not show under its own name is hidden. */
export function unseenFaults(document: Fields, quads: string): Fault[] {
  const said = new Map<string, number>();
  for (const [, predicate = ''] of quads.matchAll(/^\S+ <([^>]*)> /gm)) {
    const name = DECISIVE[predicate];
    if (name !== undefined) said.set(name, (said.get(name) ?? 0) + 1);
  }
  return [...said].flatMap(([name, times]) =>
    times > countOf(document, name) ? [fault(`It says ${name} in a way that is not seen in it.`)] : [],
  );
}

function countOf(value: unknown, name: string): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countOf(one, name), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (key === '@context') return sum;
    return sum + countOf(inner, name) + (key === name ? (Array.isArray(inner) ? inner.length : 1) : 0);
  }, 0);
}
