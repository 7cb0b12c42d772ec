/** Looks whether the addresses of courses of verified providers can be opened: politely, a week apart. */
import type { Clock } from '../../platform/clock/index.js';
import { FetchError } from '../../platform/fetch/index.js';
import { dueLinks, saveLinkCheck } from '../queries/index.js';
import { UNASKED } from '../rules/quality.js';
import { FeedFault } from './feeds/fault.js';
import { enter, type Visiting } from './feeds/index.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 500;
const SITES_AT_ONCE = 5;
const TIMEOUT_MS = 15_000;
/** Servers that do not know HEAD, or answer it otherwise than GET. */
const ASK_AGAIN = new Set([400, 403, 404, 405, 501]);

type Link = { courseId: string; url: string; failures: number };
type Found = { status: number | null; fault: string | null };

/** Looks at what is due, for at most `budgetMs`; what is left waits for the next time. Returns how many were looked at. */
export async function checkLinks(
  visiting: Visiting & { clock: Clock },
  { budgetMs, signal }: { budgetMs: number; signal?: AbortSignal },
): Promise<number> {
  const { db, clock } = visiting;
  const end = performance.now() + budgetMs;
  const bySite = Map.groupBy(await dueLinks(db, clock.now(), AT_ONCE), ({ url }) => URL.parse(url)?.origin ?? '');
  const sites = [...bySite.values()];
  let looked = 0;
  const next = async (): Promise<void> => {
    for (let site = sites.shift(); site; site = sites.shift()) {
      for (const link of site) {
        if (performance.now() > end || signal?.aborted) return;
        await check(visiting, link);
        looked += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: SITES_AT_ONCE }, next));
  return looked;
}

async function check(visiting: Visiting & { clock: Clock }, { courseId, url, failures: before }: Link): Promise<void> {
  const checked = visiting.clock.now();
  const found = await look(visiting, url, checked);
  const isGood = found.fault === null || found.fault === UNASKED;
  const failures = isGood ? 0 : Math.min(1000, before + 1);
  const nextCheck = new Date(checked.getTime() + (isGood ? 7 : 1) * DAY_MS);
  await saveLinkCheck(visiting.db, { courseId, url, ...found, failures, checked, nextCheck });
}

async function look(visiting: Visiting, url: string, now: Date): Promise<Found> {
  try {
    await enter(visiting, url, now);
  } catch (error) {
    if (error instanceof FeedFault) return { status: null, fault: UNASKED };
    if (error instanceof FetchError || error instanceof TypeError) return { status: null, fault: 'address' };
    throw error;
  }
  const first = await ask(visiting, url, true);
  if (first.status === null || !ASK_AGAIN.has(first.status)) return first;
  await enter(visiting, url, now);
  return ask(visiting, url, false);
}

async function ask({ client }: Visiting, url: string, head: boolean): Promise<Found> {
  try {
    const { status, body } = await client.get(url, { head, timeoutMs: TIMEOUT_MS, maxBytes: Number.MAX_SAFE_INTEGER });
    body.on('error', () => {}).destroy();
    return { status, fault: null };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { status: error.answered?.status ?? null, fault: error.fault };
  }
}
