/** Takes the credential out of an SVG. Scripts and references in the picture are never run: nothing is but read. */
import { FormatError } from '../format-error.js';
import { heldOf } from '../text.js';
import type { Held } from '../types.js';
import { readSvg, type SvgElement } from './reading.js';

const OB3 = 'https://purl.imsglobal.org/ob/v3p0';
/** As the Baking Specification writes it, and as newer issuers of 2.0 do. */
const OB2: readonly string[] = ['http://openbadges.org', 'https://openbadges.org'];
const ANOTHER = 'Ask the issuer for another copy of the badge.';

export function isSvg(text: string): boolean {
  return /^\s*<(\?xml|!--|!DOCTYPE|svg|[\w-]+:svg)/i.test(text);
}

export function isBaked({ uri, local }: Pick<SvgElement, 'uri' | 'local'>): boolean {
  return (uri === OB3 && local === 'credential') || (OB2.includes(uri) && local === 'assertion');
}

type Found = { element: SvgElement; words: { text: string; kind: 'text' | 'cdata' }[] };

/** @throws FormatError where it is no SVG, holds no credential, holds two, or holds it where none belongs. */
export function unbakeSvg(svg: string): Held {
  const [found, second] = bakedIn(svg);
  if (!found)
    throw new FormatError(
      'This picture holds no credential.',
      'Ask for the badge as the issuer made it. A copy from a drawing program loses what is inside.',
    );
  if (second)
    throw new FormatError(
      'This picture holds two credentials, so nobody can say which of them it stands for.',
      'Ask the issuer for a picture with one credential.',
    );
  if (found.element.depth !== 2)
    throw new FormatError(
      'The credential in this picture stands inside another part of it, where it could have been slipped in.',
      ANOTHER,
    );
  return heldIn(found);
}

function bakedIn(svg: string): Found[] {
  const found: Found[] = [];
  let open: Found | null = null;
  readSvg(svg, {
    open(element) {
      if (open) throw new FormatError('There are tags inside the credential of this picture.', ANOTHER);
      if (!isBaked(element)) return;
      open = { element, words: [] };
      found.push(open);
    },
    words(text, kind) {
      open?.words.push({ text, kind });
    },
    close(depth) {
      if (open?.element.depth === depth) open = null;
    },
  });
  return found;
}

/** A token or an address stands in `verify`, a document in the words; Open Badges 2.0 may give both the address and the document. */
function heldIn({ element, words }: Found): Held {
  const inside = withoutMargins(words);
  const attribute = element.attributes.find(
    ({ local, uri }) => local === 'verify' && (uri === '' || uri === element.uri),
  )?.value;
  const held = attribute === undefined ? heldOf(inside) : heldOf(attribute);
  if (held === null || (element.uri === OB3 && 'address' in held))
    throw new FormatError(
      'What is written in the credential’s place in this picture is neither JSON nor a JWT.',
      ANOTHER,
    );
  if (attribute === undefined || inside === '') return held;
  if (element.uri === OB3)
    throw new FormatError(
      'This picture gives two credentials in one place: one in “verify”, one between the tags.',
      ANOTHER,
    );
  return 'address' in held ? (heldOf(inside) ?? held) : held;
}

/** Space around a marked section is the picture's, not the credential's. */
function withoutMargins(words: Found['words']): string {
  const marked = words.some(({ kind }) => kind === 'cdata');
  const all = words.map(({ text }) => text).join('');
  if (!marked) return all.trim();
  const first = words.findIndex(({ kind, text }) => kind === 'cdata' || text.trim() !== '');
  const last = words.findLastIndex(({ kind, text }) => kind === 'cdata' || text.trim() !== '');
  return words
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join('');
}
