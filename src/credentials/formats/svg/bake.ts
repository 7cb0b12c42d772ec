/** Puts a credential into an SVG that we drew or took in: what could run, reach out or hide is refused. */
import { FormatError } from '../format-error.js';
import { signedTextOf } from '../text.js';
import { readSvg, type SvgElement } from './reading.js';
import { isBaked } from './unbake.js';

const OB3 = 'https://purl.imsglobal.org/ob/v3p0';
const ACTIVE = new Set([
  'script',
  'foreignObject',
  'iframe',
  'embed',
  'object',
  'audio',
  'video',
  'handler',
  'listener',
]);
/** Characters that XML 1.0 cannot hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are refused.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * The picture with the credential in it, in place of any that it held: a token in `verify`, a document in CDATA.
 * @throws FormatError where the picture is not well-formed, could run or fetch something, or the text cannot stand in XML.
 */
export function bakeSvg(svg: string, signed: string): string {
  const content = signedTextOf(signed);
  if (content === null || NO_XML.test(signed) || !signed.isWellFormed())
    throw new FormatError(
      'This cannot be put into an SVG: it is no JSON or JWT, or has characters that XML cannot hold.',
      'Put it into a PNG or a PDF.',
    );
  const { root, baked } = survey(svg);
  // On the root, as the standard has it, unless the prefix stands for something else there: then on the element itself.
  const bound = root.prefixes.openbadges;
  const declaration = ` xmlns:openbadges="${OB3}"`;
  const [onRoot, onElement] = bound === OB3 ? ['', ''] : bound === undefined ? [declaration, ''] : ['', declaration];
  const element =
    'jwt' in content
      ? `<openbadges:credential${onElement} verify="${content.jwt}"/>`
      : `<openbadges:credential${onElement}>${cdata(signed)}</openbadges:credential>`;
  // The opening tag without its last bracket: the name stands at the end of it.
  const opening = svg.slice(0, root.opened - 1);
  return `${opening}${onRoot}>${element}${without(svg, root.opened, baked)}`;
}

type Survey = { root: SvgElement; baked: { start: number; end: number }[] };

function survey(svg: string): Survey {
  let root: SvgElement | null = null;
  const baked: Survey['baked'] = [];
  let open: SvgElement | null = null;
  readSvg(svg, {
    open(element) {
      root ??= element;
      if (isBaked(element)) open ??= element;
      refuseActive(element);
    },
    words(text, _kind, depth) {
      // Only a style sheet can reach out from between tags.
      if (depth > 0 && /@import|url\s*\(\s*['"]?\s*(?!['"]?#|['"]?data:image\/)/i.test(text) && open === null)
        throw reaching('a style sheet');
    },
    close(depth, end) {
      if (open?.depth !== depth) return;
      baked.push({ start: open.start, end });
      open = null;
    },
  });
  const found = root as SvgElement | null;
  if (found === null || found.empty) throw new FormatError('The SVG is empty.', 'Give a picture with something in it.');
  return { root: found, baked };
}

function refuseActive({ local, attributes }: SvgElement): void {
  if (ACTIVE.has(local))
    throw new FormatError(
      `The SVG holds <${local}>, which could run something.`,
      'Export the picture again as plain SVG, without scripts.',
    );
  for (const { local: name, value, prefix } of attributes) {
    if (prefix === 'xmlns' || name === 'xmlns') continue;
    if (/^on/i.test(name))
      throw new FormatError(
        `The SVG holds “${name}”, which could run something.`,
        'Export the picture again as plain SVG, without scripts.',
      );
    if ((name === 'href' || name === 'src') && !/^(#|data:image\/(png|jpeg|gif|webp);)/i.test(value.trim()))
      throw reaching(`“${name}”`);
    if (/url\s*\(\s*['"]?\s*(?!['"]?#|['"]?data:image\/)/i.test(value)) throw reaching(`“${name}”`);
  }
}

function reaching(where: string): FormatError {
  return new FormatError(
    `The SVG refers to something outside itself in ${where}.`,
    'Embed pictures and typefaces, or turn letters into shapes, and export it again.',
  );
}

/** A section cannot hold its own end, and XML reads a carriage return as a line feed unless it is escaped. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[')}]]>`;
}

function without(svg: string, from: number, parts: readonly { start: number; end: number }[]): string {
  let rest = '';
  let at = from;
  for (const { start, end } of parts) {
    rest += svg.slice(at, start);
    at = end;
  }
  return rest + svg.slice(at);
}
