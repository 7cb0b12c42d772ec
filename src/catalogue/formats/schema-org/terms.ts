/** Looking into JSON-LD that is schema.org by one of its many spellings: contexts http, https, with a prefix, or none. */
import { canonicalUrl } from '../../rules/urls.js';
import { type Loose, lineOf, listOf, objectOf, proseOf, unique, wordsOf } from '../readers/values.js';

const PREFIXES = ['schema:', 'http://schema.org/', 'https://schema.org/', 'sdo:'];

/** Nodes by their `@id`, for references within a document. */
export type Index = ReadonlyMap<string, Loose>;

/** Whether a node writes any name with a prefix: most do not, and are asked hundreds of times. */
const prefixed = new WeakMap<Loose, boolean>();

/** The value of a property under any spelling. */
export function get(node: Loose, property: string): unknown {
  const plain = present(node[property]);
  if (plain !== undefined || !hasPrefixes(node)) return plain;
  for (const prefix of PREFIXES) {
    const value = present(node[prefix + property]);
    if (value !== undefined) return value;
  }
  return undefined;
}

const present = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

function hasPrefixes(node: Loose): boolean {
  const known = prefixed.get(node);
  if (known !== undefined) return known;
  const has = Object.keys(node).some((key) => key.includes(':'));
  prefixed.set(node, has);
  return has;
}

/** Names of its types without their address: `["Course"]`. */
export function typesOf(node: Loose): string[] {
  const types = [...listOf(node['@type']), ...listOf(node.type)].flatMap((type) => wordsOf(type) ?? []);
  return unique(types.map((type) => type.replace(/^(https?:\/\/schema\.org\/|schema:|sdo:)/, '')));
}

/** More things than this are under no property of a course: a list that is longer was made to hold a reader up. */
const MOST = 2000;

/** Its objects of a property, references followed. */
export function nodesOf(node: Loose, property: string, index: Index): Loose[] {
  return listOf(get(node, property))
    .slice(0, MOST)
    .flatMap((value) => {
      const object = objectOf(value);
      if (!object) return [];
      const id = wordsOf(object['@id']);
      const target = id && Object.keys(object).length <= 2 ? index.get(id) : undefined;
      return [target ?? object];
    });
}

/** A language-tagged value is its words; a list gives its first. */
function plain(value: unknown): unknown {
  const first = Array.isArray(value) ? value.find((each) => plain(each) !== undefined) : value;
  const object = objectOf(first);
  return object ? object['@value'] : first;
}

/** One line of words. */
export const line = (node: Loose, property: string): string | undefined => lineOf(plain(get(node, property)));
/** Words over several lines; HTML is reduced, Markdown stays as it is. */
export const prose = (node: Loose, property: string): string | undefined => proseOf(plain(get(node, property)));

/** What a value is called: words, or an object's name (title, code). */
export function nameOf(value: unknown): string | undefined {
  const object = objectOf(value);
  if (!object) return lineOf(plain(value));
  return line(object, 'name') ?? lineOf(object['@value']) ?? line(object, 'headline') ?? line(object, 'targetName');
}

/** Names of everything under a property; words keep their commas. */
export function namesOf(node: Loose, property: string, index: Index): string[] {
  const resolved = listOf(get(node, property))
    .slice(0, MOST)
    .map((value) => {
      const object = objectOf(value);
      return (object && index.get(wordsOf(object['@id']) ?? '')) || value;
    });
  return unique(resolved.flatMap((value) => nameOf(value) ?? []));
}

/** The first web address under the properties: words, `{"@id"}` or `{"url"}`. */
export function addressOf(node: Loose, ...properties: string[]): string | undefined {
  for (const property of properties) {
    for (const value of listOf(get(node, property))) {
      const object = objectOf(value);
      const words = object
        ? (wordsOf(object['@id']) ?? wordsOf(object.url) ?? wordsOf(object.contentUrl))
        : wordsOf(value);
      const url = words && /^https?:/i.test(words) ? canonicalUrl(words) : null;
      if (url) return url;
    }
  }
  return undefined;
}
