/**
 * The words around a skill that say what the course does with it: teaches it, asks for it, or speaks of it in passing.
 * Written from course pages of many providers; English, as the vocabulary is.
 */
import { type Lexicon, PhraseTrie } from './skills-text.js';

/** `requireAfter` follows what it asks for: "Python is recommended". */
export const CUE = { teach: 1, deny: 2, require: 3, aside: 4, requireAfter: 5 } as const;

const TEACH = `learn; learning; you will be able to; you'll be able to; will be able to; able to; introduction to; an introduction to;
introduces; introduce; covers; covering; covered; cover; explore; explores; exploring; understand; understanding; develop;
develops; develop your; master; mastering; gain; gaining; skills in; topics include; teaches; teach you; teach; taught; how to;
discover; equip; equips; build your; build; study; studies; studying; examine; examines; examining; focus on; focuses on;
focusing on; train; training in; fundamentals of; basics of; foundations of; principles of; essentials of; overview of;
guide to; knowledge of; proficiency in; expertise in; competence in; improve your; improve; enhance; practise; practice;
apply; applying; demonstrate; demonstrates; course in; course on; courses in; course about; qualification in; certificate in;
diploma in; degree in; designed to; prepare; prepares; get started with; hands on; deep dive; investigate; looks at;
look at; identify; evaluate; describe; explain; analyse; create; design; use; using; implement; implementing; become; know`;

const DENY = `no knowledge of; no prior; no previous; no experience; no background; without any; without prior; not required;
not necessary; not needed; not assumed; not essential; is not a; do not need; don't need; does not require; no need; need not;
no coding; no programming; not cover; not covered; unlike; rather than`;

const REQUIRE_AFTER = `is required; are required; is recommended; are recommended; is essential; is assumed; are assumed; an advantage;
is desirable; would be helpful; is helpful; would be useful; is advisable; is expected; helpful but not`;

const REQUIRE = `prerequisite; prerequisites; pre-requisite; pre-requisites; assumes; assume; familiarity with; familiar with; prior knowledge; prior experience; previous experience;
previous knowledge; should already; should have; should know; must have; already have; already know; basic knowledge of;
working knowledge of; some knowledge of; some experience; good knowledge of; comfortable with; entry requirements; entry requirement; helpful to have; experience with; experience in; be comfortable; have completed;
recommended background; background in; required knowledge; need to know; needs to know`;

const ASIDE = `about the university; about us; is a leading; is one of the; was founded; founded in; world leading; our university; our faculty;
our mission; subtitles; ranked; department of; school of; faculty of; institute of; college of; university of; professor of;
professor in; lecturer in; phd in; worked as; works as; his research; her research; their research; research interests; director of;
head of; author of; expert in; experts in; years of experience; copyright; terms and conditions; this course is part of; part of the;
students from; graduates of; also available; click here; follow us; accredited by; partner of; sponsored by; such as`;

/** Cues by their first words, in the numbers of the vocabulary's own lexicon. */
export function cueTrie(lexicon: Lexicon): PhraseTrie {
  const trie = new PhraseTrie(lexicon);
  for (const [phrases, cue] of [
    [DENY, CUE.deny],
    [REQUIRE_AFTER, CUE.requireAfter],
    [REQUIRE, CUE.require],
    [ASIDE, CUE.aside],
    [TEACH, CUE.teach],
  ] as const) {
    for (const phrase of phrases.split(';')) trie.add(phrase.trim(), cue);
  }
  return trie;
}

/** What has been said so far in one sentence. `last`: the cue that holds for what comes next. */
export type Sentence = { last: number; denied: boolean; requiredBefore: boolean };

export function noteCue(sentence: Sentence, cue: number): void {
  if (cue === CUE.deny) sentence.denied = true;
  else if (cue === CUE.requireAfter) sentence.requiredBefore = true;
  else sentence.last = cue;
}
