/**
 * One course from what several sources say of it. Each shown value names the source that it was taken from; what other
 * sources say instead is kept beside it. Pure, and the same in whatever order the sources come.
 */
import type { CourseRecord, How, Offering, OfferingRecord } from '../schema.js';
import { valueInWords } from './in-words.js';
import { offeringId } from './offering-id.js';
import { isOwnWord } from './publishing/own-source.js';
import { clip, titleKey } from './text.js';
import { urlKey } from './urls.js';

/** What one source says, and what is known of that source. */
export type Listing = {
  id: string;
  source: string;
  externalId: string;
  repeat: number;
  /** Whether the source is published by the course's provider or an awarding body. */
  own: boolean;
  /** ISO day that the data is of. */
  dated: string;
  record: CourseRecord;
  awardingIds: readonly string[];
  /** In the order of `record.recognition`. */
  recognisingIds: readonly string[];
  /** Offerings from a source that tells places and runs apart from courses. */
  apart: readonly OfferingRecord[];
};

/** The shown values. Organisations are ids; an absent field is stated by no source. */
export type Facts = Omit<
  CourseRecord,
  'externalId' | 'provider' | 'awardingBodies' | 'recognition' | 'offerings' | 'raw'
> & {
  awardingIds: string[];
  recognition: { bodyId: string; words?: string }[];
};

export type Taken = { source: string; raw?: string; how: How };
export type WovenOffering = Offering & { listingId: string };

export type Woven = {
  facts: Facts;
  provenance: Record<string, Taken>;
  differing: Record<string, { value: string; from: Taken }[]>;
  offerings: WovenOffering[];
};

/** Fields whose value is taken whole from the first source, in order of preference, that states it. */
const WHOLE = [
  'title', 'subtitle', 'summary', 'description', 'textLanguage', 'url', 'code', 'imageUrl', 'instructors', 'kind',
  'cpdType', 'outcomes', 'prerequisites', 'assessment', 'syllabus', 'level', 'difficulty', 'credit', 'cpdHours',
  'workload', 'languages', 'awardName', 'mode', 'pace', 'prices', 'freeToAudit', 'rating', 'enrolments', 'refreshed',
] as const; // biome-ignore format: a table of names

/** Fields to which every source adds: what tells two entries apart, and how many are kept. */
const GATHERED = {
  identifiers: { key: (one: CourseRecord['identifiers'][number]) => `${one.scheme} ${one.value}`, most: 30 },
  subjects: {
    key: (one: CourseRecord['subjects'][number]) => `${one.scheme} ${one.code ?? titleKey(one.label)}`,
    most: 40,
  },
  skills: { key: (one: CourseRecord['skills'][number]) => titleKey(one.label) || one.label, most: 60 },
  captions: { key: (one: string) => one, most: 100 },
  earns: { key: (one: string) => one, most: 3 },
  stacksInto: { key: (one: CourseRecord['stacksInto'][number]) => titleKey(one.title) || one.title, most: 20 },
  funding: { key: (one: CourseRecord['funding'][number]) => one.words, most: 20 },
} as const;

/** Fields whose values are compared. Free text always differs, and nobody wants to read it twice. */
const COMPARED: readonly (typeof WHOLE)[number][] = [
  'title', 'url', 'code', 'kind', 'level', 'difficulty', 'credit', 'cpdHours', 'workload', 'languages', 'mode', 'pace',
  'prices', 'freeToAudit', 'rating',
]; // biome-ignore format: a table of names
const MOST_DIFFERING = 5;
const LONGEST_RAW = 300;

/** @param listings at least one, all of one provider's one course. */
export function weaveCourse(listings: readonly Listing[]): Woven {
  const ordered = listings.length === 1 ? listings : inOrderOfPreference(listings);
  const facts: Record<string, unknown> = {};
  const provenance: Record<string, Taken> = {};
  const differing: Woven['differing'] = {};
  for (const field of WHOLE) {
    const giver =
      ordered.find((listing) => states(listing.record, field)) ?? (field === 'kind' ? ordered[0] : undefined);
    facts[field] = giver ? giver.record[field] : emptyOf(field);
    if (!giver) continue;
    provenance[field] = takenFrom(giver, field);
    if (ordered.length > 1 && COMPARED.includes(field)) noteDiffering(differing, field, giver, ordered);
  }
  for (const field of Object.keys(GATHERED) as (keyof typeof GATHERED)[]) {
    facts[field] = gather(field, ordered);
    const giver = ordered.find((listing) => listing.record[field].length > 0);
    if (giver) provenance[field] = takenFrom(giver, field);
  }
  gatherOrganisations(facts, provenance, ordered);
  return { facts: facts as Facts, provenance, differing, offerings: weaveOfferings(ordered.map(runsOf)) };
}

/**
 * What the provider wrote here itself, then its own feeds and tables, then the newest, then the one that says most; then by
 * name, so that the order is total.
 */
export function inOrderOfPreference(listings: readonly Listing[]): Listing[] {
  const richness = new Map(listings.map((listing) => [listing, richnessOf(listing.record)]));
  return listings.toSorted(
    (a, b) =>
      standing(b) - standing(a) ||
      compare(b.dated, a.dated) ||
      (richness.get(b) as number) - (richness.get(a) as number) ||
      compare(a.source, b.source) ||
      compare(a.externalId, b.externalId) ||
      a.repeat - b.repeat,
  );
}

