/** What staff ask for that takes a while: an import, all of ESCO, a whole source withdrawn. */
import { z } from 'zod';
import type { ImportReport } from './import.js';

export const ErrandKind = z.enum(['import', 'taxonomy', 'withdrawal']);
export type ErrandKind = z.infer<typeof ErrandKind>;

/** What is asked for. `source` null: the input says, or its name. `address` null: files were sent. */
export type ErrandAsked = {
  kind: ErrandKind;
  source: string | null;
  address: string | null;
  format: string | null;
  dryRun: boolean;
  force: boolean;
};

/** How far it is: bytes of the input named (`size` null: not known), and courses so far. */
export type ErrandProgress = { name: string; done: number; size: number | null; read: number };

/** What came of loading a taxonomy, in figures by table. */
export type TaxonomyOutcome = {
  read: number;
  refused: number;
  tables: Record<string, { added: number; changed: number; removed: number; unchanged: number }>;
  errors: { at: string; reason: string }[];
  tookMs: number;
};

export type ErrandReports =
  | { kind: 'import'; imports: ImportReport[] }
  | { kind: 'taxonomy'; taxonomy: TaxonomyOutcome }
  | { kind: 'withdrawal'; withdrawn: number };

export type ErrandState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

export type Errand = ErrandAsked & {
  id: string;
  asked: Date;
  state: ErrandState;
  stopAsked: boolean;
  started: Date | null;
  /** When whoever does it last said how far it is. */
  looked: Date | null;
  finished: Date | null;
  progress: ErrandProgress | null;
  reports: ErrandReports | null;
  fault: string | null;
  /** Names of the files, while they are kept. */
  files: string[];
};

/** A file that was sent. */
export type SentFile = { name: string; content: Uint8Array };
