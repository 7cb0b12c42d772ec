/** Sends what was made up to a running site and gathers what should not have been answered. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { newClient } from '../people.js';
import type { RunningSite } from '../site.js';
import type { Answer } from './description.js';

/** Whoever waits longer than this waits for ever: a guard against hanging, no measure of speed. */
const PATIENCE_MS = 5_000;
/** Each kind of finding is told this often; the rest would say the same. */
const TOLD = 3;

export type Sent = { method: string; url: string; headers: Record<string, string>; payload?: string | Buffer };

/** Sends a request and reads its answer; a sentence where there was none. */
export async function send(site: RunningSite, { method, url, headers, payload }: Sent): Promise<Answer | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'did not answer');
  });
  const asked = site.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: newClient(),
    headers: { origin: site.origin, ...headers },
    ...(payload !== undefined && { payload }),
  });
  try {
    const answer = await Promise.race([asked, late]);
    if (typeof answer === 'string') return answer;
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type'] ?? ''),
      body: unpacked(answer.rawPayload, String(answer.headers['content-encoding'] ?? '')),
    };
  } finally {
    clearTimeout(timer);
  }
}

function unpacked(body: Buffer, encoding: string): string {
  if (body.length === 0) return '';
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

/** Findings by their kind, the first few of each with the request that led to it. */
export class Findings {
  readonly #byKind = new Map<string, string[]>();

  add(kind: string, sent: Sent): void {
    const told = this.#byKind.get(kind) ?? [];
    told.push(inWords(sent));
    this.#byKind.set(kind, told);
  }

  list(): string[] {
    return [...this.#byKind].map(
      ([kind, told]) => `${kind} (${told.length} times), as for:\n  ${told.slice(0, TOLD).join('\n  ')}`,
    );
  }
}

function inWords({ method, url, headers, payload }: Sent): string {
  const { cookie, ...others } = headers;
  const body = payload === undefined ? '' : ` ${JSON.stringify(payload.toString()).slice(0, 400)}`;
  return `${method} ${url.slice(0, 400)} ${JSON.stringify(others).slice(0, 300)}${cookie ? ' signed in' : ''}${body}`;
}
