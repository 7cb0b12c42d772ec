/** A form with a file (RFC 7578), read by what Node brings. */
import type { FastifyRequest } from 'fastify';

/** 10 MB of table, and what is round it. */
export const MOST_BYTES = 10 * 1_048_576 + 65_536;

export type SentTable = { file: { name: string; content: Uint8Array } | null; text: string };

/** What was sent is no form with files, or it is torn. */
export class TornUploadError extends Error {
  override readonly name = 'TornUploadError';
  readonly status = 400;
  constructor() {
    super('The file did not arrive whole. Send it again.');
  }
}

/** The parts `file` and `text` of a form; all others are passed over. */
export async function readMultipart(request: FastifyRequest, body: Buffer): Promise<SentTable> {
  const type = request.headers['content-type'] ?? '';
  let data: FormData;
  try {
    data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new TornUploadError();
  }
  const file = data.get('file');
  const text = data.get('text');
  return {
    file: file instanceof File ? { name: file.name, content: new Uint8Array(await file.arrayBuffer()) } : null,
    text: typeof text === 'string' ? text : '',
  };
}
