/** What the words of each field of a course mean, and how a record is put back into words. Pure. */
import { type CourseRecord, type CourseRecordInput, Earns } from '../../schema.js';
import { cpdTypes } from '../cpd-types.js';
import { parseCpdHours } from '../credit.js';
import { languageName, parseLanguage } from '../languages.js';
import { parseLevel } from '../levels.js';
import { lookUp } from '../look-up.js';
import { parseNumber } from '../numbers.js';
import { tidy, tidyLines } from '../text.js';
import { canonicalUrl } from '../urls.js';
import type { CourseField } from './course-form.js';
import { creditWords, readCredit } from './credit-words.js';
import { linesOf, namesOf, quoted, tooLong } from './lines.js';
import { pricesInWords, readPrices } from './money-words.js';
import { readSubjects, subjectWords } from './subject-words.js';

export type RecordDraft = Partial<CourseRecordInput>;

export type FieldRule = {
  /** Puts what the words say into the draft; returns what to change where they say nothing that is understood. Never called for nothing. */
  read(words: string, draft: RecordDraft): string | undefined;
  /** The words again. `own`: as they were written; else what another source said, in ours. */
  write(record: CourseRecord, own: boolean): string;
};

/** Length, hours a week and hours in all belong together: see `workload-words.ts`. */
export const FIELD_RULES: Readonly<Record<Exclude<CourseField, 'duration' | 'effort' | 'total_hours'>, FieldRule>> = {
  title: line('title', 500),
  subtitle: line('subtitle', 500),
  url: {
    read(words, draft) {
      const url = canonicalUrl(words);
      if (url === null) return 'Write a whole address that begins with https://.';
      draft.url = url;
    },
    write: (record) => record.url ?? '',
  },
  code: line('code', 100),
  summary: line('summary', 2000),
  description: prose('description', 40_000),
  outcomes: lines('outcomes', 1000, 200),
  syllabus: lines('syllabus', 500, 300),
  subjects: {
    read(words, draft) {
      const subjects = readSubjects(words);
      if (subjects.length > 20) return 'Choose at most 20 subjects.';
      if (subjects.some(({ label }) => label.length > 200)) return tooLong(200);
      draft.subjects = subjects;
    },
    write: (record) => subjectWords(record.subjects),
  },
  skills: {
    read(words, draft) {
      const labels = linesOf(words);
      if (labels.length > 60) return 'Name at most 60 skills.';
      if (labels.some((label) => label.length > 200)) return tooLong(200);
      draft.skills = labels.map((label) => ({ label, relation: 'taught' as const }));
    },
    write: (record) => record.skills.map(({ label }) => label).join('\n'),
  },
  kind: choice('kind', {
    course: 'course',
    microcredential: 'microcredential',
    programme: 'programme',
    program: 'programme',
    qualification: 'qualification',
    'cpd-event': 'cpd-event',
    'cpd event': 'cpd-event',
    event: 'cpd-event',
    workshop: 'cpd-event',
    webinar: 'webinar',
    project: 'project',
    material: 'material',
  }),
  cpd_type: {
    read(words, draft) {
      const asked = words.toLowerCase();
      const type = cpdTypes().find(({ value, label }) => value === asked || label.toLowerCase() === asked);
      if (!type) return `${quoted(words)} is none of the types of CPD.`;
      draft.cpdType = type.value;
    },
    write: ({ cpdType }) => cpdTypes().find(({ value }) => value === cpdType)?.label ?? '',
  },
  level: {
    read(words, draft) {
      const level = parseLevel(words);
      if (!level) return `Name the framework and its level, such as FHEQ 7 or SCQF 11. ${quoted(words)} does not.`;
      draft.level = level;
      keepWords(draft, 'level', words, levelWords(level));
    },
    write: (record, own) => (own && record.raw.level?.raw) || (record.level ? levelWords(record.level) : ''),
  },
  credit: {
    read(words, draft) {
      const found = readCredit(words);
      if ('fault' in found) return found.fault;
      draft.credit = found.credit;
      keepWords(draft, 'credit', words, found.credit.map(creditWords).join('\n'));
    },
    write: (record, own) => (own && record.raw.credit?.raw) || record.credit.map(creditWords).join('\n'),
  },
  cpd_hours: {
    read(words, draft) {
      const hours = parseNumber(words) ?? parseCpdHours(/cpd/i.test(words) ? words : `${words} of CPD`);
      if (hours === null || !(hours > 0) || hours > 1000) return 'Write a number of hours, such as 6 or 1.5.';
      draft.cpdHours = hours;
      keepWords(draft, 'cpdHours', words, String(hours));
    },
    write: (record, own) => (own && record.raw.cpdHours?.raw) || (record.cpdHours ? String(record.cpdHours) : ''),
  },
  mode: choice('mode', {
    online: 'online',
    'in-person': 'in-person',
    'in person': 'in-person',
    campus: 'in-person',
    blended: 'blended',
    hybrid: 'blended',
  }),
  pace: choice('pace', { 'self-paced': 'self-paced', 'self paced': 'self-paced', scheduled: 'scheduled' }),
  language: languages('languages'),
  captions: languages('captions'),
  prerequisites: prose('prerequisites', 5000),
  assessment: prose('assessment', 5000),
  earns: {
    read(words, draft) {
      const named = namesOf(words.toLowerCase());
      const unknown = named.find((word) => !Earns.safeParse(word).success);
      if (unknown) return `${quoted(unknown)} is none of certificate, badge and credit.`;
      draft.earns = Earns.options.filter((word) => named.includes(word));
    },
    write: (record) => Earns.options.filter((word) => record.earns.includes(word)).join('\n'),
  },
  award: line('awardName', 300),
  awarding_body: {
    read(words, draft) {
      const names = linesOf(words);
      if (names.length > 10) return 'Name at most 10 awarding bodies.';
      if (names.some((name) => name.length > 300)) return tooLong(300);
      const bodies = names.filter((name) => name !== draft.provider?.name).map((name) => ({ name }));
      if (bodies.length > 0) draft.awardingBodies = bodies;
    },
    write: (record) => record.awardingBodies.map(({ name }) => name).join('\n'),
  },
  recognised_by: {
    read(words, draft) {
      const entries = linesOf(words).map(recognitionOf);
      if (entries.length > 20) return 'Name at most 20 bodies.';
      if (entries.some(({ body, words: how }) => body.name.length > 300 || (how?.length ?? 0) > 500))
        return 'Use at most 300 characters for the name of a body, and 500 for its words.';
      if (entries.some(({ body }) => body.name === '')) return 'Write the name of the body before the colon.';
      draft.recognition = entries;
    },
    write: ({ recognition }) =>
      recognition.map(({ body, words }) => (words ? `${body.name}: ${words}` : body.name)).join('\n'),
  },
  price: {
    read(words, draft) {
      const found = readPrices(words);
      if ('fault' in found) return found.fault;
      draft.prices = found.prices;
      if (found.prices.some(({ kind, amount }) => kind === 'audit' && amount === 0)) draft.freeToAudit = true;
    },
    write: (record, own) => pricesInWords(record.prices, own),
  },
};

