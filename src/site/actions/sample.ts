import { listSources } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';
import { DEMO_PROVIDER } from '../rules/demonstration.js';

/** Whether all that the site shows is the dated sample that ships with it: then every page says so. */
export async function isSample(db: Db): Promise<boolean> {
  const sources = await listSources(db);
  // The course of a demonstration stands beside the sample, and says itself what it is.
  return sources.every(({ format, name }) => format === 'starter' || name === DEMO_PROVIDER.name);
}
