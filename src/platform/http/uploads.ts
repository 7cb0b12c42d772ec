/** Forms with files (RFC 7578), read by what Node brings. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from './app.js';

/** Files that were chosen, in the order of their names, and the first value of each field. */
export type Upload = { files: SentFile[]; fields: Record<string, string> };
export type SentFile = { name: string; content: Uint8Array };

/** What was sent is no form with files, or it is torn. */
export class TornUploadError extends Error {
  override readonly name = 'TornUploadError';
  readonly status = 400;
  constructor() {
    super('The form did not arrive whole. Send it again.');
  }
}

/** What is round the files: fields and the lines between them. */
const ROUND_FILES = 65_536;
const MOST_FILES = 200;

/**
 * Lets the routes of a scope take forms with files of `mostBytes` together; read them with `uploadOf(request.body)`.
 * Returns the limit that those routes must name as `bodyLimit`.
 */
export function takeUploads(scope: App, mostBytes: number): number {
  const bodyLimit = mostBytes + ROUND_FILES;
  scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit }, readUpload);
  return bodyLimit;
}

/** The upload in a body. A form that was sent without files has fields alone. */
export function uploadOf(body: unknown): Upload {
  if (body instanceof SentForm) return body;
  return { files: [], fields: z.record(z.string(), z.string()).safeParse(body).data ?? {} };
}

/** A class, so that no JSON can pass for it. */
class SentForm implements Upload {
  readonly files: SentFile[] = [];
  readonly fields: Record<string, string> = {};
}

async function readUpload(request: FastifyRequest, body: Buffer): Promise<SentForm> {
  const type = request.headers['content-type'] ?? '';
  let data: FormData;
  try {
    data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new TornUploadError();
  }
  const form = new SentForm();
  for (const [name, value] of data) {
    if (typeof value === 'string') form.fields[name] ??= value.replaceAll('\0', '');
    else if (value.size > 0 && form.files.length < MOST_FILES)
      form.files.push({ name: plainName(value.name), content: new Uint8Array(await value.arrayBuffer()) });
  }
  form.files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return form;
}

/** A name that is no path, is not hidden, and fits any disk. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = [...last.replace(/[^\p{L}\p{N}._ -]/gu, '_')].slice(-100).join('');
  return plain.replace(/^[. ]+/, '') || 'file';
}
