/** What somebody handed over to be checked: a file, pasted text, or the web address of either. Nothing of it is kept. */
import { type Client, FetchError } from '../../platform/fetch/index.js';
import { FormatError, MOST_BYTES, unwrap } from '../formats/index.js';

/** No credential arrived: the field at fault, and what to change. */
export class HandedOverError extends Error {
  override readonly name = 'HandedOverError';
  readonly status = 422;
  constructor(
    readonly field: 'file' | 'text',
    message: string,
  ) {
    super(message);
  }
}

export type HandedOver = { bytes: Uint8Array; name: string };

const ACCEPT =
  'application/vc+ld+json, application/ld+json;q=0.9, application/json;q=0.9, image/png;q=0.8, image/svg+xml;q=0.8, application/pdf;q=0.8, */*;q=0.5';

/**
 * The bytes to be judged: those of the file where there is one, else the text, read from the web where it is an address.
 * @throws HandedOverError where there is nothing, or nothing could be read from the address.
 */
export async function takeHandedOver(
  client: Pick<Client, 'get'>,
  given: { file: HandedOver | null; text: string },
): Promise<HandedOver> {
  const text = given.text.trim();
  if (given.file) return given.file;
  if (text === '') throw new HandedOverError('file', 'Choose a file, or paste a credential or its address below.');
  if (/^https?:\/\/\S+$/i.test(text)) return readAddress(client, text);
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text))
    throw new HandedOverError('text', 'An address must begin with https:// or http://.');
  return { bytes: new TextEncoder().encode(given.text), name: '' };
}

async function readAddress(client: Pick<Client, 'get'>, address: string): Promise<HandedOver> {
  try {
    const { body, url } = await client.get(address, {
      headers: { accept: ACCEPT },
      maxBytes: MOST_BYTES,
      timeoutMs: 8_000,
      maxRedirects: 3,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (/^\s*<(!doctype html|html)/i.test(bytes.subarray(0, 200).toString('latin1')))
      throw new HandedOverError(
        'text',
        'At that address stands a page for people. Look there for a download of the badge, and give that file.',
      );
    return { bytes, name: new URL(url).pathname.split('/').at(-1) ?? '' };
  } catch (error) {
    if (error instanceof FetchError)
      throw new HandedOverError('text', `Nothing could be read from that address. ${error.message}`);
    throw error;
  }
}

/** The credential as text, to be asked about once more; empty where none can be read. */
export function textIn(bytes: Uint8Array): string {
  try {
    const { content } = unwrap(bytes);
    return 'json' in content ? content.json : 'jwt' in content ? content.jwt : content.address;
  } catch (error) {
    if (error instanceof FormatError) return '';
    throw error;
  }
}
