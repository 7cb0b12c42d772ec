/** Known answers and real credentials, read from the sample folder; nothing of them is in the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../platform/files/index.js';
import type { JsonObject } from '../engine/types.js';

export const CREDENTIALS = join(process.env.CAIRN_SAMPLES ?? projectFile('../shared/data'), 'credentials');
export const CONTEXTS_FOLDER = join(CREDENTIALS, 'contexts');
export const hasSamples = existsSync(CREDENTIALS);

export const sampleText = (path: string): string => readFileSync(join(CREDENTIALS, path), 'utf8');
export const sampleJson = (path: string): JsonObject => JSON.parse(sampleText(path)) as JsonObject;

/** Paths of the files below a folder that hold a JSON document with contexts, in order. */
export function documentsBelow(...folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(CREDENTIALS, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .sort()
    .filter(isDocument);
}

function isDocument(path: string): boolean {
  if (/\.(png|svg|jwt|html)$/.test(path)) return false;
  try {
    const document: unknown = JSON.parse(sampleText(path));
    return document !== null && typeof document === 'object' && '@context' in document;
  } catch {
    return false;
  }
}
