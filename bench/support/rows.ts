/**
 * The rows of the sample tables as documents of the index, roughly: enough that lengths, words, facets and numbers are those
 * of real catalogues. The importers do this properly; a benchmark of the index alone must not depend on them.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { FACETS, FLAG, type IndexDocument, MEASURES, RANGES, TRAITS } from '../../src/discovery/schema.js';

type Row = Record<string, string>;
type Facets = Partial<Record<(typeof FACETS)[number], string[]>>;
type Numbers = Partial<Record<(typeof RANGES)[number], number | null>>;
type Draft = {
  title: string;
  summary?: string;
  description?: string;
  organisations: string[];
  subjects: string[];
  skills?: string[];
  code?: string;
  facets: Facets;
  numbers: Numbers;
  ratingCount?: number;
  flags?: number;
};

/** Of what is judged alone, nothing is stated. */
export const NOT_JUDGED: Pick<IndexDocument, 'traits' | 'measures'> = {
  traits: Object.fromEntries(TRAITS.map((trait) => [trait, []])) as unknown as IndexDocument['traits'],
  measures: Object.fromEntries(MEASURES.map((measure) => [measure, null])) as IndexDocument['measures'],
};

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60);
const list = (text: string | undefined, separator: RegExp | string = ','): string[] =>
  (text ?? '')
    .split(separator)
    .map((part) => part.replace(/[[\]'"]/g, '').trim())
    .filter((part) => part !== '');
const number = (text: string | undefined): number | null => {
  const found = /\d[\d,]*(\.\d+)?/.exec(text ?? '');
  return found === null ? null : Number(found[0].replaceAll(',', ''));
};

/** All rows of the ten tables under `samples`/catalogues. */
export function readRows(samples: string): IndexDocument[] {
  const drafts = TABLES.flatMap(({ file, read }) => {
    const rows = parse(readFileSync(`${samples}/catalogues/${file}`), {
      columns: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
    }) as Row[];
    return rows.map(read).filter((draft) => draft.title !== '');
  });
  return drafts.map(documentOf);
}

function documentOf(draft: Draft, num: number): IndexDocument {
  const facets: Facets = {
    subject: draft.subjects.map(slug),
    skill: (draft.skills ?? []).slice(0, 12).map(slug),
    kind: ['course'],
    country: [],
    ...draft.facets,
  };
  const free = draft.numbers.price === 0;
  return {
    num: num + 1,
    text: {
      title: draft.title,
      subtitle: '',
      summary: draft.summary ?? '',
      description: draft.description ?? '',
      organisations: draft.organisations,
      subjects: draft.subjects,
      skills: draft.skills ?? [],
      outcomes: '',
      codes: draft.code ? [draft.code] : [],
    },
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, facets[facet] ?? []]),
    ) as unknown as IndexDocument['facets'],
    numbers: Object.fromEntries(
      RANGES.map((range) => [range, draft.numbers[range] ?? null]),
    ) as IndexDocument['numbers'],
    flags: (draft.flags ?? FLAG.unknownAvailability) | (free ? FLAG.free : 0),
    ratingCount: draft.ratingCount ?? 0,
    added: 19_000 + (num % 1_500),
    places: [],
    ...NOT_JUDGED,
  };
}

const hours = (text: string | undefined): number | null => (/hour/i.test(text ?? '') ? number(text) : null);
const weeks = (text: string | undefined): number | null => {
  const value = number(text);
  if (value === null) return null;
  if (/month/i.test(text ?? '')) return value * 4;
  return /week/i.test(text ?? '') ? value : null;
};
const language = (text: string | undefined): string[] => list(text).map((one) => one.slice(0, 2).toLowerCase());

