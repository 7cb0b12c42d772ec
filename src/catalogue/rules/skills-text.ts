/**
 * Words and phrases: the reading of text that the skill matcher, the subject tagger and the ranker share. A text becomes
 * numbers of lightly stemmed words; phrases become paths in a trie of those numbers, so that a course is read once,
 * whatever the size of the vocabulary.
 */

/** A word that stands in no phrase. */
export const UNKNOWN = 0;
const LETTER = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}+/gu;

/** Letters and digits of every script; filled as characters are met. 0 unknown, 1 part of a word, 2 not. */
const kinds = new Uint8Array(65_536);

function isWordCode(code: number): boolean {
  let kind = kinds[code] as number;
  if (kind === 0) {
    const halfOfPair = code >= 0xd800 && code <= 0xdfff;
    kind = halfOfPair || LETTER.test(String.fromCharCode(code)) || MARKS.test(String.fromCharCode(code)) ? 1 : 2;
    MARKS.lastIndex = 0;
    kinds[code] = kind;
  }
  return kind === 1;
}

/** Where the words of one text stand. Reused from text to text; only the first `count` entries hold. */
export type Words = {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  sentences: Int32Array;
  /** 1: only a space, a hyphen or the like stands between this word and the one before, so that a phrase may go on. */
  joined: Int32Array;
};

const COLUMNS = ['ids', 'starts', 'ends', 'sentences', 'joined'] as const;

export function newWords(capacity = 4096): Words {
  const column = () => new Int32Array(capacity);
  return { count: 0, ids: column(), starts: column(), ends: column(), sentences: column(), joined: column() };
}

/** Numbers for words. Only words of phrases have a number; all else is `UNKNOWN`. */
export class Lexicon {
  readonly #ids = new Map<string, number>();
  /** Words as they stood in texts, each where its hash says, and their numbers; a later word takes the place of an earlier one. */
  readonly #seen: string[];
  readonly #found: Int32Array;
  #clean = true;

  /** @param seen a power of two: how many words are remembered as they stood in texts. */
  constructor(seen = 32_768) {
    this.#seen = new Array<string>(seen).fill('');
    this.#found = new Int32Array(seen);
  }

  get size(): number {
    return this.#ids.size;
  }

  /** The number of a word of a phrase, made if new. */
  learn(word: string): number {
    const key = foldWord(word);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(key, id);
      if (!this.#clean) this.#seen.fill('');
      this.#clean = true;
    }
    return id;
  }

