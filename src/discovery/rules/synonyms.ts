/** General synonyms of professional English, beside those of the skills vocabulary. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';
import type { SynonymGroup } from '../schema.js';

const Groups = z.array(z.object({ phrases: z.array(z.string().min(1)).min(2), weight: z.number().min(0).max(1) }));
let groups: SynonymGroup[] | undefined;

/** The groups of `data/synonyms.json`: phrases that a learner may use one for the other. */
export function generalSynonyms(): SynonymGroup[] {
  groups ??= Groups.parse(JSON.parse(readFileSync(projectFile('src/discovery/data/synonyms.json'), 'utf8')));
  return groups;
}
