/**
 * Which skills a course teaches, asks for or mentions, with the words that say so. Pure. Method: every phrase of the
 * vocabulary is looked for in one pass over lightly stemmed words, the longest phrase wins, and the field and the words
 * around it decide the relation. Nothing is guessed from likeness: without its words there is no skill.
 */
import type { CourseRecord, SkillLink } from '../schema.js';
import { CUE, cueTrie, noteCue, type Sentence } from './skills-cues.js';
import { Lexicon, newWords, PhraseTrie, phraseWords, type Words } from './skills-text.js';
import { listSkills, type Skill } from './skills-vocabulary.js';

/** What the matcher reads of a course. */
export type CourseWords = Pick<CourseRecord, 'title'> &
  Partial<
    Pick<CourseRecord, 'subtitle' | 'summary' | 'description' | 'outcomes' | 'syllabus' | 'skills' | 'prerequisites'>
  >;

export type SkillMatcher = { match(course: CourseWords): SkillLink[] };

type Relation = SkillLink['relation'];
type Phrase = { skill: number; words: number; context: Int32Array | null; acronym: boolean };
/** `strength`: how plainly the words say it; the strongest gives relation and evidence. */
type Hit = { skill: number; strength: number; relation: Relation; count: number; field: string; words: string };

export const MOST_LINKS = 12;
const MOST_ASKED = 3;
const MOST_MENTIONED = 3;
/** Characters of a description that are read; what a course teaches stands at its beginning. */
const READ_AT_MOST = 6000;
const STRENGTH = { title: 10, listed: 8, subtitle: 6, outcome: 5, syllabus: 4, asked: 3.5, said: 3, aside: 1 } as const;

/** A matcher for a vocabulary: ours, or ours with others. Building it takes some 10 ms per thousand skills. */
export function createSkillMatcher(skills: readonly Skill[]): SkillMatcher {
  const reader = new Reader(skills);
  return { match: (course) => reader.match(course) };
}

let shipped: SkillMatcher | undefined;

/** The skills of a course by the vocabulary that ships: at most twelve, what it teaches first. */
export function matchSkills(course: CourseWords): SkillLink[] {
  shipped ??= createSkillMatcher(listSkills());
  return shipped.match(course);
}

/** The skills named in a sentence or a wish ("I want to move into data science"), in the order of the text. */
export function skillsOfText(text: string): { id: string; label: string; words: string }[] {
  return matchSkills({ title: text.slice(0, READ_AT_MOST) }).map(({ id, label, evidence }) => ({
    id,
    label,
    words: evidence.words,
  }));
}

class Reader {
  readonly #skills: readonly Skill[];
  readonly #lexicon = new Lexicon();
  readonly #trie = new PhraseTrie(this.#lexicon);
  readonly #cues: PhraseTrie;
  readonly #phrases: Phrase[] = [];
  readonly #byUri = new Map<string, number>();
  readonly #words: Words = newWords();
  /** For each word of the lexicon, the number of the last course that had it. */
  readonly #seen: Int32Array;
  #course = 0;
  #hits = new Map<number, Hit>();
  /** Hits that count only if a word of their context stands somewhere in the course. */
  #doubtful: { phrase: Phrase; hit: Hit }[] = [];

  constructor(skills: readonly Skill[]) {
    this.#skills = skills;
    // Labels before synonyms before narrower words: where two skills claim a phrase, the plainer claim stays.
    for (const part of ['label', 'synonyms', 'covers'] as const) {
      skills.forEach((skill, n) => {
        for (const name of part === 'label' ? [skill.label] : skill[part]) this.#learn(name, n);
      });
    }
    skills.forEach((skill, n) => {
      if (skill.esco) this.#byUri.set(skill.esco, n);
    });
    this.#cues = cueTrie(this.#lexicon);
    this.#seen = new Int32Array(this.#lexicon.size + 1);
  }

  #learn(name: string, skill: number): void {
    const context = this.#skills[skill]?.context?.[name];
    const value = this.#trie.add(name, this.#phrases.length);
    if (value !== this.#phrases.length) return;
    this.#phrases.push({
      skill,
      words: phraseWords(name, this.#lexicon).length,
      context: context ? Int32Array.from(context, (word) => this.#lexicon.learn(word)) : null,
      acronym: /^[A-Z]{2,4}s?$/.test(name),
    });
  }