type TextField = 'title' | 'subtitle' | 'code' | 'summary' | 'awardName';
type ProseField = 'description' | 'prerequisites' | 'assessment';

function line(field: TextField, most: number): FieldRule {
  return {
    read(words, draft) {
      const text = tidy(words);
      if (text.length > most) return tooLong(most);
      draft[field] = text;
    },
    write: (record) => record[field] ?? '',
  };
}

function prose(field: ProseField, most: number): FieldRule {
  return {
    read(words, draft) {
      const text = tidyLines(words);
      if (text.length > most) return tooLong(most);
      draft[field] = text;
    },
    write: (record) => record[field] ?? '',
  };
}

function lines(field: 'outcomes' | 'syllabus', most: number, entries: number): FieldRule {
  return {
    read(words, draft) {
      const list = linesOf(words);
      if (list.length > entries) return `Write at most ${entries} lines.`;
      if (list.some((one) => one.length > most))
        return `Use at most ${most.toLocaleString('en-GB')} characters a line.`;
      draft[field] = list;
    },
    write: (record) => record[field].join('\n'),
  };
}

function choice<Field extends 'kind' | 'mode' | 'pace'>(
  field: Field,
  meanings: Record<string, NonNullable<CourseRecordInput[Field]>>,
): FieldRule {
  return {
    read(words, draft) {
      const meant = lookUp(meanings, words.toLowerCase());
      if (meant === undefined)
        return `${quoted(words)} is none of ${[...new Set(Object.values(meanings))].join(', ')}.`;
      Object.assign(draft, { [field]: meant });
    },
    write: (record) => record[field] ?? '',
  };
}

function languages(field: 'languages' | 'captions'): FieldRule {
  return {
    read(words, draft) {
      const names = namesOf(words);
      const unknown = names.find((name) => parseLanguage(name) === null);
      if (unknown !== undefined)
        return `We know no language called ${quoted(unknown)}. Write English, Welsh, or a code such as cy.`;
      draft[field] = [...new Set(names.map((name) => parseLanguage(name) as string))];
    },
    write: (record) => record[field].map(languageWord).join('\n'),
  };
}

function languageWord(tag: string): string {
  const name = languageName(tag);
  return !/[,;|]/.test(name) && parseLanguage(name) === tag ? name : tag;
}

function recognitionOf(entry: string): { body: { name: string }; words?: string } {
  const colon = entry.indexOf(': ');
  if (colon === -1) return { body: { name: entry } };
  const words = entry.slice(colon + 2).trim();
  return { body: { name: entry.slice(0, colon).trim() }, ...(words && { words }) };
}

function levelWords({ framework, value }: NonNullable<CourseRecord['level']>): string {
  return `${framework} ${value}`;
}

/** What was written stays beside what it was read as, where the two are not the same words. */
function keepWords(draft: RecordDraft, field: string, words: string, plain: string): void {
  if (words !== plain)
    draft.raw = { ...draft.raw, [field]: { raw: words.slice(0, 2000), how: 'parsed', parser: 'own-words' } };
}
