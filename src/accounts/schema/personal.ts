/** What every feature tells of a person's own data, so that it can be handed over whole and erased whole. */
import type { Db } from '../../platform/db/index.js';

/** A part of the export: data as JSON, or a file as it is. `path` is relative, `organisations/memberships.json`. */
export type ExportPart =
  | {
      path: string;
      /** What this is, in a sentence for the person. */
      about: string;
      /** Plain data: rows without internal numbers. */
      data: unknown;
    }
  | { path: string; about: string; bytes: Uint8Array };

/** What erasure did or kept, in a sentence for the person. */
export type ErasureNote = { kept: boolean; what: string; why?: string };

export type Personal = {
  feature: string;
  /** Every table of this feature with a column that names a person: `organisations.member`. A test compares with the database. */
  tables: readonly string[];
  /** All that is held about a person, nothing of others. */
  exportPerson(db: Db, personId: string): Promise<ExportPart[]>;
  /** Why this person cannot be erased yet: sentences that say what to do first. Left out: nothing stands against it. */
  objections?(db: Db, personId: string): Promise<string[]>;
  /** Removes or unlinks all of it, inside the transaction that erases the person. Runs before the row in accounts.person goes. */
  erasePerson(trx: Db, personId: string): Promise<ErasureNote[]>;
};
