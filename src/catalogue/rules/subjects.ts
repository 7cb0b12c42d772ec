/**
 * Where a course stands in the browse tree: CAH levels 1 and 2. From the codes and labels of its sources by our tables;
 * from its title only where no source gives a subject that we know, and then marked as inferred.
 */
import type { How, SubjectRef } from '../schema.js';
import { Lexicon, newWords, PhraseTrie } from './skills-text.js';
import { findSkill, listSkills } from './skills-vocabulary.js';
import { type BrowseSubject, type LabelCodes, labelKey, subjectTables } from './subjects-tables.js';

export type { BrowseSubject } from './subjects-tables.js';

export type PlacedSubject = { code: string; slug: string; label: string; how: How };

const MOST_SUBJECTS = 8;
const LABELS_KEPT = 20_000;

/** The browse tree: level 1 in the order of the codes, level 2 beneath where there is more than one. */
export function subjectTree(): readonly BrowseSubject[] {
  return subjectTables().tree;
}

/** A subject of the browse tree by code ("02-04") or slug ("nursing-and-midwifery"). */
export function findSubject(codeOrSlug: string): BrowseSubject | null {
  const { byCode } = subjectTables();
  return byCode.get(codeOrSlug) ?? [...byCode.values()].find(({ slug }) => slug === codeOrSlug) ?? null;
}

/** The code of the level above within the tree; null for level 1 and for codes that are not in it. */
export function parentSubject(code: string): BrowseSubject | null {
  const { byCode } = subjectTables();
  return code.length === 5 ? (byCode.get(code.slice(0, 2)) ?? null) : null;
}

/**
 * The subjects of the browse tree that a course falls under: each level 2 after its level 1, in the order of its sources.
 * `how`: stated (a CAH code), parsed (another code, by a published crosswalk), approximate (ISCED-F, ASCED, CIP or a
 * platform's label, by our tables), inferred (from the title).
 */
export function browseSubjects(input: {
  subjects: readonly SubjectRef[];
  title: string;
  summary?: string | undefined;
}): PlacedSubject[] {
  const codes = new Map<string, How>();
  const open: { oneOf: string[]; else: string[] }[] = [];
  for (const subject of input.subjects) {
    const { found, how } = read(subject);
    if (!Array.isArray(found)) open.push(found);
    else for (const code of found) if (!codes.has(code)) codes.set(code, how);
  }
  for (const choice of open) narrow(choice, codes, input.title);
  if (codes.size === 0) for (const code of subjectsOfTitle(input.title, input.summary)) codes.set(code, 'inferred');
  return place(codes);
}

/**
 * A label that spans several subjects says nothing new where a finer one stands beside it. Else the title decides; where
 * it does not, the label is taken whole, but only if nothing else is known.
 */
function narrow(choice: { oneOf: string[]; else: string[] }, codes: Map<string, How>, title: string): void {
  if ([...codes.keys()].some((code) => choice.oneOf.includes(code.slice(0, 5)))) return;
  const pointed = subjectsOfTitle(title).filter((code) => choice.oneOf.includes(code));
  const chosen = pointed.length > 0 ? pointed : codes.size > 0 ? [] : choice.else;
  for (const code of chosen) if (!codes.has(code)) codes.set(code, 'approximate');
}

const readings = new Map<string, LabelCodes>();

function read(subject: SubjectRef): { found: LabelCodes; how: How } {
  const { codeOf } = subjectTables();
  const code = subject.code === undefined ? null : codeOf(subject.scheme, subject.code);
  if (code) return { found: [code], how: HOW[subject.scheme] };
  return { found: readLabel(subject.label), how: 'approximate' };
}

const HOW: Record<SubjectRef['scheme'], How> = {
  cah: 'stated',
  hecos: 'parsed',
  jacs3: 'parsed',
  ldcs: 'parsed',
  'isced-f': 'approximate',
  asced: 'approximate',
  cip: 'approximate',
  keyword: 'approximate',
};

