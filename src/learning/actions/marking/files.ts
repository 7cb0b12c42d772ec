/** Files of submissions in the data folder, each under its own id: private, never shared, gone with their row. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newId, sha256 } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { codeOf, makeFolder, removeFile, writeFileAtomically } from '../../../platform/files/index.js';
import { filesKept } from '../../queries/marking/submissions.js';
import { MOST_BYTES, nameAs, typeOf, withoutMaker } from '../../rules/marking/files.js';
import { LearningError } from '../../schema/index.js';
import type { SubmissionFile } from '../../schema/marking.js';
import type { Learning } from '../parts.js';

type Stored = Pick<Learning, 'dataFolder'>;

/** Judges a file by its bytes and keeps it. The row is the caller's. @throws LearningError 413 | 422 */
export function storeFile(
  { dataFolder }: Stored,
  submissionId: string,
  sent: { name: string; content: Uint8Array },
): SubmissionFile {
  if (sent.content.length > MOST_BYTES)
    throw new LearningError(413, `“${sent.name}” is larger than 10 MB. Make it smaller, or split it.`, 'files');
  const type = typeOf(sent.content, sent.name);
  if (type === null)
    throw new LearningError(
      422,
      `“${sent.name}” is none of the files that are taken: PDF, Word (docx), OpenDocument (odt), plain text, Markdown, PNG or JPEG.`,
      'files',
    );
  const content = withoutMaker(type, sent.content);
  const id = newId();
  makeFolder(folderOf(dataFolder), 0o700);
  writeFileAtomically(join(folderOf(dataFolder), id), content, 0o600);
  return {
    id,
    submissionId,
    name: nameAs(type, sent.name),
    type,
    bytes: content.length,
    sha256: sha256(content),
  };
}

/** @throws LearningError 404 where the disk has lost it, or holds something else. */
export function readStored({ dataFolder }: Stored, file: Pick<SubmissionFile, 'id' | 'sha256'>): Buffer {
  const content = readOrNull(join(folderOf(dataFolder), file.id));
  if (content === null || sha256(content) !== file.sha256)
    throw new LearningError(404, 'This file is no longer there as it was handed in. Tell the staff of the site.');
  return content;
}

/** Takes files away whose rows are gone. */
export async function removeStored(
  { db, dataFolder }: Stored & Pick<Learning, 'db'>,
  ids: readonly string[],
): Promise<void> {
  const kept = await filesKept(db, ids);
  for (const id of ids) if (!kept.has(id)) removeFile(join(folderOf(dataFolder), id));
}

const A_DAY = 24 * 3_600_000;

/** What an act that failed left behind: files of more than a day without a row. Returns how many went. */
export async function sweepStored(parts: Stored & { db: Db }, now: Date): Promise<number> {
  const folder = folderOf(parts.dataFolder);
  const old = namesIn(folder).filter((name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return stat !== undefined && now.getTime() - stat.mtimeMs > A_DAY;
  });
  const ids = old.filter((name) => /^[0-9a-f-]{36}$/.test(name));
  const kept = await filesKept(parts.db, ids);
  const lost = old.filter((name) => !kept.has(name));
  for (const name of lost) removeFile(join(folder, name));
  return lost.length;
}

function folderOf(dataFolder: string): string {
  return join(dataFolder, 'submissions');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
