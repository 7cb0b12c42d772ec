/** What a saved mapping is made of: column → field, parser, constant. */
import { canonicalUrl, clip, parseWorkload, titleKey } from '../../rules/index.js';
import type { CourseRecordInput, OfferingRecord, OrganisationRef, Raw, Reading, Sample } from '../../schema.js';
import { courseReading } from '../readers/record.js';
import type { Row } from './table.js';

/** A record being filled in, with what only makes sense together (length and effort) beside it. */
export type Draft = Partial<Omit<CourseRecordInput, 'raw' | 'offerings'>> & {
  raw: Record<string, Raw>;
  offerings: OfferingRecord[];
  time: { duration?: string; effort?: string; bare?: 'week' | 'hour' };
};

/** Reads one cell into the draft. Never called for an empty one. */
export type FieldReader = (value: unknown, draft: Draft, row: Row) => void;

export type Shape =
  /** Columns that must all stand in the header; of `oneOf`, one at least. `folded`: "Awarding Body" is `awarding_body`. */
  | { columns: readonly string[]; oneOf?: readonly string[]; folded?: boolean }
  /** Members that must all be met in the beginning of a JSON text, and where its list lies: "results", "data.found"; "" is the root. */
  | { members: readonly (string | RegExp)[]; list: string };

export type Mapping = {
  /** File name of the mapping, and `format` in reports. */
  name: string;
  title: string;
  /** Absent for a shape that many write (our own CSV, TeSS, Eventbrite): each file is then a source of its own name. */
  source?: { key: string; name: string; url?: string };
  shape: Shape;
  /** Cells that say nothing, beside the empty one. */
  blanks?: readonly string[];
} & (CourseMapping | OtherMapping);

export type CourseMapping = {
  constants: Partial<CourseRecordInput>;
  /** Column name, or a path into a JSON object ("page.description"), to the readers of its value, in order. */
  fields: Readonly<Record<string, FieldReader | readonly FieldReader[]>>;
  /** Puts right what the table is known to write wrongly, before any field is read. Words returned refuse the row. */
  straighten?: (row: Row) => string | undefined;
  /** Last look at the draft, for what depends on several columns. */
  finish?: (draft: Draft, row: Row) => void;
};

/** For tables that hold no courses: places, organisations, runs. */
export type OtherMapping = { read: (row: Row, at: string) => Reading };

export const sampleHas = (sample: Sample, members: readonly (string | RegExp)[]): boolean => {
  const head = sample.head.replaceAll('\0', '');
  return members.every((member) => (typeof member === 'string' ? head.includes(`"${member}"`) : member.test(head)));
};

const BLANKS = ['', 'nan', 'NaN', 'NA', 'N/A', 'n/a', 'null', 'None', 'not-mentioned'];

/** The reading of one row by its mapping: constants, then fields, then what ties them together. */
export function readRow(mapping: Mapping & CourseMapping, compiled: CompiledField[], row: Row, at: string): Reading {
  const reason = mapping.straighten?.(row);
  if (reason) return { type: 'refused', at, reason };
  const draft: Draft = { ...mapping.constants, raw: {}, offerings: [], time: {} };
  for (const { path, readers } of compiled) {
    const value = path.length === 1 ? row[path[0] as string] : valueAt(row, path);
    if (isBlank(value, mapping.blanks)) continue;
    for (const reader of readers) reader(value, draft, row);
  }
  mapping.finish?.(draft, row);
  return finished(draft, at);
}

export type CompiledField = { path: string[]; readers: readonly FieldReader[] };

/** Column names hold dots only in JSON paths. */
export function compile(mapping: Mapping & CourseMapping): CompiledField[] {
  const nested = 'members' in mapping.shape;
  return Object.entries(mapping.fields).map(([name, readers]) => ({
    path: nested ? name.split('.') : [name],
    readers: typeof readers === 'function' ? [readers] : readers,
  }));
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Row)[name] : undefined),
    value,
  );
}

export function isBlank(value: unknown, blanks: readonly string[] = BLANKS): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'string') return Array.isArray(value) && value.length === 0;
  const words = value.length > 20 ? value : value.trim();
  return words.length <= 20 && (words === '' || blanks.includes(words));
}

/** Completes the draft itself rather than a copy: this runs for every row. The schema drops `time`. */
function finished(draft: Draft, at: string): Reading {
  const { title, time } = draft;
  if (!title) return { type: 'refused', at, reason: 'no title' };
  const provider = draft.provider ?? draft.awardingBodies?.[0] ?? hostOf(draft.url);
  if (!provider) return { type: 'refused', at, reason: 'names no provider' };
  const length = time.duration || time.effort ? parseWorkload(time) : null;
  if (length) {
    const words = [time.duration, time.effort].filter(Boolean).join(' + ');
    draft.workload = length.workload;
    draft.raw.workload = { raw: clip(words, 2000), how: length.how, parser: 'duration.workload' };
  }
  draft.externalId = clip(draft.externalId ?? pageOf(draft.url) ?? draft.code ?? madeId(draft, provider), 500);
  draft.awardingBodies = others(draft.awardingBodies, provider);
  return courseReading(at, Object.assign(draft, { title, provider, externalId: draft.externalId }));
}

function others(bodies: OrganisationRef[] | undefined, provider: OrganisationRef): OrganisationRef[] | undefined {
  return bodies?.filter((body) => body.name !== provider.name);
}

/** A table that names nobody still says where one goes: the site of the address. */
function hostOf(url: string | undefined): OrganisationRef | null {
  const address = url ? URL.parse(url) : null;
  return address
    ? { name: address.hostname.replace(/^www\./, ''), url: canonicalUrl(address.origin) ?? undefined }
    : null;
}

/** An address that can stand for a course; a site's front page or search cannot, for several courses give it. */
function pageOf(url: string | undefined): string | undefined {
  return url && !/^https?:\/\/[^/]+(?:\/search)?(?:\?|$)/.test(url) ? url : undefined;
}

/** Title and organisation (else the first instructor), folded: stable while neither is renamed. */
function madeId(draft: Draft, provider: OrganisationRef): string {
  const whom = draft.awardingBodies?.[0]?.name ?? draft.instructors?.[0] ?? provider.name;
  return `${clip(titleKey(draft.title ?? '') || (draft.title ?? ''), 300)} | ${clip(titleKey(whom), 150)}`;
}
