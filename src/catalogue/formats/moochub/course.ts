import { parseDay } from '../../rules/dates.js';
import { parseDuration, parseWorkload } from '../../rules/duration.js';
import { levelOf } from '../../rules/levels.js';
import { clip } from '../../rules/text.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, OfferingRecord, Raw, SubjectRef } from '../../schema.js';
import { creditOf, languagesIn } from '../readers/facts.js';
import { rawOf } from '../readers/record.js';
import {
  allWordsOf,
  type Loose,
  lineOf,
  listOf,
  objectsOf,
  positiveOf,
  proseOf,
  unique,
  wordsOf,
} from '../readers/values.js';
import { offersOf } from '../schema-org/offers.js';
import { organisationOf } from '../schema-org/people.js';

const NOTHING = new Map<string, Loose>();

/** The record of one course, or why there is none. */
export function recordOf(id: string, attributes: Loose): CourseRecordInput | string {
  const title = lineOf(attributes.name);
  if (!title) return 'the course has no name';
  const [publisher, ...others] = [...objectsOf(attributes.publisher), ...objectsOf(attributes.creator)]
    .slice(0, 100)
    .flatMap((each) => organisationOf(each, NOTHING) ?? []);
  if (!publisher) return `“${clip(title, 80)}” names no publisher`;
  const raw: Record<string, Raw> = {};
  const languages = languagesIn(allWordsOf(attributes.inLanguage));
  const url = canonicalUrl(wordsOf(attributes.url) ?? '') ?? undefined;
  return {
    externalId: id,
    title,
    url,
    description: proseOf(attributes.description),
    summary: proseOf(attributes.abstract),
    languages,
    textLanguage: languages.length === 1 ? languages[0] : undefined,
    identifiers: [{ scheme: 'moochub', value: clip(id, 200) }],
    provider: publisher,
    awardingBodies: others.filter(
      ({ name }, at) => name !== publisher.name && others.findIndex((each) => each.name === name) === at,
    ),
    instructors: objectsOf(attributes.instructor).flatMap((person) => lineOf(person.name) ?? []),
    ...standingOf(attributes, raw),
    workload: workloadOf(attributes, raw),
    mode: modeOf(attributes),
    ...offersOf({ offers: attributes.offers ?? attributes.offer }, NOTHING),
    freeToAudit: listOf(attributes.access).some((word) => wordsOf(word)?.toLowerCase() === 'free') ? true : undefined,
    offerings: offeringsOf(attributes, id, url),
    refreshed: parseDay(wordsOf(attributes.dateModified) ?? '')?.day,
    raw,
  };
}