  /** The number of the word that stands in a text from `at` to `stop`. Asked for each word of each course: nothing is cut out. */
  #find(text: string, at: number, stop: number): number {
    let hash = stop - at;
    for (let n = at; n < stop; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (this.#seen.length - 1);
    if (isWordAt(this.#seen[slot] as string, text, at, stop)) return this.#found[slot] as number;
    const word = text.slice(at, stop);
    const id = this.#ids.get(foldWord(word)) ?? UNKNOWN;
    // A slice of a long text would keep the whole text alive; short ones are copies.
    this.#seen[slot] = word.length > 12 ? Buffer.from(word, 'utf16le').toString('utf16le') : word;
    this.#found[slot] = id;
    this.#clean = false;
    return id;
  }

  /** Reads at most `limit` characters of a text into `into`. */
  read(text: string, into: Words, limit: number): void {
    into.count = 0;
    let sentence = 0;
    const end = Math.min(text.length, limit);
    let at = 0;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (!startsWord(text, at, code)) {
        if (endsSentence(text, at, code)) sentence += 1;
        at += 1;
        continue;
      }
      const stop = code === 38 ? at + 1 : endOfWord(text, at, end);
      if (into.count === into.ids.length) grow(into);
      const n = into.count;
      into.ids[n] = this.#find(text, at, stop);
      into.starts[n] = at;
      into.ends[n] = stop;
      into.sentences[n] = sentence;
      into.joined[n] = n > 0 && areJoined(text, into.ends[n - 1] as number, at) ? 1 : 0;
      into.count += 1;
      at = stop;
    }
  }
}

function isWordAt(word: string, text: string, at: number, stop: number): boolean {
  if (word.length !== stop - at) return false;
  for (let n = 0; n < word.length; n += 1) if (word.charCodeAt(n) !== text.charCodeAt(at + n)) return false;
  return true;
}

/** `&` on its own is the word "and"; `.net` is a word where it does not end an address. */
function startsWord(text: string, at: number, code: number): boolean {
  if (code < 128) return isAsciiWord(code) || code === 38 || (code === 46 && isDotNet(text, at));
  return isWordCode(code);
}

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function isDotNet(text: string, at: number): boolean {
  if (text.slice(at + 1, at + 4).toLowerCase() !== 'net') return false;
  const after = text.charCodeAt(at + 4);
  if (isAsciiWord(after)) return false;
  const before = at === 0 ? 32 : text.charCodeAt(at - 1);
  return !isAsciiWord(before) || text.slice(Math.max(0, at - 3), at).toLowerCase() === 'asp';
}

function endOfWord(text: string, from: number, end: number): number {
  let at = from + 1;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128 ? isAsciiWord(code) : isWordCode(code)) continue;
    const next = at + 1 < end ? text.charCodeAt(at + 1) : 32;
    // Within a word: the apostrophe of "children's", the "&" of "R&D", the signs of "C++" and "C#".
    if ((code === 39 || code === 0x2019) && isAsciiWord(next)) continue;
    if (code === 38 && at === from + 1 && isAsciiWord(next)) continue;
    if (code === 35 && at === from + 1 && !isAsciiWord(next)) return at + 1;
    if (code === 43 && next === 43 && at === from + 1) return at + 2;
    break;
  }
  return at;
}

/** A line, a bullet, or a stop that is followed by space. */
function endsSentence(text: string, at: number, code: number): boolean {
  if (code === 10 || code === 0x2022 || code === 59 || code === 0x3002) return true;
  if (code !== 46 && code !== 33 && code !== 63) return false;
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 32;
  return next <= 32 || !(next < 128 ? isAsciiWord(next) : isWordCode(next));
}

const APART = new Set(Array.from(',;:()[]{}|\n\r', (sign) => sign.charCodeAt(0)));

function areJoined(text: string, end: number, start: number): boolean {
  return start === end || (start === end + 1 && !APART.has(text.charCodeAt(end)));
}

function grow(words: Words): void {
  for (const name of COLUMNS) {
    const larger = new Int32Array(words[name].length * 2);
    larger.set(words[name]);
    words[name] = larger;
  }
}

