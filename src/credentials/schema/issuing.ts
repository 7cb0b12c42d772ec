/** Words of issuing: what somebody is awarded, what was issued, and what became of it. */
import { z } from 'zod';
import { defineEvent, defineTask } from '../../platform/jobs/index.js';

const Day = z.iso.date();
const Line = z.string().trim().min(1).max(300);
const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** Whoever is awarded something: by an address that letters reach, by a DID, or by both. The name never stands in a signed file as it is. */
export const AwardRecipient = z
  .object({
    email: z
      .email()
      .max(254)
      .transform((email) => email.toLowerCase())
      .optional(),
    name: z.string().trim().min(1).max(200).optional(),
    did: z
      .string()
      .regex(/^did:[a-z0-9]+:[\w.:%-]+$/, 'a DID, such as did:key:z6Mk…')
      .max(500)
      .optional(),
  })
  .refine(({ email, did }) => email !== undefined || did !== undefined, 'Give an e-mail address or a DID.');

/** How well: of the result with this place (from 1) in the achievement's list. */
export const AwardResult = z
  .object({
    result: z.int().min(1).max(12),
    /** As it is told: `82`, `Merit`. */
    value: z.string().trim().min(1).max(100).optional(),
    /** Place of the level that was reached (from 1) in the result's rubric. */
    level: z.int().min(1).max(12).optional(),
  })
  .refine(({ value, level }) => value !== undefined || level !== undefined, 'Give a value or a level.');

export const AwardEvidence = z
  .object({
    url: WebAddress.optional(),
    name: Line.optional(),
    narrative: z.string().trim().min(1).max(5000).optional(),
  })
  .refine(({ url, name, narrative }) => (url ?? name ?? narrative) !== undefined, 'Say what the evidence is.');

/** One achievement for one person. Days are of the calendar, `2026-11-23`; what is absent is not stated. */
export const GivenAward = z
  .object({
    recipient: AwardRecipient,
    results: z.array(AwardResult).max(12).optional(),
    evidence: z.array(AwardEvidence).max(20).optional(),
    /** When the learning began and ended. */
    started: Day.optional(),
    finished: Day.optional(),
    /** The day on which it was awarded, where that is not the day of issue. */
    awarded: Day.optional(),
    /** From when it holds; left out: at once. */
    validFrom: Day.optional(),
    /** Its last day; left out: as the achievement says. */
    validUntil: Day.optional(),
  })
  .refine(({ started, finished }) => !started || !finished || started <= finished, {
    path: ['finished'],
    message: 'It ends before it starts.',
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    path: ['validUntil'],
    message: 'It ends before it begins to hold.',
  });
export type GivenAward = z.infer<typeof GivenAward>;

/** Reasons of which one is told when a credential is revoked or suspended; `replaced` and `key-withdrawn` are given by Cairn. */
export const REVOCATION_REASONS = [
  'mistake',
  'wrong-recipient',
  'misconduct',
  'requirements',
  'asked',
  'other',
] as const;
export const RevocationReason = z.enum(REVOCATION_REASONS);
export type RevocationReason = z.infer<typeof RevocationReason>;
export type AnyReason = RevocationReason | 'replaced' | 'key-withdrawn' | 'not-theirs';

/** `offered`: issued, and not claimed yet. `declined`: whoever had the letter said that it is not theirs. */
export const CREDENTIAL_STATES = [
  'offered',
  'claimed',
  'declined',
  'suspended',
  'revoked',
  'replaced',
  'ended',
] as const;
export const CredentialState = z.enum(CREDENTIAL_STATES);
export type CredentialState = z.infer<typeof CredentialState>;

/** A credential that was issued here. `signed`: the file, byte for byte: JSON, or a token. */
export type IssuedCredential = {
  id: string;
  organisationId: string;
  achievementId: string;
  achievementVersion: number;
  batchId: string | null;
  signed: string;
  issued: Date;
  validFrom: Date;
  validUntil: Date | null;
  claimed: Date | null;
  declined: Date | null;
  suspended: Date | null;
  revoked: Date | null;
  reason: AnyReason | null;
  words: string | null;
  suspendable: boolean;
  replacesId: string | null;
  /** The one that was issued in its place. */
  replacedById: string | null;
  renewsId: string | null;
  renewedById: string | null;
};

/** Whom it is for; all null where that was erased, or is known by a DID alone. */
export type CredentialRecipient = {
  email: string | null;
  name: string | null;
  did: string | null;
  personId: string | null;
};

export const BATCH_WAYS = ['form', 'table', 'api', 'event', 'command'] as const;
export type BatchWay = (typeof BATCH_WAYS)[number];
export type BatchState = 'checked' | 'waiting' | 'running' | 'done' | 'failed';

/**
 * What is wrong in a table: `row` as a spreadsheet numbers it (the names of the columns are row 1), `column` by its name. Row 0: a
 * remark on the whole table, which stands in nobody's way.
 */
export type TableFault = { row: number; column: string; message: string };

/**
 * How a credential is signed: with a proof inside it (eddsa-rdfc-2022), or as a token, in the profile of the W3C (VC-JOSE-COSE, `typ: vc+jwt`)
 * or in that of Open Badges 3.0 (§8.2).
 */
export const SIGNED_AS = ['proof', 'vc-jwt', 'ob3-jwt'] as const;
export const SignedAs = z.enum(SIGNED_AS);
export type SignedAs = z.infer<typeof SignedAs>;

/** What all awards of a batch share. */
export const BatchTerms = z.object({
  /** The moment of issue, whole seconds: `2026-11-23T08:00:00Z`. Set when it is confirmed. */
  issued: z.iso.datetime().nullable(),
  /** With a place for suspension too: two entries, which the published schema of Open Badges does not foresee. */
  suspendable: z.boolean(),
  /** Whether letters are sent. */
  letters: z.boolean(),
  signedAs: SignedAs,
});
export type BatchTerms = z.infer<typeof BatchTerms>;

export type Batch = {
  id: string;
  organisationId: string;
  achievementId: string;
  achievementVersion: number;
  way: BatchWay;
  name: string;
  state: BatchState;
  total: number;
  done: number;
  faults: TableFault[];
  fault: string | null;
  terms: BatchTerms;
  made: Date;
  started: Date | null;
  ended: Date | null;
};

const OfCredential = { credential: z.uuid(), organisation: z.uuid(), achievement: z.uuid() };

/** Told after a batch, or one alone, was issued: `batch` null: one alone. */
export const credentialsIssued = defineEvent(
  'credentials.issued',
  z.object({
    organisation: z.uuid(),
    achievement: z.uuid(),
    batch: z.uuid().nullable(),
    credential: z.uuid().nullable(),
  }),
);
/** `person` null: claimed without an account. `proved`: by the letter to an address that is proved to be theirs. */
export const credentialsClaimed = defineEvent(
  'credentials.claimed',
  z.object({ ...OfCredential, person: z.uuid().nullable() }),
);
/** Revoked or suspended (`holds` false), or resumed (`holds` true). */
export const credentialsChanged = defineEvent(
  'credentials.changed',
  z.object({ ...OfCredential, holds: z.boolean(), reason: z.string().nullable() }),
);
/** Another stands in its place: `credential` is the old one. */
export const credentialsReplaced = defineEvent(
  'credentials.replaced',
  z.object({ ...OfCredential, by: z.uuid(), how: z.enum(['corrected', 'renewed']) }),
);

/** Issues what is left of a batch. */
export const issueBatchTask = defineTask('credentials.issue-batch', z.object({ batch: z.uuid() }));
