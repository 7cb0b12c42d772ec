/** robots.txt of the sites that we read, kept for a day (RFC 9309 §2.4). */
import type { Db } from '../../../platform/db/index.js';
import { type Client, FetchError } from '../../../platform/fetch/index.js';
import { findSiteRules, saveSiteRules } from '../../queries/index.js';
import { type SiteRules, siteRules } from '../../rules/feeds/index.js';
import { FeedFault } from './fault.js';
import type { Pace } from './pace.js';

export type Visiting = { db: Db; client: Client; pace: Pace };

const KEPT_MS = 24 * 3_600_000;
/** RFC 9309 §2.5 asks for at least 500 KiB. */
const MOST_BYTES = 524_288;
const TIMEOUT_MS = 20_000;
const FIRST_PAUSE_MS = 1_000;

/** @throws FeedFault where the rules cannot be learnt: a site that fails is not read (RFC 9309 §2.3.1.4). */
export async function rulesOf(visiting: Visiting, origin: string, now: Date): Promise<SiteRules> {
  const kept = await findSiteRules(visiting.db, origin, new Date(now.getTime() - KEPT_MS));
  if (kept) return siteRules(origin, kept.robots);
  const robots = await fetchRobots(visiting, origin);
  await saveSiteRules(visiting.db, origin, robots, now);
  return siteRules(origin, robots);
}

/** Null: the site has none, which allows everything. */
async function fetchRobots({ client, pace }: Visiting, origin: string): Promise<string | null> {
  await pace(origin, FIRST_PAUSE_MS);
  try {
    return await client.text(`${origin}/robots.txt`, { maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const status = error.answered?.status ?? 0;
    if ((status >= 400 && status < 500 && status !== 429) || error.fault === 'redirects') return null;
    const why = status === 0 ? error.message : `It answered ${status}.`;
    throw new FeedFault(`${origin}/robots.txt, which says what programs may read there, cannot be read. ${why}`);
  }
}

/** Waits for this site's turn. @throws FeedFault where it does not want the address to be read. */
export async function enter(visiting: Visiting, url: string, now: Date): Promise<void> {
  const { origin, pathname } = new URL(url);
  const rules = await rulesOf(visiting, origin, now);
  if (!rules.allows(url))
    throw new FeedFault(
      `${origin}/robots.txt does not let Cairn read this address. Let it by two lines there: “User-agent: Cairn” and “Allow: ${pathname}”. It is looked at again after a day.`,
    );
  await visiting.pace(origin, rules.pauseMs);
}
