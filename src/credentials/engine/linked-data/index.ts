/** JSON-LD to canonical N-Quads: contexts that are pinned, safe mode, no base, RDFC-1.0. */
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import type { Contexts, JsonObject, LinkedData } from '../types.js';
import type { Statement } from './statements.js';

export type { Statement } from './statements.js';

/** Linked data in this thread, which can also be asked for the statements themselves. */
export type LinkedDataHere = LinkedData & {
  /** @throws LinkedDataError */
  statementsOf(document: JsonObject): Promise<Statement[]>;
};

/** Linked data over contexts whose hashes were checked already. One for the life of the process: it keeps what it works out of a context. */
export function createLinkedData(contexts: Contexts): LinkedDataHere {
  const documentLoader = async (url: string): Promise<object> => ({ document: contexts.get(url), documentUrl: url });
  const statementsOf = (document: JsonObject): Promise<Statement[]> =>
    jsonld.toRDF(document, { documentLoader, safe: true, base: null });
  return {
    statementsOf,
    canonize: async (document) => rdfCanonize.canonize(await statementsOf(document), { algorithm: 'RDFC-1.0' }),
  };
}
