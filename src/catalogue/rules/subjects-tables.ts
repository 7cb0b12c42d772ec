/** The subject tables of `data/` as one look-up: what a source writes → codes of the browse tree. Read once. */
import { z } from 'zod';
import type { SubjectRef } from '../schema.js';
import { readTable } from './tables.js';

/** A subject of the browse tree: a code of CAH level 1 ("02") or 2 ("02-04") in plain words. */
export type BrowseSubject = { code: string; slug: string; label: string; children: BrowseSubject[] };

const Node = z.object({ code: z.string(), slug: z.string(), label: z.string(), official: z.string() });
const Hecos = z.object({
  tree: z.array(Node.extend({ children: z.array(Node) })),
  cah3: z.record(z.string(), z.string()),
  /** HECoS code → its label and the CAH code of level 3. */
  hecos: z.record(z.string(), z.tuple([z.string(), z.string()])),
});
/** Code → its label, the CAH code and, where the code has none of its own, how it was found. */
const Crosswalk = z.record(z.string(), z.array(z.string().nullable()));
const Codes = z.record(z.string(), z.string().nullable());
/** All codes; or whichever one the title points to. */
const Label = z.union([z.array(z.string()), z.object({ oneOf: z.array(z.string()), else: z.array(z.string()) })]);
export type LabelCodes = z.infer<typeof Label>;

export type SubjectTables = {
  tree: readonly BrowseSubject[];
  byCode: ReadonlyMap<string, BrowseSubject>;
  cah3: ReadonlyMap<string, string>;
  /** By folded label: the tree's own and official names, then the words of platforms. */
  labels: ReadonlyMap<string, LabelCodes>;
  keywords: Record<string, string[]>;
  codeOf(scheme: SubjectRef['scheme'], code: string): string | null;
};

let tables: SubjectTables | undefined;

export function subjectTables(): SubjectTables {
  tables ??= readTables();
  return tables;
}

function readTables(): SubjectTables {
  const { tree: official, cah3, hecos } = readTable('hecos-cah.json', Hecos);
  const jacs = readTable('jacs-cah.json', z.object({ jacs: Crosswalk })).jacs;
  const ldcs = readTable('ldcs-cah.json', z.object({ ldcs: Crosswalk })).ldcs;
  const asced = readTable('asced-cah.json', z.object({ asced: Crosswalk })).asced;
  const isced = readTable('isced-cah.json', z.object({ isced: Codes })).isced;
  const cip = readTable('cip-cah.json', z.object({ cip: Codes })).cip;
  const second = ([, code]: (string | null)[] = []) => code ?? null;
  const tree = official.map(
    (one): BrowseSubject => ({
      ...plain(one),
      children: one.children.map((child) => ({ ...plain(child), children: [] })),
    }),
  );
  const labels = new Map<string, LabelCodes>(
    Object.entries(readTable('subject-labels.json', z.record(z.string(), Label))),
  );
  for (const one of official.flatMap((each) => [each, ...each.children])) {
    for (const name of [one.label, one.official])
      if (!labels.has(labelKey(name))) labels.set(labelKey(name), [one.code]);
  }
  for (const [code, label] of Object.entries(cah3))
    if (!labels.has(labelKey(label))) labels.set(labelKey(label), [code]);
  const look: Record<SubjectRef['scheme'], (code: string) => string | null> = {
    cah: (code) => cahCode(code),
    hecos: (code) => second(hecos[code.replace(/\D/g, '')]),
    jacs3: (code) =>
      longest(code.toUpperCase(), [4, 3, 2, 1], (part) => second(own(jacs, part) ?? own(jacs, part.padEnd(4, '0')))),
    ldcs: (code) => second(own(ldcs, code)) ?? ldcsParent(code, (part) => second(own(ldcs, part))),
    asced: (code) => longest(code.replace(/\D/g, ''), [6, 4, 2], (part) => second(asced[part])),
    'isced-f': (code) => longest(code.replace(/\D/g, ''), [4, 3, 2], (part) => isced[part] ?? null),
    cip: (code) => longest(code.replace(/\D/g, ''), [4, 2], (part) => cip[part] ?? null),
    keyword: () => null,
  };
  return {
    tree,
    byCode: new Map(tree.flatMap((one) => [one, ...one.children]).map((one) => [one.code, one])),
    cah3: new Map(Object.entries(cah3)),
    labels,
    keywords: readTable('subject-keywords.json', z.record(z.string(), z.array(z.string()))),
    codeOf: (scheme, code) => look[scheme](code.trim()),
  };
}

/** What a table itself has: a code from a feed may be a word that every object knows, such as `__proto__`. */
function own<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

function plain({ code, slug, label }: z.infer<typeof Node>): Omit<BrowseSubject, 'children'> {
  return { code, slug, label };
}

/** "CAH17-01-09", "17-01" and "(17)" → "17-01-09", "17-01", "17". */
function cahCode(code: string): string | null {
  return /(\d{2}(?:-\d{2}){0,2})/.exec(code)?.[1] ?? null;
}

/** The code itself, else its ancestors: classifications are read from left to right. */
function longest(code: string, lengths: number[], find: (part: string) => string | null): string | null {
  for (const length of lengths) {
    if (code.length < length) continue;
    const there = find(code.slice(0, length));
    if (there) return there;
  }
  return null;
}

/** "PA.12" → "PA.1", "PA.": the directory's codes nest by their digits. */
function ldcsParent(code: string, find: (part: string) => string | null): string | null {
  for (let end = Math.min(code.length - 1, 12); end > 0; end -= 1) {
    const there = find(code.slice(0, end));
    if (there) return there;
  }
  return null;
}

/** A label's identity: "Business & Management" is "business and management". */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}_'+#]+/gu, ' ')
    .trim();
}
