/** What a page tells of any credential that was handed over, whatever standard it follows. Words of its issuer, not of Cairn. */
import { z } from 'zod';

/** A thing of the credential with a name and, where it has one, an address. */
const Named = z.object({ id: z.string().nullable(), name: z.string().nullable() });

/** `value` as it was stated, a number where it is one; `unit` and `scheme` only where the credential says them. */
const StatedCredit = z.object({ value: z.number(), unit: z.string().nullable(), scheme: z.string().nullable() });

const StatedResult = z.object({
  name: z.string().nullable(),
  value: z.string().nullable(),
  status: z.string().nullable(),
  level: z.string().nullable(),
});

const StatedAlignment = z.object({
  name: z.string(),
  url: z.string().nullable(),
  framework: z.string().nullable(),
  code: z.string().nullable(),
  type: z.string().nullable(),
});

export const RECIPIENT_KINDS = ['address', 'hashed', 'did', 'other', 'none'] as const;

export const CredentialSummary = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  issuer: Named.extend({ url: z.string().nullable() }),
  achievement: z
    .object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      description: z.string().nullable(),
      /** An address or a `data:` URL; never fetched by the verifier. */
      image: z.string().nullable(),
      criteria: z.object({ url: z.string().nullable(), narrative: z.string().nullable() }),
      type: z.string().nullable(),
    })
    .nullable(),
  /** Dates as the credential states them. */
  issued: z.string().nullable(),
  ends: z.string().nullable(),
  credit: z.array(StatedCredit),
  results: z.array(StatedResult),
  alignment: z.array(StatedAlignment),
  evidence: z.array(Named.extend({ narrative: z.string().nullable() })),
  /** How the learner is named: never the name or address itself. */
  recipient: z.enum(RECIPIENT_KINDS),
  /** What a record (CLR) or a presentation holds, and what is said in endorsements: how many. */
  contains: z.number(),
});
export type CredentialSummary = z.infer<typeof CredentialSummary>;

/** What the asker demands beyond the truth of the credential. What is left out is not demanded. */
export const Policy = z.object({
  /** The issuer stands on one of our lists. */
  issuerKnown: z.boolean().optional(),
  /** Only these issuers (DIDs or addresses). */
  issuers: z.array(z.string().min(1).max(500)).max(100).optional(),
  /** Only these achievements (ids). */
  achievements: z.array(z.string().min(1).max(500)).max(100).optional(),
  /** Issued no longer ago than so many days. */
  withinDays: z.number().int().min(1).max(36_500).optional(),
});
export type Policy = z.infer<typeof Policy>;