/** Lower case without marks and apostrophes, lightly stemmed: "Children’s" → "children", "Programmes" → "program". */
export function foldWord(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/['\u2019]/g, '');
  return plain === '&' ? 'and' : stem(plain);
}

const WHOLE = new Set(
  (
    'analytics ethics physics mathematics maths statistics economics politics electronics mechanics news series species ' +
    'basis analysis diagnosis business process access class less across stress address aws ios css sas dns gis os js ' +
    'this its was is has as us bus gas plus thus always sales linux kubernetes series scss'
  ).split(' '),
);
/** British and American spellings are one word; a plural is its singular. Nothing else is cut, so that "teacher" is no "teaching". */
export function stem(word: string): string {
  if (word.length <= 3 || WHOLE.has(word)) return word;
  let at = word;
  if (at.endsWith('ies') && at.length > 4) at = `${at.slice(0, -3)}y`;
  else if (/(sses|shes|ches|xes|zes)$/.test(at)) at = at.slice(0, -2);
  else if (at.endsWith('s') && !/(ss|us|is|ics)$/.test(at)) at = at.slice(0, -1);
  if (at.length < 5) return at;
  return at
    .replace(/isation/, 'ization')
    .replace(/(.{3})ise(d|r)?$/, '$1ize$2')
    .replace(/(.{3})ising$/, '$1izing')
    .replace(/yse(d|r)?$/, 'yze$1')
    .replace(/ysing$/, 'yzing')
    .replace(/(behavi|col|hum|lab|fav|harb|neighb)our/, '$1or')
    .replace(/^(p|orthop|gyn|an|h|leuk)ae/, '$1e')
    .replace(/^(f)oe/, '$1e')
    .replace(/ogramme$/, 'ogram')
    .replace(/^centre/, 'center')
    .replace(/^(theat|met|fib)re$/, '$1er')
    .replace(/(.{2})ll(ing|ed|er)$/, '$1l$2')
    .replace(/^organis/, 'organiz')
    .replace(/^defence$/, 'defense')
    .replace(/^licence$/, 'license');
}

/** The folded words of a phrase, joined by single spaces: its identity. */
export function phraseKey(phrase: string): string {
  const lexicon = new Lexicon(16);
  return phraseWords(phrase, lexicon).map(foldWord).join(' ');
}

/** The words of a phrase as the reader cuts them. */
export function phraseWords(phrase: string, lexicon: Lexicon): string[] {
  const words = newWords(32);
  lexicon.read(phrase, words, phrase.length);
  return Array.from({ length: words.count }, (_, n) => phrase.slice(words.starts[n], words.ends[n]));
}

/** Phrases as paths of word numbers. Edges lie in one open-addressed table of (node, word) → node. */
export class PhraseTrie {
  readonly #lexicon: Lexicon;
  #keys = new Float64Array(1 << 12).fill(-1);
  #next = new Int32Array(1 << 12);
  #edges = 0;
  #values: number[] = [-1];

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Adds a phrase with a value ≥ 0 and returns the value that it holds: the first one given stays. -1: it has no words. */
  add(phrase: string, value: number): number {
    const words = phraseWords(phrase, this.#lexicon);
    if (words.length === 0) return -1;
    let node = 0;
    for (const word of words) node = this.#grow(node, this.#lexicon.learn(word));
    if (this.#values[node] === -1) this.#values[node] = value;
    return this.#values[node] as number;
  }

  /** The value of the longest phrase that begins at word `from`, and how many words it has; -1 where none does. */
  longest(words: Words, from: number): { value: number; length: number } {
    found.value = -1;
    found.length = 0;
    let node = 0;
    for (let at = from; at < words.count && (at === from || words.joined[at] === 1); at += 1) {
      const id = words.ids[at] as number;
      if (id === UNKNOWN) break;
      node = this.#follow(node, id);
      if (node < 0) break;
      const value = this.#values[node] as number;
      if (value >= 0) {
        found.value = value;
        found.length = at - from + 1;
      }
    }
    return found;
  }

  #follow(node: number, word: number): number {
    const key = node * 1_048_576 + word;
    const mask = this.#keys.length - 1;
    for (let slot = slotOf(node, word) & mask; ; slot = (slot + 1) & mask) {
      const there = this.#keys[slot];
      if (there === key) return this.#next[slot] as number;
      if (there === -1) return -1;
    }
  }

  #grow(node: number, word: number): number {
    const there = this.#follow(node, word);
    if (there >= 0) return there;
    if (this.#edges * 2 >= this.#keys.length) this.#rehash();
    const child = this.#values.push(-1) - 1;
    this.#put(node, word, child);
    this.#edges += 1;
    return child;
  }

  #put(node: number, word: number, child: number): void {
    const mask = this.#keys.length - 1;
    let slot = slotOf(node, word) & mask;
    while (this.#keys[slot] !== -1) slot = (slot + 1) & mask;
    this.#keys[slot] = node * 1_048_576 + word;
    this.#next[slot] = child;
  }

  #rehash(): void {
    const keys = this.#keys;
    const next = this.#next;
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#next = new Int32Array(keys.length * 2);
    keys.forEach((key, slot) => {
      if (key !== -1) this.#put(Math.floor(key / 1_048_576), key % 1_048_576, next[slot] as number);
    });
  }
}

/** Reused by `longest`: it is called for each word of each course. */
const found = { value: -1, length: 0 };

function slotOf(node: number, word: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
