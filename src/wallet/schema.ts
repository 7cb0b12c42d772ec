/** The words of the wallet: what somebody holds, where it came from, and what was found out about it. */
import { z } from 'zod';
import { Check, CredentialSummary, Verdict } from '../credentials/index.js';
import { defineEvent } from '../platform/jobs/index.js';

/** Where a credential came from: issued here and claimed, or brought as a file, a pasted text or an address. */
export const Source = z.enum(['issued', 'file', 'text', 'address']);
export type Source = z.infer<typeof Source>;

/**
 * Whether it was issued to whoever holds it. `letter`: the letter with it was sent to them. `address`: it names, by its
 * hash, an address that they proved. `other`: it names somebody, and none of their addresses. `unknown`: it does not say.
 */
export const Recipient = z.enum(['letter', 'address', 'other', 'unknown']);
export type Recipient = z.infer<typeof Recipient>;

export const Findings = z.object({
  /** `open-badges-3 in png`. */
  format: z.string(),
  verdict: Verdict,
  checks: z.array(Check),
  /** Null: nothing of it could be read. */
  summary: CredentialSummary.nullable(),
});
export type Findings = z.infer<typeof Findings>;

export type Holding = Findings & {
  id: string;
  /** Null: held by the link of a letter alone. */
  personId: string | null;
  /** Where it was issued here; its public page stands at this id. */
  credentialId: string | null;
  source: Source;
  fileName: string | null;
  sourceUrl: string | null;
  checkedAt: Date;
  recipient: Recipient;
  grouping: string | null;
  note: string | null;
  hidden: boolean;
  /** Null: whoever has the address of its page sees it without a name, and nobody finds it. */
  publishedAt: Date | null;
  /** The name that its page shows. */
  shownName: string | null;
  created: Date;
};

/** A holding with its bytes as they came. */
export type WholeHolding = Holding & { content: Uint8Array };

/** Something issued here that waits for whoever it is for. */
export type Offered = { id: string; name: string; issuer: string; issued: Date };

/** What a professional body says of what was achieved, as a page tells it. */
export type Recognised = {
  body: string;
  /** “counts for 3 CPD hours until 30 June 2027”. */
  words: string;
  tone: 'good' | 'caution' | 'bad' | 'unknown';
  /** Where it stands with its signed file. */
  href: string;
};

/** How much a person can bring. Bytes: of everything, of all files of one form together, of each file. */
export const MOST = {
  holdings: 2_000,
  bytes: 60_000_000,
  files: 20,
  formBytes: 25_000_000,
  fileBytes: 5_000_000,
} as const;

/** What cannot be done as things stand: a sentence for who tried, and what to do. `field`: where the form is at fault. */
export class WalletError extends Error {
  override readonly name = 'WalletError';
  constructor(
    message: string,
    readonly status: 404 | 409 | 410 | 422 = 409,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** Something about a holding changed that others may build on: claimed, brought, checked anew, its credential revoked. */
export const holdingChanged = defineEvent('wallet.holding-changed', z.object({ holding: z.uuid() }));
/** A holding is no more; `reference` is what proofs that rest on it are kept under. */
export const holdingGone = defineEvent('wallet.holding-gone', z.object({ reference: z.string() }));