/** A feed that is read after an editor has written must not undo what the editor wrote. */
function standing({ own, source }: Listing): number {
  if (!own) return 0;
  return isOwnWord(source) ? 2 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Fields stated, then length of the description in thousandths of a field. */
function richnessOf(record: CourseRecord): number {
  const stated = [...WHOLE, ...(Object.keys(GATHERED) as (keyof typeof GATHERED)[]), 'offerings' as const];
  const fields = stated.filter((field) => states(record, field)).length;
  return fields + Math.min(record.description?.length ?? 0, 40_000) / 40_001;
}

/** `kind` is never absent from a record: "course" says nothing that the source need have said. */
function states(record: CourseRecord, field: keyof CourseRecord): boolean {
  const value = record[field];
  if (value === undefined || value === null || value === '') return false;
  return Array.isArray(value) ? value.length > 0 : field !== 'kind' || value !== 'course';
}

function emptyOf(field: (typeof WHOLE)[number]): [] | undefined {
  return ['instructors', 'outcomes', 'syllabus', 'credit', 'languages', 'prices'].includes(field) ? [] : undefined;
}

function takenFrom(listing: Listing, field: string): Taken {
  const raw = listing.record.raw[field];
  if (!raw) return { source: listing.source, how: 'stated' };
  return { source: listing.source, raw: clip(raw.raw, LONGEST_RAW), how: raw.how };
}

function noteDiffering(
  differing: Woven['differing'],
  field: (typeof WHOLE)[number],
  giver: Listing,
  ordered: readonly Listing[],
): void {
  const seen = new Set([sameness(giver.record, field)]);
  const others: { value: string; from: Taken }[] = [];
  for (const listing of ordered) {
    if (others.length === MOST_DIFFERING || !states(listing.record, field)) continue;
    const sameAs = sameness(listing.record, field);
    if (seen.has(sameAs)) continue;
    seen.add(sameAs);
    others.push({ value: valueInWords(field, listing.record[field]), from: takenFrom(listing, field) });
  }
  if (others.length > 0) differing[field] = others;
}

/** Two values with the same sameness do not differ: a title in capitals, an address without www, prices in other words. */
function sameness(record: CourseRecord, field: (typeof WHOLE)[number]): string {
  if (field === 'title') return titleKey(record.title) || record.title;
  if (field === 'url') return urlKey(record.url ?? '');
  return valueInWords(field, record[field]);
}

function gather(field: keyof typeof GATHERED, ordered: readonly Listing[]): unknown[] {
  const { key, most } = GATHERED[field] as { key: (one: unknown) => string; most: number };
  const [first] = ordered;
  if (ordered.length === 1 && first && first.record[field].length < 2) return first.record[field];
  const kept = new Map<string, unknown>();
  for (const listing of ordered) {
    for (const one of listing.record[field]) {
      const name = key(one);
      if (!kept.has(name) && kept.size < most) kept.set(name, one);
    }
  }
  return [...kept.values()];
}

function gatherOrganisations(
  facts: Record<string, unknown>,
  provenance: Record<string, Taken>,
  ordered: readonly Listing[],
): void {
  const awarding = ordered.find((listing) => listing.awardingIds.length > 0);
  facts.awardingIds = [...new Set(ordered.flatMap((listing) => listing.awardingIds))];
  if (awarding) provenance.awardingBodies = takenFrom(awarding, 'awardingBodies');
  const recognition = new Map<string, { bodyId: string; words?: string }>();
  for (const listing of ordered) {
    listing.record.recognition.forEach(({ words }, at) => {
      const bodyId = listing.recognisingIds[at];
      if (!bodyId || recognition.has(bodyId)) return;
      recognition.set(bodyId, { bodyId, ...(words ? { words } : {}) });
      provenance.recognition ??= takenFrom(listing, 'recognition');
    });
  }
  facts.recognition = [...recognition.values()];
}

/** The offerings of a listing, those that came apart among them. */
export type Runs = Pick<Listing, 'id' | 'source'> & { offerings: readonly OfferingRecord[] };

function runsOf({ id, source, record, apart }: Listing): Runs {
  return { id, source, offerings: [...record.offerings, ...apart] };
}

/** All runs of all sources; a run that a preferred source already gave (same start, same town) is not shown twice. */
export function weaveOfferings(ordered: readonly Runs[]): WovenOffering[] {
  if (ordered.every((listing) => listing.offerings.length === 0)) return [];
  const shown = new Set<string>();
  const woven: WovenOffering[] = [];
  for (const listing of ordered) {
    const fresh = listing.offerings.filter((offering) => !shown.has(runKey(offering)));
    const used = new Map<string, number>();
    for (const offering of fresh) {
      const count = (used.get(offering.externalId) ?? 0) + 1;
      used.set(offering.externalId, count);
      const externalId = count === 1 ? offering.externalId : `${offering.externalId}#${count}`;
      woven.push({
        ...offering,
        externalId,
        id: offeringId(listing.id, externalId),
        source: listing.source,
        listingId: listing.id,
      });
    }
    for (const offering of fresh) shown.add(runKey(offering));
  }
  return woven.toSorted((a, b) => compare(a.start ?? '9999', b.start ?? '9999') || compare(a.id, b.id));
}

function runKey({ start, venue }: OfferingRecord): string {
  return `${start ?? ''}|${venue?.town ?? ''}|${venue?.region ?? ''}`.toLowerCase();
}
