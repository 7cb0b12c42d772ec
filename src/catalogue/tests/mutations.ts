/** Hostile kin of a real file: its first part, with cuts, swaps and foreign bytes where a random plan says. */
import { closeSync, openSync, readSync } from 'node:fs';
import fc from 'fast-check';

export type Mutation = { at: number; kind: 'insert' | 'delete' | 'repeat' | 'cut'; bytes: number[]; length: number };

/** What breaks parsers: quotes, delimiters, brackets, nulls, half characters, marks of other charsets. */
const BREAKERS = [
  ',constructor,',
  ',__proto__,',
  '{"__proto__":1}',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '<',
  '&',
  ':',
  'null',
  '1e999',
  '-1',
  '\ufeff',
  '𝟙',
  '"\n"',
  '<!--',
  ']]>',
];
const bytes: fc.Arbitrary<number[]> = fc.oneof(
  fc.constantFrom(...BREAKERS.map((text) => [...new TextEncoder().encode(text)])),
  fc.constantFrom<number[]>([0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xff, 0xfe]),
  fc.array(fc.nat(255), { maxLength: 6 }),
);

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom<Mutation['kind']>('insert', 'insert', 'insert', 'delete', 'repeat', 'cut'),
    bytes,
    length: fc.integer({ min: 1, max: 400 }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** The first `length` bytes of a file. */
export function beginningOf(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(length);
    return head.subarray(0, readSync(file, head, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

export function mutated(original: Buffer, plan: readonly Mutation[]): Buffer {
  return plan.reduce((file, { at, kind, bytes: extra, length }) => {
    const place = Math.floor(at * file.length);
    const [before, after] = [file.subarray(0, place), file.subarray(place)];
    if (kind === 'cut' && place > file.length / 2) return before;
    if (kind === 'delete') return Buffer.concat([before, after.subarray(length)]);
    if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, length), after]);
    return Buffer.concat([before, Buffer.from(extra), after]);
  }, original);
}
