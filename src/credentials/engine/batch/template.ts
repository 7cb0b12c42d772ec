/** The statements of a document with slots, canonised for one set of values after the other. */
import { createHash } from 'node:crypto';
import { canonizeStatements, type Statement, serializeStatement, type Term } from '../linked-data/index.js';
import { BatchError } from './schema.js';
import { slotIn } from './slots.js';

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

export type Values = Readonly<Record<string, string>>;
export type Template = {
  /** Slots that stand where an address is due. */
  addresses: ReadonlySet<string>;
  canonize(values: Values): string;
};

type SlottedStatement = { statement: Statement; fill(values: Values): Statement };

/**
 * RDFC-1.0 in the only case that credentials come to: no two blank nodes have the same hash of the first degree, so that their order is that of
 * these hashes (§4.4.3, step 4). Everything that no value changes is worked out once. Where two are alike, or values make two statements
 * one, the general way is taken.
 * @throws BatchError where a slot is anything but a literal or the address of a node.
 */
export function createTemplate(statements: readonly Statement[], slots: readonly string[]): Template {
  const slotted: SlottedStatement[] = [];
  const fixed: Statement[] = [];
  for (const statement of statements) {
    const fill = fillerOf(statement);
    if (fill) slotted.push({ statement, fill });
    else fixed.push(statement);
  }
  const { addresses, all } = kindsOfSlots(slotted);
  for (const name of slots)
    if (!all.has(name)) throw new BatchError(`The slot ${name} says nothing in linked data.`, name);

  const blanks = [...new Set(statements.flatMap(blanksOf))];
  /** Of each blank node: the lines that never change, and the slotted statements that name it. */
  const around = blanks.map((blank) => ({
    lines: fixed.filter((one) => blanksOf(one).includes(blank)).map((one) => lineSeenFrom(one, blank)),
    slotted: slotted.flatMap(({ statement }, at) => (blanksOf(statement).includes(blank) ? [at] : [])),
  }));
  const steady = around.map(({ lines, slotted: near }) => (near.length === 0 ? hashLines(lines) : null));
  /** The unchanging lines under the latest order of blank nodes, which is nearly always that of the credential before. */
  let latest = { order: '', lines: [] as string[], names: new Map<string, string>() };

  return { addresses, canonize };

  function canonize(values: Values): string {
    const filled = slotted.map(({ fill }) => fill(values));
    const hashes = blanks.map(
      (blank, at) =>
        steady[at] ??
        hashLines([...around[at]!.lines, ...around[at]!.slotted.map((n) => lineSeenFrom(filled[n]!, blank))]),
    );
    const order = blanks.map((_, at) => at).sort((a, b) => (hashes[a]! < hashes[b]! ? -1 : 1));
    if (order.some((at, place) => place > 0 && hashes[at] === hashes[order[place - 1]!])) return canonizeAnyhow(filled);
    arrange(order);
    const lines = [...latest.lines, ...filled.map((one) => lineNamed(one, latest.names))].sort();
    if (lines.some((line, at) => at > 0 && line === lines[at - 1])) return canonizeAnyhow(filled);
    return lines.join('');
  }

  function arrange(order: readonly number[]): void {
    const text = order.join();
    if (latest.order === text && latest.lines.length > 0) return;
    const names = new Map(order.map((at, place) => [blanks[at]!, `c14n${place}`]));
    latest = { order: text, names, lines: fixed.map((one) => lineNamed(one, names)).sort() };
  }

  function canonizeAnyhow(filled: readonly Statement[]): string {
    const distinct = new Map([...fixed, ...filled].map((one) => [serializeStatement(one), one]));
    return canonizeStatements([...distinct.values()]);
  }
}

/** Puts values into a statement; null where it has no slot. */
function fillerOf(statement: Statement): ((values: Values) => Statement) | null {
  const { subject, predicate, object, graph } = statement;
  if (slotIn(predicate.value) !== null || slotIn(graph.value) !== null) throw unfit(predicate.value + graph.value);
  if (object.termType === 'Literal' && (slotIn(object.datatype.value) ?? slotIn(object.language ?? '')) !== null)
    throw unfit(object.datatype.value);
  const subjectSlot = slotIn(subject.value);
  const objectSlot = slotIn(object.value);
  if (objectSlot !== null && predicate.value === RDF_TYPE) throw unfit(object.value);
  if (subjectSlot === null && objectSlot === null) return null;
  return (values) => ({
    subject: subjectSlot === null ? subject : { ...subject, value: values[subjectSlot]! },
    predicate,
    object: objectSlot === null ? object : { ...object, value: values[objectSlot]! },
    graph,
  });
}

function unfit(text: string): BatchError {
  return new BatchError(`A slot stands where neither a literal nor an id is due: ${text.slice(0, 200)}`);
}

function kindsOfSlots(slotted: readonly SlottedStatement[]): { addresses: Set<string>; all: Set<string> } {
  const addresses = new Set<string>();
  const all = new Set<string>();
  for (const { statement } of slotted) {
    for (const term of [statement.subject, statement.object]) {
      const name = slotIn(term.value);
      if (name === null) continue;
      all.add(name);
      if (term.termType === 'NamedNode') addresses.add(name);
    }
  }
  return { addresses, all };
}

function blanksOf({ subject, object, graph }: Statement): string[] {
  return [subject, object, graph].flatMap(({ termType, value }) => (termType === 'BlankNode' ? [value] : []));
}

/** A line as one blank node sees it (§4.6): itself `a`, any other `z`. */
function lineSeenFrom(statement: Statement, blank: string): string {
  return serializeStatement(renamed(statement, (value) => (value === blank ? 'a' : 'z')));
}

function lineNamed(statement: Statement, names: ReadonlyMap<string, string>): string {
  return serializeStatement(renamed(statement, (value) => names.get(value)!));
}

function renamed(statement: Statement, nameOf: (value: string) => string): Statement {
  const rename = <T extends Term>(term: T): T =>
    term.termType === 'BlankNode' ? { ...term, value: nameOf(term.value) } : term;
  const { subject, predicate, object, graph } = statement;
  return { subject: rename(subject), predicate, object: rename(object), graph: rename(graph) };
}

const hashLines = (lines: readonly string[]): string =>
  createHash('sha256')
    .update([...lines].sort().join(''))
    .digest('hex');
