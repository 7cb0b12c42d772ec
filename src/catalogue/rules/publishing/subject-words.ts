/** Subjects as people pick or write them: of our tree by code or label, else in their own words. Pure. */
import type { SubjectRef } from '../../schema.js';
import { type BrowseSubject, findSubject, subjectTree } from '../subjects.js';
import { labelKey } from '../subjects-tables.js';
import { linesOf } from './lines.js';

export function readSubjects(words: string): SubjectRef[] {
  const subjects = linesOf(words).map(subjectOf);
  return subjects.filter((one, at) => subjects.findIndex((other) => sameSubject(one, other)) === at);
}

function subjectOf(words: string): SubjectRef {
  const found = treeSubject(words);
  return found ? { scheme: 'cah', code: found.code, label: found.label } : { scheme: 'keyword', label: words };
}

/** The subject of our tree that words name, by its code ("02-04", "02-04 Nursing") or its label; null: none. */
export function treeSubject(words: string): BrowseSubject | null {
  const code = /^\d{2}(?:-\d{2})?(?=\s|$)/.exec(words)?.[0];
  const byCode = code ? findSubject(code) : null;
  if (byCode) return byCode;
  const key = labelKey(words);
  const all = subjectTree().flatMap((subject) => [...subject.children, subject]);
  return all.find(({ label }) => labelKey(label) === key) ?? null;
}

function sameSubject(a: SubjectRef, b: SubjectRef): boolean {
  return a.scheme === b.scheme && (a.code ?? a.label) === (b.code ?? b.label);
}

/** A line each. A code of ours is told by its label where the label alone says it. */
export function subjectWords(subjects: readonly SubjectRef[]): string {
  return subjects
    .flatMap(({ scheme, code, label }) => {
      const ours = scheme === 'cah' && code ? findSubject(code) : null;
      if (!ours) return [label];
      return [treeSubject(ours.label)?.code === ours.code ? ours.label : `${ours.code} ${ours.label}`];
    })
    .join('\n');
}
