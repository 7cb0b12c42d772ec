/** JSON-LD to canonical N-Quads: contexts that are pinned, safe mode, no base, RDFC-1.0. */
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import { type Contexts, type JsonObject, type LinkedData, LinkedDataError } from '../types.js';
import { createContextResolver } from './context-resolver.js';
import { linkedDataErrorOf } from './faults.js';
import { prepareDocument } from './given.js';
import type { Statement } from './statements.js';

export type { Literal, Statement, Term } from './statements.js';

/** More than a record of hundreds of achievements comes to. */
const MOST_STATEMENTS = 50_000;
/** Comparisons of alike nodes without an id. The hardest of the W3C tests that can be done needs fewer than 500. */
const MOST_COMPARISONS = 1_000;

/** Linked data in this thread, which can also be asked for the statements themselves. */
export type LinkedDataHere = LinkedData & {
  /** @throws LinkedDataError */
  statementsOf(document: JsonObject): Promise<Statement[]>;
};

/**
 * Linked data over contexts whose hashes were checked already. One for the life of the process: it keeps what it works out of them.
 * @param trusted contexts that documents hold as objects and that we know, such as that of our own terms: kept as well. Any other is
 *   taken too, at a third of the speed.
 */
export function createLinkedData(contexts: Contexts, trusted: readonly JsonObject[] = []): LinkedDataHere {
  const options = {
    contextResolver: createContextResolver(contexts, trusted),
    documentLoader: refuseToLoad,
    safe: true,
    base: null,
    // As the cryptosuites of others: a text that says its direction is signed with it.
    rdfDirection: 'i18n-datatype',
  } as const;
  const statementsOf = async (document: JsonObject): Promise<Statement[]> => {
    try {
      const statements = await jsonld.toRDF(prepareDocument(document), { ...options });
      if (statements.length > MOST_STATEMENTS)
        throw new LinkedDataError('too-large', `The document makes more than ${MOST_STATEMENTS} statements.`);
      return statements;
    } catch (error) {
      throw linkedDataErrorOf(error);
    }
  };
  return {
    statementsOf,
    canonize: async (document, options) => canonizeStatements(await statementsOf(document), options),
  };
}

/** Everything that may be loaded is pinned, and given by the resolver. */
async function refuseToLoad(address: string): Promise<never> {
  throw new LinkedDataError('context', `The document asks for ${address}, which is not pinned here.`, address);
}

/**
 * RDFC-1.0. `names` is filled with the canonical name of each blank node.
 * @throws LinkedDataError `too-long` where blank nodes are so alike that telling them apart would take too much work.
 */
export function canonizeStatements(
  statements: readonly Statement[],
  { hash = 'sha256', names }: { hash?: 'sha256' | 'sha384'; names?: Map<string, string> } = {},
): string {
  try {
    return rdfCanonize._canonizeSync(statements, {
      algorithm: 'RDFC-1.0',
      maxDeepIterations: MOST_COMPARISONS,
      messageDigestAlgorithm: hash,
      ...(names && { canonicalIdMap: names }),
    });
  } catch (error) {
    throw linkedDataErrorOf(error);
  }
}

/** The line of one statement, as it is: blank nodes keep their names. */
export function serializeStatement({ subject, predicate, object, graph }: Statement): string {
  return rdfCanonize.NQuads.serializeQuadComponents(subject, predicate, object, graph);
}
