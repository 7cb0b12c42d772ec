/**
 * YAML as courses use it: words, numbers, lists and maps. What can be written at length (a list of things with keys) may be written short
 * (a map from key to thing, or to its words). Aliases, tags and keys that stand twice are refused.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  stringify,
} from 'yaml';
import type { FolderFault } from './faults.js';

/** `lines`: where each value stands, by its path such as `questions.0.prompt`. */
export type YamlRead = { value: unknown; lines: ReadonlyMap<string, number>; faults: FolderFault[] };

const MOST_CHARACTERS = 1_000_000;
const MOST_DEPTH = 30;
const MOST_FAULTS = 20;
/** Lists of things with keys. */
const KEYED = new Set([
  'outcomes',
  'options',
  'left',
  'right',
  'areas',
  'gaps',
  'rubric',
  'levels',
  'questions',
  'items',
]);
/** Words, also where they look like a number or like yes and no. */
const WORDS = new Set([
  'text',
  'title',
  'label',
  'prompt',
  'reflection',
  'feedback',
  'wrong',
  'alt',
  'unit',
  'summary',
  'body',
  'key',
]);

class Refused extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** `from`: the line on which the text begins in its file. */
export function readYaml(text: string, file: string, from = 1): YamlRead {
  const lines = new Map<string, number>();
  const fault = (line: number | null, message: string): FolderFault => ({ file, line, message });
  if (text.length > MOST_CHARACTERS)
    return { value: null, lines, faults: [fault(null, 'It is longer than 1,000,000 characters. Divide it.')] };
  const counter = new LineCounter();
  const lineOf = (offset: number): number => from - 1 + Math.max(1, counter.linePos(offset).line);
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' });
    const wrong = [...document.errors, ...document.warnings].slice(0, MOST_FAULTS);
    if (wrong.length > 0)
      return {
        value: null,
        lines,
        faults: wrong.map(({ pos, message }) =>
          fault(lineOf(pos[0]), `${message}. See yaml.org for how it is written.`),
        ),
      };
    return { value: plain(document.contents, { path: [], lines, lineOf }), lines, faults: [] };
  } catch (error) {
    if (error instanceof Refused) return { value: null, lines, faults: [fault(lineOf(error.at), error.message)] };
    if (error instanceof RangeError) return { value: null, lines, faults: [fault(null, 'It is nested too deeply.')] };
    throw error;
  }
}

type At = { path: readonly (string | number)[]; lines: Map<string, number>; lineOf: (offset: number) => number };

function plain(node: Node | null, at: At): unknown {
  if (node === null) return null;
  const offset = node.range?.[0] ?? 0;
  at.lines.set(at.path.join('.'), at.lineOf(offset));
  if (at.path.length > MOST_DEPTH) throw new Refused(offset, 'It is nested too deeply.');
  if (isAlias(node)) throw new Refused(offset, 'Aliases (*name) are not read. Write it out.');
  if ('anchor' in node && node.anchor) throw new Refused(offset, 'Anchors (&name) are not read. Write it without.');
  if (node.tag && !node.tag.startsWith('tag:yaml.org,2002:'))
    throw new Refused(offset, `The tag ${node.tag} is not read.`);
  const name = String(at.path.at(-1) ?? '');
  if (isScalar(node)) return WORDS.has(name) ? wordsOf(node) : node.value;
  if (isSeq(node)) return (node.items as Node[]).map((item, index) => listed(item, name, below(at, index)));
  if (!isMap(node)) throw new Refused(offset, 'This is not read.');
  const pairs = (node.items as Pair<Node, Node | null>[]).map(({ key, value }) => [nameOf(key), value] as const);
  if (KEYED.has(name)) return pairs.map(([key, value], index) => keyed(key, value, below(at, index)));
  if (name === 'pairs') return pairs.map(([left, value], index) => ({ left, right: plain(value, below(at, index)) }));
  return Object.fromEntries(pairs.map(([key, value]) => [key, plain(value, below(at, key))]));
}

/** An answer that is accepted may be its words alone. */
function listed(node: Node | null, name: string, at: At): unknown {
  return name === 'accepted' && isScalar(node) ? { text: plain(node, below(at, 'text')) } : plain(node, at);
}

function below(at: At, name: string | number): At {
  return { ...at, path: [...at.path, name] };
}

function nameOf(key: Node): string {
  if (isScalar(key) && key.tag === undefined) return key.source ?? String(key.value);
  throw new Refused(key?.range?.[0] ?? 0, 'A name is a plain word.');
}

/** A thing under its key: its words alone, or a map of all that it has. */
function keyed(key: string, node: Node | null, at: At): Record<string, unknown> {
  const thing = isScalar(node) ? { text: plain(node, below(at, 'text')) } : plain(node, at);
  if (thing === null || typeof thing !== 'object' || Array.isArray(thing))
    throw new Refused(node?.range?.[0] ?? 0, `“${key}” has nothing after it. Write its words.`);
  at.lines.set(at.path.join('.'), at.lines.get(at.path.join('.')) ?? at.lineOf(node?.range?.[0] ?? 0));
  return { key, ...thing };
}

function wordsOf({ value, source }: Scalar): unknown {
  return (typeof value === 'number' || typeof value === 'boolean') && source !== undefined ? source : value;
}

/** Words that stand in a file below its head, without the empty lines around them. */
export function bodyOf(text: string): string {
  return text.replace(/^\n+/, '').trimEnd();
}

/** Reads back as the same value. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
