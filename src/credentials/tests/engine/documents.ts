/** A small web for tests: documents by address, as a FetchDocument. */
import { DocumentError, type FetchDocument, type Json } from '../../engine/types.js';

export type Web = { fetchDocument: FetchDocument; asked: string[] };

/** @param sendsTo addresses that redirect, and where they end. */
export function webOf(documents: Record<string, Json>, sendsTo: Record<string, string> = {}): Web {
  const asked: string[] = [];
  return {
    asked,
    async fetchDocument(address) {
      asked.push(address);
      const end = sendsTo[address] ?? address;
      const document = documents[end];
      if (document === undefined) throw new DocumentError('not-found', `${address} does not exist.`);
      const body = typeof document === 'string' ? document : JSON.stringify(document);
      return { address: end, contentType: 'application/json', body: new TextEncoder().encode(body) };
    },
  };
}
