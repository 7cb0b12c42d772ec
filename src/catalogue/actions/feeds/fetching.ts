/** A feed's file from the web to a file of our own: only if it has changed, within limits, as its site allows. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fetched } from '../../../platform/fetch/index.js';
import type { Feed } from '../../queries/index.js';
import { faultOf } from './fault.js';
import { enter, type Visiting } from './site-rules.js';

/** `hash` is the SHA-256 of the content, unpacked; `etag` and `lastModified` are sent back next time. */
export type FeedFile = {
  path: string;
  bytes: number;
  hash: string;
  etag: string | null;
  lastModified: string | null;
};

const MOST_BYTES = 1_000_000_000;
const LONGEST_MS = 30 * 60_000;

/**
 * Hands the feed's file to `use`, or null where it is as it was when it was last read to its end. The file is gone afterwards.
 * @throws FeedFault
 */
export async function withFeedFile<T>(
  visiting: Visiting,
  feed: Pick<Feed, 'url' | 'etag' | 'lastModified' | 'contentHash'>,
  now: Date,
  use: (file: FeedFile | null) => Promise<T>,
): Promise<T> {
  await enter(visiting, feed.url, now);
  const folder = await mkdtemp(join(tmpdir(), 'cairn-feed-'));
  try {
    const file = await fetchFile(visiting, feed, join(folder, fileName(feed.url)), now).catch((error: unknown) => {
      throw faultOf(error, now);
    });
    return await use(file !== null && file.hash === feed.contentHash ? null : file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The end of an address tells some formats: `courses.csv`. */
function fileName(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return (
    last
      .replace(/[^A-Za-z0-9._-]/g, '')
      .replace(/^\.+/, '')
      .slice(-80) || 'feed'
  );
}

async function fetchFile(
  visiting: Visiting,
  { url, etag, lastModified }: Pick<Feed, 'url' | 'etag' | 'lastModified'>,
  path: string,
  now: Date,
): Promise<FeedFile | null> {
  const fetched = await visiting.client.get(url, {
    maxBytes: MOST_BYTES,
    timeoutMs: LONGEST_MS,
    headers: {
      ...(etag !== null && { 'if-none-match': etag }),
      ...(lastModified !== null && { 'if-modified-since': lastModified }),
    },
  });
  try {
    if (fetched.status === 304) return null;
    // It was sent on to another site, which has rules of its own.
    if (new URL(fetched.url).origin !== new URL(url).origin) await enter(visiting, fetched.url, now);
    return { path, ...(await keep(fetched, path)), ...tagsOf(fetched) };
  } finally {
    fetched.body.destroy();
  }
}

async function keep({ body }: Fetched, path: string): Promise<{ bytes: number; hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(body, counter, createWriteStream(path));
  return { bytes, hash: hash.digest('hex') };
}

/** Longer than any server's own: they would only be sent back for nothing. */
const LONGEST_TAG = 1_000;

function tagsOf({ headers }: Fetched): Pick<FeedFile, 'etag' | 'lastModified'> {
  const of = (name: string) => {
    const value = headers[name];
    return value === undefined || value.length > LONGEST_TAG || !/^[\x20-\x7e]+$/.test(value) ? null : value;
  };
  return { etag: of('etag'), lastModified: of('last-modified') };
}