/** By the table of labels, whole or after the last colon ("Business: Finance"); else as the name of a skill. */
function readLabel(label: string): LabelCodes {
  const known = readings.get(label);
  if (known) return known;
  const codes = lookUp(label);
  if (readings.size >= LABELS_KEPT) readings.clear();
  readings.set(label, codes);
  return codes;
}

function lookUp(label: string): LabelCodes {
  const { labels } = subjectTables();
  const parts = label.split(/\s*[:>/|]\s*/).filter(Boolean);
  for (const part of [label, ...parts.toReversed()]) {
    const found = labels.get(labelKey(part));
    if (found) return found;
  }
  return findSkill(label)?.subjects.map((code) => code.slice(0, 5)) ?? [];
}

/** Codes to subjects of the tree: a code of level 3 stands under its level 2, and that under its level 1. */
function place(codes: ReadonlyMap<string, How>): PlacedSubject[] {
  const { byCode } = subjectTables();
  const placed = new Map<string, PlacedSubject>();
  for (const [code, how] of codes) {
    for (const part of [code.slice(0, 2), code.slice(0, 5)]) {
      const subject = byCode.get(part);
      if (!subject || placed.has(part) || placed.size >= MOST_SUBJECTS) continue;
      placed.set(part, { code: subject.code, slug: subject.slug, label: subject.label, how });
    }
  }
  return [...placed.values()];
}

type Tagger = { lexicon: Lexicon; trie: PhraseTrie; codes: { codes: string[]; weight: number }[] };
let tagger: Tagger | undefined;
const words = newWords();

/**
 * Codes of level 2 that the words of a title point to: at most two, the plainest first. Cautious: a longer phrase counts
 * more, words of skills that any field needs count little, and without a word of the lists there is no subject.
 */
function subjectsOfTitle(title: string, summary?: string): string[] {
  tagger ??= buildTagger();
  const scores = new Map<string, number>();
  tag(tagger, title, scores, 1);
  if (scores.size === 0 && summary) tag(tagger, summary.slice(0, 300), scores, 0.5);
  const ranked = [...scores].sort(([codeA, a], [codeB, b]) => b - a || (codeA < codeB ? -1 : 1));
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= 1 && score >= best * 0.75)
    .slice(0, 2)
    .map(([code]) => code);
}

function tag({ lexicon, trie, codes }: Tagger, text: string, scores: Map<string, number>, share: number): void {
  lexicon.read(text, words, 500);
  for (let at = 0; at < words.count; ) {
    const { value, length } = trie.longest(words, at);
    const meant = codes[value];
    if (!meant) {
      at += 1;
      continue;
    }
    for (const code of meant.codes) {
      scores.set(code, (scores.get(code) ?? 0) + (share * meant.weight * (1 + length)) / meant.codes.length ** 0.5);
    }
    at += length;
  }
}

/** Skills of these groups are needed in every field, so that they tell little of the course's own. */
const ANYWHERE = new Set(['personal', 'management', 'research', 'project']);

function buildTagger(): Tagger {
  const lexicon = new Lexicon();
  const trie = new PhraseTrie(lexicon);
  const codes: Tagger['codes'] = [];
  const learn = (phrase: string, meant: Tagger['codes'][number]) => {
    if (trie.add(phrase, codes.length) === codes.length) codes.push(meant);
  };
  for (const [code, phrases] of Object.entries(subjectTables().keywords)) {
    for (const phrase of phrases) learn(phrase, { codes: [code], weight: 1 });
  }
  for (const skill of listSkills()) {
    const meant = {
      codes: [...new Set(skill.subjects.map((code) => code.slice(0, 5)))],
      weight: ANYWHERE.has(skill.group) ? 0.5 : 1,
    };
    for (const phrase of [skill.label, ...skill.synonyms, ...skill.covers]) {
      if (!skill.context?.[phrase] && !/^[A-Z]{2,4}s?$/.test(phrase)) learn(phrase, meant);
    }
  }
  return { lexicon, trie, codes };
}
