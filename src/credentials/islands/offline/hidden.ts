/** What a signature over linked data covers is meaning: here is seen to it that the JSON, which this page reads, shows all of it. */
import { type Doc, isDoc, type Json } from './files.js';

/** Within a value they say its language, direction and kind; elsewhere they move, rename or hide. */
const OF_VALUES = ['@value', '@language', '@direction', '@type'];

/**
 * Stricter than the site, which can tell harmless words of an issuer's own from harmful ones: contexts by their address, or the one that
 * every credential of ours brings. Empty: nothing is hidden.
 * @param ours that context, as canonical JSON; `write`: canonical JSON of a value.
 */
export function hiddenIn(value: Json, ours: string, write: (value: Json) => string): string {
  if (Array.isArray(value)) return firstOf(value, (one) => hiddenIn(one, ours, write));
  if (value === null) return 'It holds an empty value (null), which no signature covers.';
  if (!isDoc(value)) return '';
  return firstOf(Object.keys(value), (name) => {
    const inner = value[name] ?? null;
    if (name === '@context') return isPlainContext(inner, ours, write) ? '' : OWN_WORDS;
    if (isTelling(name, value)) return hiddenIn(inner, ours, write);
    return `It writes “${name.slice(0, 80)}”, by which something can be hidden from whoever reads it.`;
  });
}

const OWN_WORDS =
  'It brings meanings of words of its own, by which something can be hidden. Check it on the site instead.';

function isTelling(name: string, holder: Doc): boolean {
  return name.startsWith('@') ? '@value' in holder && OF_VALUES.includes(name) : !name.includes(':');
}

function isPlainContext(contexts: Json, ours: string, write: (value: Json) => string): boolean {
  const list = Array.isArray(contexts) ? contexts : [contexts];
  return list.every((one) => typeof one === 'string' || (isDoc(one) && write(one) === ours));
}

function firstOf<T>(things: readonly T[], judge: (thing: T) => string): string {
  for (const thing of things) {
    const said = judge(thing);
    if (said !== '') return said;
  }
  return '';
}
