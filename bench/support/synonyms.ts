/** Synonyms as discovery uses them, from the data files themselves. */
import { existsSync, readFileSync } from 'node:fs';
import type { SynonymGroup } from '../../src/discovery/schema.js';

type Listed = { label?: string; synonyms?: string[]; phrases?: string[]; weight?: number };

const FILES = ['../../src/discovery/data/synonyms.json', '../../src/catalogue/data/skills.json'];

export function synonyms(): SynonymGroup[] {
  return FILES.map((file) => new URL(file, import.meta.url))
    .filter(existsSync)
    .flatMap((file) => {
      const data = JSON.parse(readFileSync(file, 'utf8')) as Listed[] | Record<string, Listed[]>;
      const list = Array.isArray(data) ? data : (data.skills ?? []);
      return list.flatMap(({ label, synonyms: others = [], phrases, weight = Number(process.env.W ?? 0.9) }) => {
        const all = phrases ?? (label ? [label, ...others] : []);
        return all.length > 1 ? [{ phrases: all, weight }] : [];
      });
    });
}