  match(course: CourseWords): SkillLink[] {
    this.#course += 1;
    this.#hits = new Map();
    this.#doubtful = [];
    this.#readPlain('title', course.title, STRENGTH.title);
    if (course.subtitle) this.#readPlain('subtitle', course.subtitle, STRENGTH.subtitle);
    for (const skill of course.skills ?? []) this.#readListed(skill);
    for (const outcome of course.outcomes ?? []) this.#readPlain('outcomes', outcome, STRENGTH.outcome);
    for (const part of course.syllabus ?? []) this.#readPlain('syllabus', part, STRENGTH.syllabus);
    if (course.summary) this.#readTelling('summary', course.summary, 0);
    if (course.description && course.description !== course.summary) {
      this.#readTelling('description', course.description, 0);
    }
    if (course.prerequisites) this.#readTelling('prerequisites', course.prerequisites, CUE.require);
    this.#settleDoubts();
    return this.#links();
  }

  /** Short fields in which every skill is one that the course teaches. */
  #readPlain(field: string, text: string, strength: number): void {
    const words = this.#read(text);
    const shouting = field === 'title' && text === text.toUpperCase();
    for (let at = 0; at < words.count; ) {
      const phrase = this.#phraseAt(at);
      if (phrase && !(phrase.acronym && (shouting || !this.#isUpper(text, at)))) {
        this.#found(phrase, { field, strength, relation: 'taught', text, at });
      }
      at += phrase?.words ?? 1;
    }
  }

  /** A skill from the source's own list: the whole label, else the longest phrase in it. */
  #readListed(listed: NonNullable<CourseWords['skills']>[number]): void {
    const known = listed.uri === undefined ? undefined : this.#byUri.get(listed.uri);
    const place = { field: 'skills', strength: STRENGTH.listed, relation: listed.relation, text: listed.label, at: -1 };
    if (known !== undefined) {
      this.#keep(this.#hit(known, place, 1));
      return;
    }
    const words = this.#read(listed.label);
    for (let at = 0; at < words.count; ) {
      const phrase = this.#phraseAt(at);
      // A label is short and on its own: a word that is doubtful in a sentence is meant here.
      if (phrase && (phrase.words === words.count || !phrase.context)) this.#keep(this.#hit(phrase.skill, place, 1));
      at += phrase?.words ?? 1;
    }
  }

