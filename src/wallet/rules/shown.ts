/** A credential as pages for people show it: to its holder, to whoever they share it with, to everybody. */
import type { CredentialSummary } from '../../credentials/index.js';
import type { Holding } from '../schema.js';
import { dayOf, issuerOf, nameOf } from './cv.js';
import { type CredentialFact, factsOf } from './facts.js';
import { type Standing, standingOf } from './standing.js';

export type ShownCredential = {
  name: string;
  issuer: string;
  /** The issuer's own page, or address; null: none that can be opened. */
  issuerPage: string | null;
  /** The name that its holder lets be shown; null: none. */
  holder: string | null;
  /** Whether it is proved to have been issued to them: else it is "shown by", not "awarded to". */
  isTheirs: boolean;
  issued: string | null;
  description: string | null;
  criteria: { narrative: string | null; url: string | null };
  facts: CredentialFact[];
  evidence: { name: string; url: string | null; narrative: string | null }[];
  standing: Standing;
};

/** `document`: what was signed, where it is JSON. `holder`: as the page is to name them. */
export function shownOf(
  held: Holding,
  { document, holder, now }: { document: unknown; holder: string | null; now: Date },
): ShownCredential {
  const { summary } = held;
  return {
    name: nameOf(summary),
    issuer: issuerOf(summary),
    issuerPage: webAddress(summary?.issuer.url) ?? webAddress(summary?.issuer.id),
    holder,
    isTheirs: held.recipient === 'letter' || held.recipient === 'address',
    issued: dayOf(summary?.issued),
    description: summary?.achievement?.description ?? null,
    criteria: {
      narrative: summary?.achievement?.criteria.narrative ?? null,
      url: webAddress(summary?.achievement?.criteria.url),
    },
    facts: summary === null ? [] : factsOf(summary, document),
    evidence: evidenceOf(summary),
    standing: standingOf(held, now),
  };
}

function evidenceOf(summary: CredentialSummary | null): ShownCredential['evidence'] {
  return (summary?.evidence ?? []).slice(0, 30).map(({ id, name, narrative }) => ({
    name: name ?? webAddress(id) ?? 'Evidence',
    url: webAddress(id),
    narrative,
  }));
}

/** Only what a page may link to: anything else that an issuer wrote is no link. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || text.length > 2000 || !URL.canParse(text)) return null;
  const { protocol, href, username } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' ? href : null;
}