const TABLES: { file: string; read: (row: Row) => Draft }[] = [
  {
    file: 'cricos-2023-01/courses.csv',
    read: (row) => ({
      title: row['Course Name'] ?? '',
      organisations: [row['Institution Name'] ?? ''],
      subjects: ['Field of Education 1 Narrow Field', 'Field of Education 2 Narrow Field']
        .map((name) => (row[name] ?? '').replace(/^\d+ - /, ''))
        .filter((one) => one !== ''),
      code: row['CRICOS Course Code'] ?? '',
      facets: {
        provider: [slug(row['Institution Name'] ?? '')],
        providerKind: [/university/i.test(row['Institution Name'] ?? '') ? 'university' : 'college'],
        awardingBody: [slug(row['Institution Name'] ?? '')],
        kind: ['qualification'],
        level: [slug(row['Course Level'] ?? '')],
        mode: ['in-person'],
        pace: ['scheduled'],
        language: ['en'],
        country: ['AU'],
        earns: ['credit', 'certificate'],
        source: ['cricos'],
      },
      numbers: { weeks: number(row['Duration (Weeks)']), price: (number(row['Tuition Fee']) ?? 0) * 52 || null },
    }),
  },
  {
    file: 'udemy-coursera-2026-03.csv',
    read: (row) => ({
      title: row.Title ?? '',
      description: row.Description ?? '',
      organisations: [row.Instructor_Partner ?? '', row.Platform ?? ''],
      subjects: [],
      facets: {
        provider: [slug(row.Platform ?? '')],
        providerKind: ['platform'],
        awardingBody: [slug(row.Instructor_Partner ?? '')],
        level: list(/(Beginner|Intermediate|Advanced|Expert|All Levels)/.exec(row.Details ?? '')?.[0]).map(slug),
        mode: ['online'],
        pace: ['self-paced'],
        earns: ['certificate'],
        source: ['udemy-coursera'],
      },
      numbers: {
        price: row.Price && row.Price !== 'nan' ? Math.round((number(row.Price) ?? 0) * 79) : null,
        hours: hours(row.Details),
        weeks: weeks(row.Details),
        rating: Math.min(5, number(row.Rating) ?? 0) || null,
      },
      ratingCount: number(row.Reviews) ?? 0,
      flags: FLAG.anyTime | FLAG.open,
    }),
  },
  {
    file: 'multi-platform-2023.csv',
    read: (row) => ({
      title: row.Title ?? '',
      summary: row['Short Intro'] ?? '',
      organisations: [row.Site ?? ''],
      subjects: [...list(row.Category), ...list(row['Sub-Category'])],
      skills: list(row.Skills),
      facets: {
        provider: [slug(row.Site ?? '')],
        providerKind: ['platform'],
        mode: ['online'],
        pace: ['self-paced'],
        kind: [slug(row['Course Type'] ?? 'course')],
        language: language(row.Language),
        captions: language((row['Subtitle Languages'] ?? '').replace('Subtitles:', '')),
        earns: ['certificate'],
        source: ['multi-platform'],
      },
      numbers: { rating: number(row.Rating), weeks: weeks(row.Duration), hours: hours(row.Duration) },
      ratingCount: number(row['Number of viewers']) ?? 0,
    }),
  },
  {
    file: 'coursera-2022-11-descriptions.csv',
    read: (row) => ({
      title: row.name ?? '',
      description: row.description ?? '',
      organisations: [row.instructors ?? '', 'Coursera'],
      subjects: [row.category ?? '', row.subcategory ?? ''].filter((one) => one !== ''),
      facets: {
        provider: ['coursera'],
        providerKind: ['platform'],
        mode: ['online'],
        pace: ['self-paced'],
        earns: ['certificate'],
        source: ['coursera-2022'],
      },
      numbers: { rating: number(row.rating) },
      ratingCount: number(row.raters) ?? 0,
    }),
  },
  {
    file: 'coursera-2021-10.csv',
    read: (row) => ({
      title: row.course_name ?? '',
      organisations: [row.university_name ?? '', 'Coursera'],
      subjects: [row.category ?? '', row.sub_category ?? ''].filter((one) => one !== ''),
      skills: list(row.course_skills),
      facets: {
        provider: ['coursera'],
        providerKind: ['platform'],
        awardingBody: [slug(row.university_name ?? '')],
        level: [slug(row.course_level ?? '')],
        mode: ['online'],
        pace: ['self-paced'],
        kind: [slug(row.course_type ?? 'course')],
        language: language(row.course_language),
        captions: language((row.course_subtitles ?? '').replace('Subtitles:', '')),
        earns: ['certificate'],
        source: ['coursera-2021'],
      },
      numbers: { rating: number(row.course_rating), hours: hours(row.time_required) },
    }),
  },
  {
    file: 'coursera-2023-11.csv',
    read: (row) => ({
      title: row.course_title ?? '',
      description: row.course_description ?? '',
      organisations: [row.course_organization ?? '', 'Coursera'],
      subjects: [],
      skills: list(row.course_skills),
      facets: {
        provider: ['coursera'],
        providerKind: ['platform'],
        awardingBody: [slug(row.course_organization ?? '')],
        level: [slug(row.course_difficulty ?? '')],
        kind: [slug(row.course_certificate_type ?? '')],
        mode: ['online'],
        pace: ['self-paced'],
        earns: ['certificate'],
        source: ['coursera-2023'],
      },
      numbers: { rating: number(row.course_rating), weeks: weeks(row.course_time) },
      ratingCount: number(row.course_reviews_num) ?? 0,
    }),
  },
  {
    file: 'futurelearn-2022-11.csv',
    read: (row) => ({
      title: row.name ?? '',
      organisations: [row.organization ?? '', 'FutureLearn'],
      subjects: list(row.category),
      facets: {
        provider: ['futurelearn'],
        providerKind: ['platform'],
        awardingBody: [slug(row.organization ?? '')],
        recognition: row.accreditation === 'True' ? ['claimed'] : [],
        recognisedBy: row.accreditation === 'True' ? ['cpd'] : [],
        mode: ['online'],
        pace: ['scheduled'],
        earns: ['certificate'],
        language: ['en'],
        country: ['GB'],
        source: ['futurelearn'],
      },
      numbers: {
        rating: number(row.score),
        weeks: weeks(row.duration),
        hoursPerWeek: hours(row.weekly_study),
        price: Math.round((number(row.subscription_value) ?? 0) * 86) || null,
      },
      ratingCount: number(row.reviews) ?? 0,
    }),
  },
  {
    file: 'edx-2020.csv',
    read: (row) => ({
      title: row.title ?? '',
      summary: row.summary ?? '',
      description: `${row.course_description ?? ''} ${row.course_syllabus ?? ''}`,
      organisations: [row.institution ?? '', 'edX'],
      subjects: list(row.subject),
      facets: {
        provider: ['edx'],
        providerKind: ['platform'],
        awardingBody: [slug(row.institution ?? '')],
        level: [slug(row.Level ?? '')],
        mode: ['online'],
        pace: [slug(row.course_type ?? '')],
        language: language(row.language),
        captions: language(row.subtitles),
        earns: ['certificate'],
        country: ['US'],
        source: ['edx'],
      },
      numbers: {
        weeks: weeks(row.course_length),
        hoursPerWeek: hours(row.course_effort),
        price: (number(/\$([\d.]+)/.exec(row.price ?? '')?.[1]) ?? 0) * 79 || null,
      },
    }),
  },
  {
    file: 'classcentral-2015.csv',
    read: (row) => ({
      title: row['Course Name'] ?? '',
      organisations: [...list(row['Universities/Institutions'], '|||'), row.Provider ?? ''],
      subjects: [row['Parent Subject'] ?? '', row['Child Subject'] ?? ''].filter((one) => one !== ''),
      facets: {
        provider: [slug(row.Provider ?? '')],
        providerKind: ['platform'],
        awardingBody: list(row['Universities/Institutions'], '|||').map(slug),
        mode: ['online'],
        source: ['class-central'],
      },
      numbers: {
        weeks: number(row.Length),
        start: Date.parse(row['Next Session Date']?.replace(/(st|nd|rd|th)/, '') ?? '') / 86_400_000 || null,
      },
    }),
  },
  {
    file: 'mit-ocw-2016-05.csv',
    read: (row) => ({
      title: row.title ?? '',
      organisations: ['MIT', 'Massachusetts Institute of Technology', row.instructor ?? ''],
      subjects: list(row.department),
      code: (row.id ?? '').split('_')[0] ?? '',
      facets: {
        provider: ['mit'],
        providerKind: ['university'],
        awardingBody: ['mit'],
        kind: ['material'],
        level: [slug(row.level ?? '')],
        mode: ['online'],
        pace: ['self-paced'],
        language: ['en'],
        country: ['US'],
        source: ['mit-ocw'],
      },
      numbers: { price: 0 },
      flags: FLAG.anyTime,
    }),
  },
];
