/** What a site allows programs to read (RFC 9309), and how slowly. Pure. */
import parse from 'robots-parser';

/** The name by which sites may speak to us in robots.txt. */
export const AGENT = 'Cairn';
/** Two requests to one site are this far apart. */
const LEAST_PAUSE_MS = 1_000;
/** A pause that a site asks for is kept up to this length: a longer one would hold up everybody else's feeds. */
const MOST_PAUSE_MS = 30_000;

export type SiteRules = { allows(url: string): boolean; pauseMs: number };

/** @param robots the text at `/robots.txt`; null: the site has none, so everything is allowed. */
export function siteRules(origin: string, robots: string | null): SiteRules {
  // A parser's default export under the rules of two module systems.
  const rules = (parse as unknown as ParseRobots)(`${origin}/robots.txt`, robots ?? '');
  const delay = rules.getCrawlDelay(AGENT);
  const asked = typeof delay === 'number' && Number.isFinite(delay) ? delay * 1000 : 0;
  return {
    allows: (url) => rules.isAllowed(url, AGENT) !== false,
    pauseMs: Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, asked)),
  };
}

type ParseRobots = (
  url: string,
  text: string,
) => { isAllowed(url: string, agent: string): boolean | undefined; getCrawlDelay(agent: string): number | undefined };
