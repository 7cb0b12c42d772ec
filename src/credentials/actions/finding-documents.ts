/** Documents that a credential names, through the guarded client: few, small, soon, and kept for a moment. */
import { type Client, FetchError } from '../../platform/fetch/index.js';
import { DocumentError, type FetchDocument, type FetchedDocument } from '../engine/types.js';

const MOST_FETCHES = 10;
const MOST_MS = 10_000;
const MOST_MS_EACH = 5_000;
const MOST_BYTES = 1_000_000;
const KEPT_MS = 300_000;
const MOST_KEPT_BYTES = 20_000_000;

/** Answers kept no longer than five minutes, or than their server allows; never more than a few megabytes of them. */
export class KeptDocuments {
  readonly #kept = new Map<string, { until: number; document: FetchedDocument }>();
  #bytes = 0;

  find(key: string, now: number): FetchedDocument | null {
    const found = this.#kept.get(key);
    if (!found) return null;
    if (found.until > now) return found.document;
    this.#drop(key);
    return null;
  }

  keep(key: string, document: FetchedDocument, cacheControl: string | undefined, now: number): void {
    const ms = keptMs(cacheControl);
    if (ms === 0) return;
    this.#drop(key);
    this.#kept.set(key, { until: now + ms, document });
    this.#bytes += document.body.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= MOST_KEPT_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.document.body.length ?? 0;
    this.#kept.delete(key);
  }
}

function keptMs(cacheControl = ''): number {
  if (/no-store|no-cache|private/i.test(cacheControl)) return 0;
  const [, seconds] = /max-age=(\d{1,9})/i.exec(cacheControl) ?? [];
  return seconds === undefined ? KEPT_MS : Math.min(KEPT_MS, Number(seconds) * 1000);
}

/** For one verification: at most ten documents, ten seconds in all. `now`: milliseconds, for how long answers are kept. */
export function documentsFor(client: Client, kept: KeptDocuments, now: () => number): FetchDocument {
  const deadline = AbortSignal.timeout(MOST_MS);
  let fetches = 0;
  return async (address, { accept, mostBytes }) => {
    const key = `${accept}\n${address}`;
    const found = kept.find(key, now());
    if (found) return found;
    fetches += 1;
    if (fetches > MOST_FETCHES)
      throw new DocumentError(
        'refused',
        `The credential names more than ${MOST_FETCHES} documents; the rest were not read.`,
      );
    return fetchOne(
      client,
      address,
      { accept, maxBytes: Math.min(mostBytes, MOST_BYTES), signal: deadline },
      (document, cacheControl) => kept.keep(key, document, cacheControl, now()),
    );
  };
}

type Asked = { accept: string; maxBytes: number; signal: AbortSignal };

async function fetchOne(
  client: Client,
  address: string,
  { accept, maxBytes, signal }: Asked,
  keep: (document: FetchedDocument, cacheControl: string | undefined) => void,
): Promise<FetchedDocument> {
  try {
    const { url, headers, body } = await client.get(address, {
      headers: { accept },
      maxBytes,
      timeoutMs: MOST_MS_EACH,
      maxRedirects: 3,
      signal,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    const document = {
      address: url,
      contentType: headers['content-type'] ?? null,
      body: new Uint8Array(Buffer.concat(chunks)),
    };
    keep(document, headers['cache-control']);
    return document;
  } catch (error) {
    if (error instanceof FetchError) throw asDocumentError(error);
    throw error;
  }
}

export function asDocumentError(error: FetchError): DocumentError {
  const status = error.answered?.status;
  if (error.fault === 'status')
    return new DocumentError(status === 404 || status === 410 ? 'not-found' : 'unreachable', error.message);
  if (error.fault === 'too-large') return new DocumentError('too-large', error.message);
  const isRefused = error.fault === 'address' || error.fault === 'private' || error.fault === 'redirects';
  return new DocumentError(isRefused ? 'refused' : 'unreachable', error.message);
}
