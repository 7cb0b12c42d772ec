/**
 * Text as it arrives, made plain. Every function is total and linear in the length of its text, because feeds are hostile.
 */
import { Tokenizer } from 'htmlparser2';

const BLOCKS = new Set(
  (
    'address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol option p pre section select table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head', 'textarea']);

/** HTML reduced to its words: entities decoded, block tags become line breaks, scripts and styles disappear. */
export function plainText(html: string): string {
  return tidyLines(html.includes('<') || html.includes('&') ? wordsOf(html) : html);
}

/**
 * The tokenizer rather than the parser: a parser searches its stack of open tags at each closing tag, so ten megabytes
 * of `<a><a>…</b></b>` would hold it for hours.
 */
function wordsOf(html: string): string {
  const words: string[] = [];
  let silent = '';
  const open = (start: number, end: number) => {
    const name = html.slice(start, end).toLowerCase();
    if (!silent && SILENT.has(name)) silent = name;
    else if (!silent && BLOCKS.has(name)) words.push('\n');
  };
  const close = (start: number, end: number) => {
    const name = html.slice(start, end).toLowerCase();
    if (silent === name) silent = '';
    else if (!silent && BLOCKS.has(name)) words.push('\n');
  };
  const ignore = () => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => !silent && words.push(html.slice(start, end)),
      ontextentity: (codepoint) => !silent && words.push(String.fromCodePoint(codepoint)),
      onopentagname: open,
      onclosetag: close,
      onselfclosingtag: () => {
        if (silent === 'svg' || silent === 'object') silent = '';
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return words.join('');
}

/** Several lines, each tidied; at most one empty line between two. */
export function tidyLines(text: string): string {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029\v\f]/)) {
    const words = tidy(line);
    if (words || (lines.length > 0 && lines.at(-1) !== '')) lines.push(words);
  }
  if (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNTIDY = /[\s\u0000-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff]+/gu;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Already tidy, as most cells are: single spaces between letters below the combining marks. Saves four passes. */
const TIDY = /^[!-~\u00a1-\u00ac\u00ae-\u02ff]*(?: [!-~\u00a1-\u00ac\u00ae-\u02ff]+)*$/;

/** One line: runs of white space become one space; control and invisible characters go; NFC; half surrogates become �. */
export function tidy(text: string): string {
  if (TIDY.test(text) && text[0] !== ' ') return text;
  return text.toWellFormed().replace(INVISIBLE, '').replace(UNTIDY, ' ').trim().normalize('NFC');
}

/** At most `length` UTF-16 units, cut between words where one ends near, with "…" where something was cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  if (length <= 1) return length === 1 ? '…' : '';
  const cut = text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > length * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Windows-1252's characters for the bytes 0x80–0x9f, in order; the five empty places are the control characters. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const HINT = /[ÂÃâäåæçèéðÅÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/**
 * UTF-8 that was read as Windows-1252 ("CafÃ©"), read again as it was meant. Only where it is certain: every character
 * stands for one byte, the bytes are valid UTF-8, and what they spell is not what a person would write ("CAFÉ®" stays).
 */
export function repairMojibake(text: string): string {
  if (!HINT.test(text)) return text;
  const bytes = bytesOfCp1252(text);
  if (!bytes || !spellsUtf8(bytes)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

function bytesOfCp1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const high = code > 0x7f ? CP1252.indexOf(text[at] as string) : -1;
    if (high < 0 && code > 0xff) return null;
    bytes[at] = high < 0 ? code : 0x80 + high;
  }
  return bytes;
}

/** One sequence that nobody writes (a pound sign or é as two characters, or any of three), or three of the other kind. */
function spellsUtf8(bytes: Uint8Array): boolean {
  let doubtful = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0xc2 || byte === 0xc3 || byte >= 0xe0) return true;
    if (byte >= 0xc4 && ++doubtful >= 3) return true;
  }
  return false;
}

/** Folded title for matching: no case, accents or punctuation; "&" is "and"; "C++" and "C#" keep their signs. */
export function titleKey(title: string): string {
  // Most titles are ASCII, and for them half of the steps below do nothing: seven times as fast, in the midst of each import.
  if (/^[\x20-\x7e]*$/.test(title))
    return joined(title.toLowerCase().replaceAll('&', ' and ').replace(/['`]/g, ''), /[^a-z0-9+#]+/g);
  const folded = title
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[ßæœøłđð]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’ʼ`]/g, '');
  return joined(folded, /[^\p{L}\p{N}+#]+/gu);
}

function joined(folded: string, between: RegExp): string {
  const words = folded.replace(between, ' ').trim();
  return words.includes('+') || words.includes('#')
    ? words
        .replace(/(^| )[+#]+/g, '$1')
        .replace(/ {2,}/g, ' ')
        .trim()
    : words;
}

const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd' };

/** Address part: ASCII words with hyphens, at most 80 characters. Empty where no Latin letter or digit is left. */
export function slugOf(text: string): string {
  const words = titleKey(text.slice(0, 400))
    .replace(/\+/g, ' plus ')
    .replace(/#/g, ' sharp ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ /g, '-');
  if (words.length <= 80) return words;
  const end = words.lastIndexOf('-', 80);
  return words.slice(0, end > 40 ? end : 80);
}
