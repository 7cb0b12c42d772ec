/** Words for facet values. Fixed vocabularies are named here; names of organisations, skills and sources are learned from the courses. */
import { type Course, languageName } from '../../catalogue/index.js';
import { ORGANISATION_KINDS } from '../../organisations/index.js';
import type { Facet } from '../schema.js';

/** Labels by facet and value, learned while courses are indexed; saved beside the snapshot. */
export type Labels = Partial<Record<Facet, Record<string, string>>>;

const FIXED: Partial<Record<Facet, Record<string, string>>> = {
  providerKind: ORGANISATION_KINDS,
  kind: {
    course: 'Course',
    microcredential: 'Microcredential',
    programme: 'Programme of several courses',
    qualification: 'Qualification',
    'cpd-event': 'CPD event',
    webinar: 'Webinar',
    project: 'Guided project',
    material: 'Learning material',
  },
  level: {
    '1': 'EQF 1 (entry level)',
    '2': 'EQF 2 (GCSE)',
    '3': 'EQF 3 (good GCSE)',
    '4': 'EQF 4 (A level, Higher)',
    '5': 'EQF 5 (first years of a degree)',
    '6': 'EQF 6 (final year of a degree)',
    '7': 'EQF 7 (master’s)',
    '8': 'EQF 8 (doctorate)',
    'not-stated': 'Not stated',
  },
  earns: { certificate: 'Certificate', badge: 'Digital badge', credit: 'Academic credit' },
  mode: { online: 'Online', 'in-person': 'In person', blended: 'Online and in person' },
  pace: { 'self-paced': 'At your own pace', scheduled: 'With set dates' },
  recognition: { signed: 'Signed by the body', claimed: 'Provider’s claim' },
};

const regions = new Intl.DisplayNames('en-GB', { type: 'region' });

/** The words for a value; the value itself where nothing better is known. */
export function labelOf(facet: Facet, value: string, labels: Labels): string {
  if (facet === 'language' || facet === 'captions') return languageName(value);
  if (facet === 'country') return countryName(value);
  return own(FIXED[facet], value) ?? own(labels[facet], value) ?? value;
}

/** Only what stands there itself: "constructor" is a value that a visitor may ask for, too. */
function own(names: Record<string, string> | undefined, value: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, value) ? names[value] : undefined;
}

const countries = new Map<string, string>();

/** The locale's table is asked once for each code; visitors may make codes up, which it refuses. */
function countryName(code: string): string {
  const known = countries.get(code);
  if (known !== undefined) return known;
  const name = /^[A-Z]{2}$/i.test(code) ? (regions.of(code) ?? code) : code;
  if (countries.size < 1_000) countries.set(code, name);
  return name;
}

/** A name that suggestions may offer, as the engine takes it. */
export type Suggestible = { kind: 'provider' | 'subject' | 'skill'; value: string; label: string; aliases?: string[] };

/** Takes the names that a course brings into `labels`. Returns those that are new. */
export function learnLabels(
  labels: Labels,
  course: Course,
  aliasesOf: (organisationId: string) => readonly string[],
): Suggestible[] {
  const fresh: Suggestible[] = [];
  for (const [facet, organisation] of [
    ['provider', course.provider] as const,
    ...course.awardingBodies.map((body) => ['awardingBody', body] as const),
  ]) {
    if (learn(labels, facet, organisation.slug, organisation.name)) {
      fresh.push({
        kind: 'provider',
        value: organisation.slug,
        label: organisation.name,
        aliases: [...aliasesOf(organisation.id)],
      });
    }
  }
  for (const { body } of course.recognition) learn(labels, 'recognisedBy', body.slug, body.name);
  for (const subject of course.browse) {
    if (learn(labels, 'subject', subject.slug, subject.label))
      fresh.push({ kind: 'subject', value: subject.slug, label: subject.label });
  }
  for (const skill of course.skills) {
    if (learn(labels, 'skill', skill.id, skill.label))
      fresh.push({ kind: 'skill', value: skill.id, label: skill.label });
  }
  for (const source of course.sources) learn(labels, 'source', source.key, source.name);
  return fresh;
}

/** Whether the label is new or another than before. */
function learn(labels: Labels, facet: Facet, value: string, label: string): boolean {
  labels[facet] ??= {};
  if (labels[facet][value] === label) return false;
  labels[facet][value] = label;
  return true;
}
