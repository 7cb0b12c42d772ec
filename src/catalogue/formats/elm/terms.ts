/** Looking into the European Learning Model: language maps, concepts by address, references by `id`. */
import { canonicalUrl } from '../../rules/urls.js';
import { type Loose, lineOf, listOf, objectOf, proseOf, wordsOf } from '../readers/values.js';

export type Index = ReadonlyMap<string, Loose>;

export const idOf = (node: Loose): string | undefined => wordsOf(node.id) ?? wordsOf(node['@id']);

export function typesOf(node: Loose): string[] {
  const types = [...listOf(node.type), ...listOf(node['@type'])].flatMap((type) => wordsOf(type) ?? []);
  return types.map((type) => type.replace(/^(elm:|loq:|http:\/\/data\.europa\.eu\/snb\/model\/elm\/)/, ''));
}

export const get = (node: Loose, property: string): unknown => node[property] ?? node[`elm:${property}`];

/** More things than this are under no property of a course: a list that is longer was made to hold a reader up. */
const MOST = 2000;

/** Its objects; one that says no more than its id is looked up. */
export function nodesOf(node: Loose, property: string, index: Index): Loose[] {
  return listOf(get(node, property))
    .slice(0, MOST)
    .flatMap((value): Loose[] => {
      const object = objectOf(value);
      const id = object ? idOf(object) : wordsOf(value);
      const target = id === undefined ? undefined : index.get(id);
      if (!object) return target ? [target] : [];
      return [target && Object.keys(object).filter((key) => key !== 'type').length === 1 ? target : object];
    });
}

/** Words of a language map, English first where there is a choice. */
function wordsIn(value: unknown): { words: unknown; language?: string } {
  const first = listOf(value)[0];
  const map = objectOf(first);
  if (!map) return { words: first };
  if (map.noteLiteral !== undefined) return wordsIn(map.noteLiteral);
  const tags = Object.keys(map).filter((key) => /^[a-z]{2,3}(-\w{2,8})?$/i.test(key) && key !== 'id');
  const language = tags.find((tag) => /^en\b/i.test(tag)) ?? tags[0];
  return language === undefined ? { words: undefined } : { words: listOf(map[language])[0], language };
}

export const line = (node: Loose, property: string): string | undefined => lineOf(wordsIn(get(node, property)).words);
export const languageOfText = (node: Loose, property: string): string | undefined =>
  wordsIn(get(node, property)).language;

/** All words of a property, notes included. */
export function lines(node: Loose, property: string): string[] {
  return listOf(get(node, property)).flatMap((value) => proseOf(wordsIn(value).words) ?? []);
}

/** Concepts under a property: the last part of the address, and a label where one is given. */
export function conceptsOf(node: Loose, property: string): { id: string; address: string; label?: string }[] {
  return listOf(get(node, property)).flatMap((value) => {
    const concept = objectOf(value);
    const address = concept ? idOf(concept) : wordsOf(value);
    if (!address) return [];
    return [
      { id: address.split(/[/#:]/).at(-1) ?? '', address, label: concept ? line(concept, 'prefLabel') : undefined },
    ];
  });
}

export function addressOf(node: Loose, property: string, index: Index): string | undefined {
  const words = [
    ...nodesOf(node, property, index).flatMap(
      (page) => wordsOf(get(page, 'contentURL')) ?? wordsOf(get(page, 'contentUrl')) ?? [],
    ),
    ...listOf(get(node, property)).flatMap((value) => (objectOf(value) ? [] : (wordsOf(value) ?? []))),
  ];
  return words.flatMap((each) => canonicalUrl(each) ?? [])[0];
}