function standingOf(attributes: Loose, raw: Record<string, Raw>): Partial<CourseRecordInput> {
  const alignments = objectsOf(attributes.educationalAlignment);
  const subjects = alignments.filter((each) => /isced/i.test(wordsOf(each.educationalFramework) ?? ''));
  const skills = [
    ...objectsOf(attributes.teaches),
    ...alignments.filter((each) => /esco/i.test(wordsOf(each.educationalFramework) ?? '')),
  ];
  const labelOf = (each: Loose) => nameIn(each.name) ?? nameIn(each.targetName);
  const levels = objectsOf(attributes.educationalLevel).filter((each) =>
    /EQF/i.test(wordsOf(each.educationalFramework) ?? ''),
  );
  const level = levels.flatMap(
    (each) => levelOf('EQF', (wordsOf(each.shortCode) ?? wordsOf(each.targetCode) ?? '').replace(/\D/g, '')) ?? [],
  )[0];
  const credits = objectsOf(attributes.numberOfCredits).flatMap((each) => {
    const value = positiveOf(each.numericValue) ?? positiveOf(each.value);
    return value ? [creditOf(value, nameIn(each.type) ?? nameIn(each.unitText), undefined)] : [];
  });
  if (credits.length > 0) raw.credit = rawOf(JSON.stringify(attributes.numberOfCredits), 'parsed', 'credit');
  const awards = objectsOf(attributes.educationalCredentialsAwarded);
  const kinds = awards
    .flatMap((award) => [...allWordsOf(award.credentialCategory), nameIn(award.name) ?? ''])
    .join(' ');
  const earns = [
    awards.length > 0 && /certificate|zertifikat/i.test(kinds) && 'certificate',
    /badge/i.test(kinds) && 'badge',
    credits.length > 0 && 'credit',
  ];
  return {
    level,
    credit: credits,
    earns: earns.filter((each): each is 'certificate' | 'badge' | 'credit' => !!each),
    awardName: awards.flatMap((award) => nameIn(award.name) ?? [])[0],
    outcomes: listOf(attributes.learningObjectives ?? attributes.learningOutcome).flatMap((each) => lineOf(each) ?? []),
    subjects: subjects.flatMap((each): SubjectRef[] => {
      const [label, code] = [labelOf(each), wordsOf(each.shortCode) ?? wordsOf(each.targetCode)];
      return label || code
        ? [{ scheme: code ? 'isced-f' : 'keyword', code, label: clip(label ?? code ?? '', 200) }]
        : [];
    }),
    skills: skills.flatMap((each) => {
      const label = labelOf(each);
      const uri = wordsOf(each.targetUrl) ?? wordsOf(each.url);
      return label ? [{ label: clip(label, 200), uri, relation: 'taught' as const }] : [];
    }),
    prerequisites:
      listOf(attributes.coursePrerequisites)
        .flatMap((each) => nameIn(each) ?? [])
        .join('\n') || undefined,
  };
}

/** Names come as words, as one localised string, or as a list of them; English first. */
function nameIn(value: unknown): string | undefined {
  const localised = objectsOf(value);
  const english = localised.find((each) => /^en\b/i.test(wordsOf(each.inLanguage) ?? '')) ?? localised[0];
  return english ? (lineOf(english.name) ?? lineOf(english.description)) : lineOf(listOf(value)[0]);
}

/** `workload` is time a week or in all; `duration` is the length of the course. */
function workloadOf(attributes: Loose, raw: Record<string, Raw>): CourseRecordInput['workload'] {
  const duration = wordsOf(attributes.duration);
  const effort = typeof attributes.workload === 'string' ? wordsOf(attributes.workload) : undefined;
  const read = parseWorkload({ duration }) ?? null;
  const total = effort ? (/^P/i.test(effort) ? parseDuration(effort) : parseWorkload({ effort })) : null;
  if (duration ?? effort)
    raw.workload = rawOf(
      [duration, effort].filter(Boolean).join('; '),
      read?.how ?? total?.how ?? 'stated',
      read || total ? 'duration' : 'none',
    );
  return read || total ? { ...total?.workload, ...read?.workload } : undefined;
}

function modeOf(attributes: Loose): OfferingRecord['mode'] {
  const words = unique(allWordsOf(attributes.courseMode).map((word) => word.toLowerCase()));
  if (words.some((word) => /blended|hybrid/.test(word))) return 'blended';
  if (words.some((word) => /online|mooc/.test(word))) return 'online';
  return words.some((word) => /onsite|presence|in-person/.test(word)) ? 'in-person' : undefined;
}

/** Starts and ends come as two lists that run side by side. */
function offeringsOf(attributes: Loose, id: string, url: string | undefined): OfferingRecord[] {
  const ends = listOf(attributes.endDate);
  return listOf(attributes.startDate).flatMap((words, at): OfferingRecord[] => {
    const start = parseDay(wordsOf(words) ?? '');
    const end = parseDay(wordsOf(ends[at]) ?? '')?.day;
    if (!start) return [];
    return [
      {
        externalId: clip(`${id}#${start.day}`, 500),
        start: start.day,
        end: end && end >= start.day ? end : undefined,
        prices: [],
        languages: [],
        url,
      },
    ];
  });
}
