/** Many credentials of one achievement: expanded once, then filled in, canonised and signed one by one. */
import { canonizeStatements, type LinkedDataHere } from '../linked-data/index.js';
import { configurationOf, hashConfiguration, hashData, signatureOf, withProofContext } from '../proof/index.js';
import type { JsonObject } from '../types.js';
import { BatchError, type BatchSigner, type BatchTemplate } from './schema.js';
import { checkSlots, fillDocument, standIn, textAroundSlots } from './slots.js';
import { createTemplate, type Template, type Values } from './template.js';

export { BatchError, type BatchSigner, type BatchTemplate } from './schema.js';
export { slot } from './slots.js';
export { openTokenSigner } from './tokens.js';

/** Addresses of these kinds are taken, each only where the contexts of the document do not make a prefix of it. */
const SCHEMES = ['https', 'http', 'urn', 'did', 'mailto'];
const ADDRESS = /^([a-z]+):[^\s<>"{}|\\^`\p{Cc}]+$/u;
/** Whatever a literal may hold comes out as it went in. */
const ODD_TEXT = ' “ö”\t"\\\n@en ^^<x> 1.0 😀';

/**
 * Opens a signer of credentials that differ in whole literals and addresses alone (`eddsa-rdfc-2022`). Whether a document may be taken so
 * is tried out: with other values in its slots it has to expand to the same statements with those values.
 * Its result is that of `signCredential` on the filled document, letter for letter.
 * @throws BatchError for a document that cannot be taken so; LinkedDataError, ProofError as `signCredential`.
 */
export async function openBatchSigner(
  ld: LinkedDataHere,
  { document, slots, key, created }: BatchTemplate,
): Promise<BatchSigner> {
  if (document.proof !== undefined) throw new BatchError('The document has a proof already.');
  checkSlots(document, slots);
  const signing = { suite: 'eddsa-rdfc-2022', key, created } as const;
  const unsecured = withProofContext(document, signing);
  const template = createTemplate(await ld.statementsOf(fillDocument(unsecured, standIn)), slots);
  const schemes = await tryOut(ld, unsecured, template, slots);
  const configuration = configurationOf(unsecured, signing);
  const configurationHash = await hashConfiguration(ld, unsecured, configuration, 'rdfc');
  const { texts, names } = textAroundSlots(unsecured);
  const beforeProof = `${texts.at(-1)!.slice(0, -1)},"proof":${JSON.stringify(configuration).slice(0, -1)},"proofValue":"`;

  return {
    sign(values) {
      checkValues(values, slots, template.addresses, schemes);
      const proofValue = signatureOf(hashData(configurationHash, template.canonize(values)), signing);
      let text = '';
      for (const [at, name] of names.entries()) text += texts[at] + JSON.stringify(values[name]);
      return `${text}${beforeProof}${proofValue}"}}`;
    },
  };
}

/** The schemes of addresses that come out of the document as they went in. @throws BatchError where none does. */
async function tryOut(
  ld: LinkedDataHere,
  document: JsonObject,
  template: Template,
  slots: readonly string[],
): Promise<ReadonlySet<string>> {
  const fitting = new Set<string>();
  const tried = template.addresses.size > 0 ? SCHEMES : SCHEMES.slice(0, 1);
  for (const scheme of tried) {
    const start = scheme.startsWith('http') ? `${scheme}://slot.invalid/` : `${scheme}:slot:`;
    const textOf = (name: string): string => (template.addresses.has(name) ? start + name : name + ODD_TEXT);
    const values = Object.fromEntries(slots.map((name) => [name, textOf(name)]));
    const expected = await ld.statementsOf(fillDocument(document, textOf)).then(
      (statements) => canonizeStatements(statements),
      () => null,
    );
    if (expected === template.canonize(values)) fitting.add(scheme);
  }
  if (fitting.size === 0)
    throw new BatchError('What the document says depends on more than the text of its slots: sign each by itself.');
  return fitting;
}

function checkValues(
  values: Values,
  slots: readonly string[],
  addresses: ReadonlySet<string>,
  schemes: ReadonlySet<string>,
): void {
  for (const name of slots) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== 'string') throw new BatchError(`There is no value for the slot ${name}.`, name);
    if (!value.isWellFormed()) throw new BatchError(`The value of ${name} holds half of a character.`, name);
    if (addresses.has(name) && !schemes.has(ADDRESS.exec(value)?.[1] ?? ''))
      throw new BatchError(`The value of ${name} should be an address (${[...schemes].join(', ')}).`, name);
  }
}
