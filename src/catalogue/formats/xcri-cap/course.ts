import { parseWorkload, type StatedWorkload } from '../../rules/duration.js';
import { clip } from '../../rules/text.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, Credit, OrganisationRef, Raw, Reading, SubjectRef, Venue } from '../../schema.js';
import { creditOf } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import { positiveOf } from '../readers/values.js';
import type { XmlNode } from '../readers/xml.js';
import { attributeOf, lineOfNode, textOf } from '../readers/xml-text.js';
import { child, children, isDeleted, line, typeOf } from './names.js';
import { type Presentation, readPresentation } from './presentation.js';

/** One course element. `home` is the provider's own address: the venue of what is taught in person and names none. */
export function readCourse(node: XmlNode, at: string, provider: OrganisationRef, home: Venue | undefined): Reading {
  const externalId = identifierOf(node);
  const title = line(node, 'title');
  if (isDeleted(node) && externalId) return { type: 'deleted', at, externalId };
  if (!title) return { type: 'refused', at, externalId, reason: 'the course has no title' };
  if (!externalId) return { type: 'refused', at, reason: `“${clip(title, 80)}” has neither identifier nor url` };
  const presentations = children(node, 'presentation')
    .filter((each) => !isDeleted(each))
    .map((each, position) => readPresentation(each, externalId, position + 1, home));
  const raw: Record<string, Raw> = {};
  return courseReading(at, {
    externalId,
    title,
    provider,
    ...identityOf(node),
    ...textsOf(node),
    ...awardOf(node, title, provider),
    ...creditsOf(node, raw),
    ...typesOf(node),
    subjects: subjectsOf(node),
    workload: workloadOf(node, presentations, raw),
    languages: unique(presentations.flatMap(({ offering }) => offering.languages)),
    offerings: presentations.map(({ offering }) => offering),
    raw,
  });
}

/** The untyped identifier is the course's address; else any of them, else its url. */
function identifierOf(node: XmlNode): string | undefined {
  const identifiers = children(node, 'identifier');
  const untyped = identifiers.filter((each) => !typeOf(each)).flatMap((each) => lineOfNode(each) ?? []);
  const address = untyped.find((each) => /^https?:/i.test(each));
  const first = address ?? untyped[0] ?? identifiers.flatMap((each) => lineOfNode(each) ?? [])[0] ?? line(node, 'url');
  return first ? clip(first, 500) : undefined;
}

function identityOf(node: XmlNode): Partial<CourseRecordInput> {
  const typed = children(node, 'identifier').flatMap((each) => {
    const [scheme, value] = [typeOf(each), lineOfNode(each)];
    return scheme && value ? [{ scheme, value: clip(value, 200) }] : [];
  });
  const address = children(node, 'identifier').flatMap((each) => lineOfNode(each) ?? []);
  const url = [line(node, 'url'), ...address].flatMap((each) => (each ? (canonicalUrl(each) ?? []) : []))[0];
  const image = child(node, 'image');
  return {
    url,
    code: typed.find(({ scheme }) => /internalid/i.test(scheme))?.value,
    identifiers: typed,
    imageUrl: (image && canonicalUrl(attributeOf(image, 'src') ?? lineOfNode(image) ?? '')) ?? undefined,
  };
}

/** Kinds of description that are not about the content itself, and where they go. */
const ELSEWHERE = /^(?:metadataKeywords|contactHours|studyHours|contactPattern|funding|leadsTo|policy|events|support)$/;

function textsOf(node: XmlNode): Partial<CourseRecordInput> {
  const descriptions = children(node, 'description');
  const typed = (type: string) =>
    descriptions.filter((each) => typeOf(each) === type).flatMap((each) => textOf(each) ?? []);
  const prose = [...descriptions, ...children(node, 'objective')]
    .filter((each) => !ELSEWHERE.test(typeOf(each) ?? ''))
    .flatMap((each) => textOf(each) ?? []);
  return {
    summary: line(node, 'abstract'),
    description: prose.join('\n\n') || undefined,
    prerequisites: textOf(child(node, 'prerequisite')),
    assessment: textOf(child(node, 'assessment')),
    outcomes: children(node, 'learningOutcome').flatMap((each) => textOf(each)?.split('\n').filter(Boolean) ?? []),
    stacksInto: typed('leadsTo').map((words) => ({ title: clip(words, 300) })),
    funding: typed('funding').map((words) => ({ words: clip(words, 500) })),
  };
}

