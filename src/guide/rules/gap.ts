/** The gap between now and next: the skills of the target less those that are there. Pure, over the vocabulary. */
import {
  findOccupation,
  findSkill,
  nearestOccupation,
  occupationsNeeding,
  skillsOfText,
  withoutSlips,
} from '../../catalogue/index.js';
import type { GapAnswer, GapLine, Reading } from '../schema/gap.js';
import { type GuideQuestion, MOST_SKILLS } from '../schema/question.js';

type Goals = NonNullable<GuideQuestion['goals']>;
type Standing = NonNullable<Goals['now']>;

const NEED = { essential: 2, useful: 1 } as const;
/** A skill that she names herself matters as much as an essential one. */
const ASKED = 2;
const MANY_OCCUPATIONS = 14;
/** Clauses of her own words that are looked for as they stand. */
const MOST_OWN_WORDS = 4;

/**
 * Skills of `next` (its occupation's, those named, those read from her words) less those of `now`, the heaviest first;
 * or the gap as she edited it. Free words that name no skill of the vocabulary stand as they are, and so does the role that
 * she wants where no occupation is near it.
 */
export function gapOf(goals: Goals): GapAnswer {
  const now = occupationOf(goals.now);
  const next = occupationOf(goals.next);
  const stated = statedBy(goals.now);
  const have = new Map([
    ...(now?.skills ?? []).filter(({ need }) => need === 'essential').map(({ id }) => briefOf(id)),
    ...stated,
  ]);
  const target = new Map<string, GapLine>();
  for (const { id, need } of next?.skills ?? []) target.set(id, lineOf(id, NEED[need] * distinctness(id), need));
  for (const [skill] of wishesOf(goals.next, next !== null)) {
    target.set(skill, lineOf(skill, ASKED, 'asked'));
    // What she asks for by name she wants more of, whatever her occupation should know.
    if (!stated.has(skill)) have.delete(skill);
  }
  const edited = goals.gap?.map(({ skill, weight }) => editedLine(skill, weight, target));
  const lines = edited ? onceEach(edited) : [...target.values()].filter(({ skill }) => !have.has(skill));
  return {
    gap: lines.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_SKILLS),
    had: [...target.values()].filter(({ skill }) => have.has(skill)).map(({ skill, label }) => ({ skill, label })),
    have: [...have.values()],
    now: now && { skill: now.id, label: now.label },
    next: next && { skill: next.id, label: next.label },
    readings: readingsOf(goals),
  };
}

function occupationOf(standing: Standing | undefined): ReturnType<typeof findOccupation> {
  const written = standing?.occupation;
  return written === undefined ? null : (findOccupation(written) ?? nearestOccupation(written));
}

/** Occupations that were written in other words than ours: as what they were read. */
export function readingsOf(goals: Goals | undefined): Reading[] {
  return (['now', 'next'] as const).flatMap((which) => {
    const words = goals?.[which]?.occupation;
    if (words === undefined || findOccupation(words) !== null) return [];
    return [{ field: `goals.${which}.occupation`, words, as: nearestOccupation(words)?.label ?? null }];
  });
}

/** What many occupations need ("communication") says little of one: it counts half, so that it does not crowd out the craft. */
function distinctness(skill: string): number {
  return occupationsNeeding(skill).length > MANY_OCCUPATIONS ? 0.5 : 1;
}

/** Skills that she names, and those that can be read from her own words. */
function statedBy(standing: Standing | undefined): Map<string, { skill: string; label: string }> {
  return new Map([
    ...(standing?.skills ?? []).map(briefOf),
    ...(standing?.text ? skillsRead(standing.text) : []).map(({ id }) => briefOf(id)),
  ]);
}

/** Clause by clause; one in which no skill can be read is read again without slips of the hand. */
function skillsRead(text: string): { id: string }[] {
  return clausesOf(text).flatMap((clause) => {
    const plain = skillsOfText(clause);
    return plain.length > 0 ? plain : skillsOfText(withoutSlips(clause));
  });
}

function clausesOf(text: string): string[] {
  return text
    .split(/[\n,;.]+/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** What she wants. Where no skill can be read at all, her own words count where they stand: nobody is sent away for how she says it. */
function wishesOf(next: Standing | undefined, isRoleKnown: boolean): Map<string, { skill: string; label: string }> {
  const stated = statedBy(next);
  const role = isRoleKnown || next?.occupation === undefined ? [] : [briefOf(next.occupation)];
  const own = stated.size > 0 ? [] : clausesOf(next?.text ?? '').slice(0, MOST_OWN_WORDS);
  return new Map([...stated, ...role, ...own.map((clause) => briefOf(clause.slice(0, 200)))]);
}

function briefOf(name: string): [string, { skill: string; label: string }] {
  const found = findSkill(name);
  const skill = found?.id ?? name;
  return [skill, { skill, label: found?.label ?? name }];
}

function lineOf(name: string, weight: number, need: GapLine['need']): GapLine {
  const found = findSkill(name);
  return { skill: found?.id ?? name, label: found?.label ?? name, known: found !== null, weight, need };
}

function editedLine(name: string, weight: number, target: ReadonlyMap<string, GapLine>): GapLine {
  const line = lineOf(name, weight, 'asked');
  return { ...line, need: target.get(line.skill)?.need ?? 'asked' };
}

/** Without what she does not want, and each skill once, with the greatest of its weights. */
function onceEach(lines: readonly GapLine[]): GapLine[] {
  const byId = new Map<string, GapLine>();
  for (const line of lines) {
    if (line.weight > 0 && line.weight > (byId.get(line.skill)?.weight ?? 0)) byId.set(line.skill, line);
  }
  return [...byId.values()];
}
