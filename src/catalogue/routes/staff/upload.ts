/** A form with several files and fields (RFC 7578), read by what Node brings. */
import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../../schema.js';

/** 64 MB of files, and what is round them. */
export const MOST_BYTES = 64 * 1_048_576 + 65_536;
const MOST_FILES = 200;

export type Upload = { files: SentFile[]; fields: Record<string, string> };

/** What was sent is no form with files, or it is torn. */
export class TornUploadError extends Error {
  override readonly name = 'TornUploadError';
  readonly status = 400;
  constructor() {
    super('The files did not arrive whole. Send them again.');
  }
}

/** Files that were chosen, in the order of their names, and the first value of each field. */
export async function readUpload(request: FastifyRequest, body: Buffer): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  let data: FormData;
  try {
    data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new TornUploadError();
  }
  const upload: Upload = { files: [], fields: {} };
  for (const [name, value] of data) {
    if (typeof value === 'string') upload.fields[name] ??= value.replaceAll('\0', '');
    else if (value.size > 0 && upload.files.length < MOST_FILES)
      upload.files.push({ name: plainName(value.name), content: new Uint8Array(await value.arrayBuffer()) });
  }
  upload.files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return upload;
}

/** A name that is no path, is not hidden, and fits any disk. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = [...last.replace(/[^\p{L}\p{N}._ -]/gu, '_')].slice(-100).join('');
  return plain.replace(/^[. ]+/, '') || 'file';
}

export function isUpload(body: unknown): body is Upload {
  return typeof body === 'object' && body !== null && 'files' in body && Array.isArray(body.files);
}
