import { Parser } from 'htmlparser2';
import { decodeText } from './decode.js';

export type PageBlock =
  | { type: 'json-ld'; at: string; text: string }
  | { type: 'refused'; at: string; reason: string; incomplete?: true }
  | { type: 'note'; at: string; message: string };

/** Longest block of JSON-LD in characters. */
const MAX_BLOCK = 10_000_000;

/** The JSON-LD blocks of an HTML page in order, and its canonical address once its head has said it. Nothing of the page is run. */
export async function* readPage(
  input: AsyncIterable<Uint8Array>,
  found: { canonical?: string } = {},
): AsyncGenerator<PageBlock> {
  const { pieces, notes } = decodeText(input);
  const out: PageBlock[] = [];
  let text: string[] | null = null;
  let length = 0;
  let count = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'link' && /\bcanonical\b/i.test(attributes.rel ?? '')) found.canonical ??= attributes.href;
      if (name !== 'script' || !/^\s*application\/ld\+json\b/i.test(attributes.type ?? '')) return;
      text = [];
      length = 0;
      count += 1;
    },
    ontext(piece) {
      if (!text) return;
      length += piece.length;
      if (length <= MAX_BLOCK) text.push(piece);
    },
    onclosetag(name) {
      if (name !== 'script' || !text) return;
      const at = `script[${count}]`;
      if (length > MAX_BLOCK)
        out.push({ type: 'refused', at, reason: 'a block of JSON-LD longer than 10,000,000 characters' });
      else out.push({ type: 'json-ld', at, text: unwrapped(text.join('')) });
      text = null;
    },
  });
  for await (const piece of pieces) {
    parser.write(piece);
    yield* out.splice(0);
  }
  if (text)
    out.push({
      type: 'refused',
      at: `script[${count}]`,
      reason: 'the page ends in the middle of its JSON-LD',
      incomplete: true,
    });
  else parser.end();
  yield* out.splice(0);
  for (const message of notes) yield { type: 'note', at: '/', message };
}

/** Some generators hide the block from old browsers in a comment or CDATA. */
function unwrapped(text: string): string {
  return text
    .trim()
    .replace(/^(?:<!--|(?:\/\/|\/\*)?\s{0,20}<!\[CDATA\[(?:\*\/)?)/, '')
    .replace(/(?:-->|(?:\/\/|\/\*)?\s{0,20}\]\]>(?:\*\/)?)$/, '');
}
