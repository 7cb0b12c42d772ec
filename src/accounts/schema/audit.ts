/** The audit log: who did what, to what, without a name. */

/** Whoever acted, as far as the log must know. */
export type Acting = { kind: 'person'; id: string } | { kind: 'nobody' | 'operator' | 'system' };

/** What an action tells the log. Write neither names nor addresses nor texts of people into `detail`. */
export type RecordedAct = {
  /** `feature.what-was-done`: `organisations.claim-approved`. */
  act: string;
  /** What it was done to, `kind:id`: `organisation:0193…`, `person:` with a pseudonym. */
  subject: string;
  detail?: Record<string, string | number | boolean | null>;
};

export type AuditEntry = {
  seq: number;
  at: Date;
  actor: string;
  act: string;
  subject: string;
  detail: Record<string, unknown>;
  previous: string;
  hash: string;
};
