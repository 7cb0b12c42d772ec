/** Trying whether the sources of developments can still be opened. */
import type { Db } from '../../../platform/db/index.js';
import { type Client, FetchError } from '../../../platform/fetch/index.js';
import { type LinkRow, listLinks, saveLook } from '../../queries/developments.js';
import { nextLook, titleIn } from '../../rules/developments/links.js';
import { plainText } from '../../rules/text.js';

const AT_ONCE = 50;
/** A title stands at the head of a page. */
const HEAD_BYTES = 65_536;
const TIMEOUT_MS = 20_000;

/** Tries those that are due, one after the other. Returns how many, and how many could not be opened. */
export async function lookAtLinks(
  { db, client }: { db: Db; client: Client },
  now: Date,
  signal?: AbortSignal,
): Promise<{ tried: number; failed: number }> {
  const due = (await listLinks(db, AT_ONCE)).filter((link) => nextLook(link) <= now);
  let failed = 0;
  for (const link of due) {
    if (signal?.aborted) break;
    const look = await lookAt(client, link, signal);
    if (look.trouble !== null) failed += 1;
    await saveLook(db, link, { ...look, now });
  }
  return { tried: due.length, failed };
}

async function lookAt(
  client: Client,
  { url }: LinkRow,
  signal: AbortSignal | undefined,
): Promise<{ title: string | null; trouble: string | null }> {
  try {
    const { body, headers } = await client.get(url, {
      maxBytes: 50_000_000,
      timeoutMs: TIMEOUT_MS,
      ...(signal && { signal }),
    });
    if (!/html/i.test(headers['content-type'] ?? '')) {
      body.destroy();
      return { title: null, trouble: null };
    }
    const title = titleIn(await headOf(body));
    return { title: title === null ? null : plainText(title), trouble: null };
  } catch (error) {
    if (error instanceof FetchError) return { title: null, trouble: error.message.slice(0, 300) };
    throw error;
  }
}

async function headOf(body: AsyncIterable<unknown> & { destroy(): void }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= HEAD_BYTES) break;
  }
  body.destroy();
  return Buffer.concat(chunks).toString('utf8', 0, HEAD_BYTES);
}