/** A course that bears the name of its qualification is that qualification; another only leads there. */
function awardOf(node: XmlNode, title: string, provider: OrganisationRef): Partial<CourseRecordInput> {
  const qualifications = children(node, 'qualification');
  const names = qualifications.flatMap((each) => line(each, 'title') ?? []);
  const named = names.find((name) => !/^may lead to/i.test(name));
  const bodies = (local: string) =>
    unique(qualifications.flatMap((each) => children(each, local).flatMap((body) => lineOfNode(body) ?? [])));
  return {
    kind: names.includes(title) ? 'qualification' : 'course',
    awardName: named,
    awardingBodies: bodies('awardedBy')
      .filter((name) => name !== provider.name)
      .map((name) => ({ name })),
    recognition: bodies('accreditedBy').map((name) => ({
      body: { name: clip(name, 300) },
      words: `accredited by ${clip(name, 400)}`,
    })),
  };
}

const unique = (names: string[]): string[] => [...new Set(names)];

/** Credit with its scheme and level; a value of nought says nothing. The course's level is that of a framework, before the OU's own. */
function creditsOf(node: XmlNode, raw: Record<string, Raw>): Partial<CourseRecordInput> {
  const written: string[] = [];
  const credit = children(node, 'credit').flatMap((each): Credit[] => {
    const [scheme, level, value] = [line(each, 'scheme'), line(each, 'level'), positiveOf(line(each, 'value'))];
    if (!value) return [];
    written.push(`${value} ${scheme ?? 'credits'}${level ? ` at level ${level}` : ''}`);
    return [creditOf(value, scheme, level)];
  });
  if (written.length > 0) raw.credit = rawOf(written.join('; '), 'parsed', 'credit.scheme');
  const levels = credit.flatMap((each) => each.level ?? []);
  return {
    credit,
    level: levels.find(({ framework }) => framework !== 'OU') ?? levels[0],
    earns: credit.length > 0 ? ['credit'] : [],
  };
}

/** Codes of courseTypeCPD for things that happen once rather than being studied. */
const EVENTS = new Set(['2', '3', '5', '7', '8', '10', '11', '12', '13']);
const CPD_LABELS = [
  'class/group based',
  'conference',
  'exhibition',
  'film',
  'meeting',
  'online/cbt',
  'open day',
  'performance',
  'research',
  'seminar/workshop',
  'social event',
  'symposium',
  'talk/lecture',
  'volunteer opportunity',
  'work based',
];

function typesOf(node: XmlNode): Partial<CourseRecordInput> {
  const type = children(node, 'type').find((each) => typeOf(each) === 'courseTypeCPD');
  if (!type) return {};
  const code = attributeOf(type, 'identifier') ?? String(CPD_LABELS.indexOf(lineOfNode(type)?.toLowerCase() ?? '') + 1);
  if (!/^([1-9]|1[0-5])$/.test(code)) return {};
  return EVENTS.has(code) ? { cpdType: code, kind: 'cpd-event' } : { cpdType: code };
}

const SCHEMES: [RegExp, SubjectRef['scheme']][] = [
  [/^jacs/i, 'jacs3'],
  [/^ldcs/i, 'ldcs'],
  [/^hecos/i, 'hecos'],
  [/^cah/i, 'cah'],
];

function subjectsOf(node: XmlNode): SubjectRef[] {
  const subjects = children(node, 'subject').flatMap((each): SubjectRef[] => {
    const label = lineOfNode(each);
    const code = attributeOf(each, 'identifier');
    const scheme = SCHEMES.find(([pattern]) => pattern.test(typeOf(each) ?? ''))?.[1] ?? 'keyword';
    if (!label && !code) return [];
    return [{ scheme, code: scheme === 'keyword' ? undefined : code, label: clip(label ?? code ?? '', 200) }];
  });
  const keywords = children(node, 'description')
    .filter((each) => typeOf(each) === 'metadataKeywords')
    .flatMap((each) => lineOfNode(each)?.split(',') ?? [])
    .flatMap((word): SubjectRef[] => (word.trim() ? [{ scheme: 'keyword', label: clip(word.trim(), 200) }] : []));
  return [...subjects, ...keywords];
}

/** Study hours where stated; weeks where every presentation that states them says the same. */
function workloadOf(
  node: XmlNode,
  presentations: Presentation[],
  raw: Record<string, Raw>,
): CourseRecordInput['workload'] {
  const study = children(node, 'description').find((each) => typeOf(each) === 'studyHours');
  const hours = parseWorkload({ duration: lineOfNode(study) });
  const durations = presentations.flatMap(({ duration }) => duration ?? []);
  const weeks = unique(durations.flatMap(({ stated }) => (stated ? String(stated.workload.weeks) : []))).length;
  const length = weeks === 1 ? durations.find(({ stated }) => stated) : undefined;
  const read = [length?.stated, hours].filter((each): each is StatedWorkload => !!each);
  const words = [length?.raw ?? durations[0]?.raw, lineOfNode(study)].filter(Boolean).join('; ');
  if (words) raw.workload = rawOf(words, read[0]?.how ?? 'stated', read.length > 0 ? 'duration' : 'none');
  return read.length > 0 ? Object.assign({}, ...read.map(({ workload }) => workload)) : undefined;
}
