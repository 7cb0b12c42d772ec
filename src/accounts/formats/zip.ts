/** A ZIP, made as it is sent: a large file is never held in two forms at once. */
import { Zip, ZipDeflate } from 'fflate';
import type { ExportFile } from './export-parts.js';

/** So much is compressed at a time, some milliseconds; between two pieces others are served. */
const PIECE = 262_144;

export function* zipOf(files: Iterable<ExportFile>, at: Date): Generator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  for (const { path, bytes } of files) {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = at;
    zip.add(entry);
    for (let from = 0; from < bytes.length || from === 0; from += PIECE) {
      entry.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length);
      yield* made.splice(0);
    }
  }
  zip.end();
  yield* made.splice(0);
}