  /** Running text, in which the words around a skill tell what is done with it. `opening` is the cue that holds at first. */
  #readTelling(field: string, text: string, opening: number): void {
    const words = this.#read(text);
    let from = 0;
    let carried = opening;
    while (from < words.count) {
      let to = from + 1;
      while (to < words.count && words.sentences[to] === words.sentences[from]) to += 1;
      const last = this.#readSentence(field, text, from, to, carried);
      carried = opening || (isHeading(text, words, from, to) ? last : 0);
      from = to;
    }
  }

  #readSentence(field: string, text: string, from: number, to: number, carried: number): number {
    const sentence: Sentence = { last: carried, denied: false, requiredBefore: false };
    const found: { phrase: Phrase; at: number; cue: number }[] = [];
    for (let at = from; at < to; ) {
      const id = this.#words.ids[at] as number;
      if (id === 0) {
        at += 1;
        continue;
      }
      const phrase = this.#phraseAt(at);
      if (phrase && !(phrase.acronym && !this.#isUpper(text, at))) {
        found.push({ phrase, at, cue: sentence.last });
        at += phrase.words;
        continue;
      }
      const cue = this.#cues.longest(this.#words, at);
      if (cue.value > 0) noteCue(sentence, cue.value);
      at += Math.max(1, cue.length);
    }
    for (const { phrase, at, cue } of found) {
      const { relation, strength } = judge(sentence, cue);
      this.#found(phrase, { field, strength, relation, text, at });
    }
    return sentence.last;
  }

  #read(text: string): Words {
    const words = this.#words;
    this.#lexicon.read(text, words, READ_AT_MOST);
    for (let at = 0; at < words.count; at += 1) {
      const id = words.ids[at] as number;
      if (id < this.#seen.length) this.#seen[id] = this.#course;
    }
    return words;
  }

  #phraseAt(at: number): Phrase | undefined {
    if (this.#words.ids[at] === 0) return undefined;
    const { value } = this.#trie.longest(this.#words, at);
    return value < 0 ? undefined : this.#phrases[value];
  }

  /** Acronyms are written in capitals: "sem" is a Portuguese word, "SEM" is search engine marketing. */
  #isUpper(text: string, at: number): boolean {
    const second = text.charCodeAt((this.#words.starts[at] as number) + 1);
    return !(second >= 97 && second <= 122);
  }

  #found(phrase: Phrase, place: Place): void {
    const hit = this.#hit(phrase.skill, place, phrase.words);
    if (phrase.context) this.#doubtful.push({ phrase, hit });
    else this.#keep(hit);
  }

  #hit(skill: number, place: Place, length: number): Hit {
    const { field, strength, relation, text, at } = place;
    // A single word in running text is weaker evidence than a phrase.
    const weight = strength <= STRENGTH.said && length === 1 ? strength * 0.5 : strength;
    const words = at < 0 ? text.slice(0, 120) : evidence(text, this.#words, at, length);
    return { skill, strength: weight, relation, count: 1, field, words };
  }

  #keep(hit: Hit): void {
    const there = this.#hits.get(hit.skill);
    if (!there) this.#hits.set(hit.skill, hit);
    else if (hit.strength > there.strength) this.#hits.set(hit.skill, { ...hit, count: there.count + 1 });
    else there.count += 1;
  }

  #settleDoubts(): void {
    for (const { phrase, hit } of this.#doubtful) {
      if (phrase.context?.some((word) => this.#seen[word] === this.#course)) this.#keep(hit);
    }
  }

  #links(): SkillLink[] {
    const strong = [...this.#hits.values()].filter((hit) => hit.strength >= 2 || hit.count > 1);
    const by = (relation: Relation) =>
      strong.filter((hit) => hit.relation === relation).sort((a, b) => score(b) - score(a) || a.skill - b.skill);
    const asked = by('required').slice(0, MOST_ASKED);
    const mentioned = by('mentioned').slice(0, MOST_MENTIONED);
    return [...by('taught').slice(0, MOST_LINKS - asked.length), ...asked, ...mentioned]
      .slice(0, MOST_LINKS)
      .map((hit) => this.#link(hit));
  }

  #link(hit: Hit): SkillLink {
    const skill = this.#skills[hit.skill] as Skill;
    return {
      id: skill.id,
      label: skill.label,
      uri: skill.esco ?? null,
      relation: hit.relation,
      evidence: { field: hit.field, words: hit.words },
    };
  }
}

/** `at`: the number of the first word; -1: the whole text is the evidence. */
type Place = { field: string; strength: number; relation: Relation; text: string; at: number };

function score(hit: Hit): number {
  return hit.strength + Math.min(hit.count, 5) * 0.4;
}

function judge(sentence: Sentence, cue: number): { relation: Relation; strength: number } {
  if (sentence.denied) return { relation: 'mentioned', strength: STRENGTH.aside };
  if (cue === CUE.require || (sentence.requiredBefore && cue !== CUE.teach)) {
    return { relation: 'required', strength: STRENGTH.asked };
  }
  if (cue === CUE.teach) return { relation: 'taught', strength: STRENGTH.said };
  return { relation: 'mentioned', strength: STRENGTH.aside };
}

/** "What you will learn" or "Prerequisites:" stand before the lines that they speak of. */
function isHeading(text: string, words: Words, from: number, to: number): boolean {
  const end = words.ends[to - 1] as number;
  return text.charCodeAt(end) === 58 || to - from <= 6;
}

/** The skill's own words with up to six words of the same sentence on either side. */
function evidence(text: string, words: Words, at: number, length: number): string {
  const sentence = words.sentences[at];
  let from = at;
  let to = at + length - 1;
  while (from > 0 && at - from < 6 && words.sentences[from - 1] === sentence) from -= 1;
  while (to + 1 < words.count && to - at - length < 5 && words.sentences[to + 1] === sentence) to += 1;
  return text.slice(words.starts[from], words.ends[to]).slice(0, 160);
}
