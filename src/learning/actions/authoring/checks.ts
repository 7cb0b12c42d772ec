/** What `cairn doctor` asks of the files of courses. */
import { type Check, databaseCheck, failed, ok } from '../../../platform/checks/index.js';
import { allKept } from '../../queries/authoring/media.js';
import { bytesKept } from './media-store.js';

const SHOWN = 3;

const mediaCheck: Check = databaseCheck('course files', async ({ db }, { config }) => {
  const kept = await allKept(db);
  const missing: string[] = [];
  for (const { sha256, bytes } of kept)
    if ((await bytesKept(config.dataFolder, sha256)) !== bytes) missing.push(sha256);
  if (missing.length === 0) return ok(`All ${kept.length} files of courses are there.`);
  const named = missing.slice(0, SHOWN).join(', ');
  return failed(
    `In the data folder, files of courses are missing or cut off (${missing.length} of ${kept.length}), in media: ${named}${missing.length > SHOWN ? ' …' : ''}.`,
    'Bring them back from a backup, or have the authors upload them again.',
  );
});

export const checks: readonly Check[] = [mediaCheck];
