import { listSources } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';

/** Whether all that the site shows is the dated sample that ships with it: then every page says so. */
export async function isSample(db: Db): Promise<boolean> {
  const sources = await listSources(db);
  return sources.every(({ format }) => format === 'starter');
}
