/** What a development may say: from the fields of a form to what is kept, each fault at its field. */
import { addDays } from '../availability.js';
import { findOccupation, findSkill, listOccupations, listSkills } from '../skills-vocabulary.js';
import { findSubject, subjectTree } from '../subjects.js';
import { canonicalUrl } from '../urls.js';

export type DevelopmentDraft = {
  title: string;
  summary: string;
  day: string;
  skills: string[];
  occupations: string[];
  subjects: string[];
  sources: { url: string; title: string }[];
};
export type DevelopmentTexts = Readonly<Record<string, string>>;
export type DevelopmentRead = { draft: DevelopmentDraft; faults: Record<string, string> };

export const MOST_SOURCES = 3;
const MOST = { title: 200, summary: 2000, named: 12 };
/** What is longer names more than may be named anyway, and looking each up takes time. */
const LONGEST_LIST = 5000;
const FIRST_DAY = '1990-01-01';
const AHEAD_DAYS = 5 * 366;

/** Reads a form. With faults, `draft` is not to be kept. `today` bounds the day: rules are made known years ahead, not decades. */
export function readDevelopment(texts: DevelopmentTexts, today: string): DevelopmentRead {
  const faults: Record<string, string> = {};
  const draft = {
    title: textOf(texts, 'title', MOST.title, 'Write a title.', faults),
    summary: textOf(texts, 'summary', MOST.summary, 'Say in your own words what is new.', faults),
    day: dayOf(texts.day ?? '', today, faults),
    skills: namesOf(texts, 'skills', faults, (name) => findSkill(name)?.id, 'the list of skills'),
    occupations: namesOf(texts, 'occupations', faults, (name) => findOccupation(name)?.id, 'our occupations'),
    subjects: namesOf(texts, 'subjects', faults, subjectOf, 'the list of subjects'),
    sources: sourcesOf(texts, faults),
  };
  if (!faults.skills && !faults.subjects && draft.skills.length + draft.subjects.length === 0)
    faults.skills = 'Name at least one skill or one subject, so that it can be found.';
  return { draft, faults };
}

function textOf(
  texts: DevelopmentTexts,
  field: 'title' | 'summary',
  most: number,
  missing: string,
  faults: Record<string, string>,
): string {
  const text = (texts[field] ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n]/gu, '')
    .replace(field === 'title' ? /\s+/g : /\n{3,}/g, field === 'title' ? ' ' : '\n\n')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) faults[field] = missing;
  else if (text.length > most) faults[field] = `Use at most ${most.toLocaleString('en-GB')} characters.`;
  return text;
}

function dayOf(text: string, today: string, faults: Record<string, string>): string {
  const day = text.trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!isDay) faults.day = 'Write the day as 2026-11-23.';
  else if (day < FIRST_DAY || day > addDays(today, AHEAD_DAYS))
    faults.day = 'This day is too long ago, or too far ahead, to be news.';
  return day;
}

/** Names on lines or between commas or semicolons, each once. */
function namesOf(
  texts: DevelopmentTexts,
  field: 'skills' | 'occupations' | 'subjects',
  faults: Record<string, string>,
  find: (name: string) => string | undefined,
  where: string,
): string[] {
  const names = (texts[field] ?? '')
    .slice(0, LONGEST_LIST)
    .split(/[\n,;]/)
    .map((name) => name.trim().slice(0, 200))
    .filter(Boolean);
  const found = names.map(find);
  const unknown = names.filter((_, at) => found[at] === undefined);
  if (unknown.length > 0) faults[field] = `Not in ${where}: ${unknown.slice(0, 5).join(', ')}.`;
  else if (names.length > MOST.named) faults[field] = `Name at most ${MOST.named}.`;
  return [...new Set(found.filter((id) => id !== undefined))];
}

/** A subject by slug, code or its label. */
function subjectOf(name: string): string | undefined {
  const key = name.toLowerCase();
  const labelled = () =>
    subjectTree()
      .flatMap((one) => [one, ...one.children])
      .find(({ label }) => label.toLowerCase() === key);
  return (findSubject(key) ?? labelled())?.slug;
}

function sourcesOf(texts: DevelopmentTexts, faults: Record<string, string>): { url: string; title: string }[] {
  const sources: { url: string; title: string }[] = [];
  for (let at = 1; at <= MOST_SOURCES; at++) {
    const address = (texts[`url${at}`] ?? '').trim();
    const title = (texts[`source${at}`] ?? '').replace(/\s+/g, ' ').trim();
    if (address === '' && title === '') continue;
    const url = canonicalUrl(address);
    if (url === null) faults[`url${at}`] = 'Write a whole web address, such as https://example.org/news.';
    else if (sources.some((source) => source.url === url)) faults[`url${at}`] = 'This address stands above already.';
    if (title === '') faults[`source${at}`] = 'Write what the page is called, and whose it is.';
    else if (title.length > MOST.title) faults[`source${at}`] = 'Use at most 200 characters.';
    sources.push({ url: url ?? address, title });
  }
  if (sources.length === 0) faults.url1 = 'Give the page where this can be read.';
  return sources;
}

/** A form as it was kept, for changing it. */
export function textsOfDevelopment(draft: DevelopmentDraft): Record<string, string> {
  const texts: Record<string, string> = {
    title: draft.title,
    summary: draft.summary,
    day: draft.day,
    skills: draft.skills.map((id) => findSkill(id)?.label ?? id).join('\n'),
    occupations: draft.occupations.map((id) => findOccupation(id)?.label ?? id).join('\n'),
    subjects: draft.subjects.map((slug) => findSubject(slug)?.label ?? slug).join('\n'),
  };
  draft.sources.forEach(({ url, title }, at) => {
    texts[`url${at + 1}`] = url;
    texts[`source${at + 1}`] = title;
  });
  return texts;
}

/** The labels to choose from, for the lists that a browser offers while one types. */
export function developmentChoices(): { skills: string[]; occupations: string[]; subjects: string[] } {
  return {
    skills: listSkills().map(({ label }) => label),
    occupations: listOccupations().map(({ label }) => label),
    subjects: subjectTree().flatMap((one) => [one.label, ...one.children.map(({ label }) => label)]),
  };
}
