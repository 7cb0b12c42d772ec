/** The types of CPD that XCRI-CAP names (vocabulary courseTypeCPD 1.0), as facts of `data/cpd-types.json`. */
import { z } from 'zod';
import { readTable } from './tables.js';

let read: { value: string; label: string }[] | undefined;

/** Code and label of every type, in the vocabulary's order. */
export function cpdTypes(): readonly { value: string; label: string }[] {
  read ??= Object.entries(readTable('cpd-types.json', z.object({ types: z.record(z.string(), z.string()) })).types).map(
    ([value, label]) => ({ value, label }),
  );
  return read;
}
