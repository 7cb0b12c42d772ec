/** Looking into CTDL: prefixed names, language maps, and terms written as alignment objects. */
import { canonicalUrl } from '../../rules/urls.js';
import { type Loose, lineOf, listOf, objectOf, proseOf, unique, wordsOf } from '../readers/values.js';

export type Index = ReadonlyMap<string, Loose>;

const PREFIXES = ['ceterms:', 'https://purl.org/ctdl/terms/', 'http://purl.org/ctdl/terms/', 'schema:', 'ceasn:', ''];

/** The value of a property; some published samples carry a blank at the end of a name. */
export function get(node: Loose, property: string): unknown {
  for (const prefix of PREFIXES) {
    const value = node[`${prefix}${property}`] ?? node[`${prefix}${property} `];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export function typesOf(node: Loose): string[] {
  const types = listOf(node['@type']).flatMap((type) => wordsOf(type) ?? []);
  return types.map((type) => type.replace(/^(ceterms:|https?:\/\/purl\.org\/ctdl\/terms\/)/, ''));
}

/** More things than this are under no property of a course: a list that is longer was made to hold a reader up. */
const MOST = 2000;

/** Its objects, references followed. A reference to a thing outside the document gives nothing. */
export function nodesOf(node: Loose, property: string, index: Index): Loose[] {
  return listOf(get(node, property))
    .slice(0, MOST)
    .flatMap((value) => {
      const object = objectOf(value);
      const id = object ? wordsOf(object['@id']) : wordsOf(value);
      const target = id && (!object || Object.keys(object).length === 1) ? index.get(id) : undefined;
      const node = target ?? object;
      return node ? [node] : [];
    });
}

/** Words of a language map with their language: English first where there is a choice. */
function localised(value: unknown): { words: unknown; language?: string } {
  const map = objectOf(value);
  if (!map) return { words: value };
  if (map['@value'] !== undefined) return { words: map['@value'], language: wordsOf(map['@language']) };
  const languages = Object.keys(map);
  const language = languages.find((tag) => /^en\b/i.test(tag)) ?? languages[0];
  return language === undefined ? { words: undefined } : { words: map[language], language };
}

export const languageOfText = (node: Loose, property: string): string | undefined =>
  localised(get(node, property)).language;
export const line = (node: Loose, property: string): string | undefined =>
  lineOf(listOf(localised(get(node, property)).words)[0]);
export const prose = (node: Loose, property: string): string | undefined =>
  proseOf(listOf(localised(get(node, property)).words)[0]);

/** All words of a property: lists, maps of lists. */
export function lines(node: Loose, property: string): string[] {
  const values = listOf(get(node, property)).flatMap((value) => listOf(localised(value).words));
  return unique(values.flatMap((value) => lineOf(value) ?? []));
}

/** A term of a vocabulary: its name, its node without prefix ("OnlineOnly"), its code. */
export type Term = { name?: string; node?: string; code?: string; framework?: string; address?: string };

export function termsOf(node: Loose, property: string): Term[] {
  return listOf(get(node, property)).map((value) => {
    const term = objectOf(value);
    if (!term)
      return {
        node: wordsOf(value)?.split(/[:/#]/).at(-1),
        name: wordsOf(value)?.includes(':') ? undefined : wordsOf(value),
      };
    const target = wordsOf(get(term, 'targetNode'));
    return {
      name: line(term, 'targetNodeName') ?? line(term, 'name'),
      node: target?.split(/[:/#]/).at(-1),
      code: wordsOf(get(term, 'codedNotation')),
      framework: `${line(term, 'frameworkName') ?? ''} ${wordsOf(get(term, 'framework')) ?? ''}`,
      address: target && /^https?:/.test(target) ? target : undefined,
    };
  });
}

export function addressOf(node: Loose, property: string): string | undefined {
  const words = listOf(get(node, property)).flatMap((value) => wordsOf(objectOf(value)?.['@id'] ?? value) ?? []);
  return words.flatMap((each) => canonicalUrl(each) ?? [])[0];
}
