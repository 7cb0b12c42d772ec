import { parseDay, type StatedDay } from '../../rules/dates.js';
import { parseDuration, type StatedWorkload } from '../../rules/duration.js';
import { parsePrices } from '../../rules/money.js';
import { clip } from '../../rules/text.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { OfferingRecord, Venue } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { countOf } from '../readers/values.js';
import type { XmlNode } from '../readers/xml.js';
import { attributeOf, lineOfNode } from '../readers/xml-text.js';
import { child, children, line } from './names.js';

/** An offering with what a presentation says of the course's length. */
export type Presentation = {
  offering: OfferingRecord;
  duration: { raw: string; stated: StatedWorkload | null } | null;
};

/** A start before this year stands for "no date" in the feeds that write it (1900-01-01 beside "Year of entry: 1900"). */
const FIRST_YEAR = 1950;
const ANY_TIME = /\bbegin at any time\b|\bstart (?:at )?any ?time\b|\bany time start\b/i;

export function readPresentation(
  node: XmlNode,
  courseId: string,
  position: number,
  home: Venue | undefined,
): Presentation {
  const startNode = child(node, 'start');
  const start = dayOf(startNode);
  const startText = start ? undefined : lineOfNode(startNode);
  const written = line(node, 'duration');
  const stated = durationOf(child(node, 'duration'));
  const mode = modeOf(child(node, 'attendanceMode'));
  const end = exactDay(child(node, 'end'));
  const offering: OfferingRecord = {
    externalId: clip(line(node, 'identifier') ?? `${courseId}#${start?.day ?? position}`, 500),
    start: start?.day,
    startApproximate: start && start.precision !== 'day' ? true : undefined,
    startText: startText ? clip(startText, 300) : undefined,
    end: end && (!start || end >= start.day) ? end : undefined,
    enrolFrom: dayOf(child(node, 'applyFrom'))?.day,
    enrolUntil: exactDay(child(node, 'applyUntil')),
    mode,
    pace: ANY_TIME.test(`${written} ${startText}`) ? 'self-paced' : undefined,
    pattern: patternOf(child(node, 'attendancePattern')),
    studyMode: studyModeOf(child(node, 'studyMode')),
    weeks: stated?.workload.weeks,
    venue: venueOf(node) ?? (mode === 'in-person' || mode === 'blended' ? home : undefined),
    places: countOf(line(node, 'places')),
    prices: children(node, 'cost').flatMap((cost) => parsePrices(lineOfNode(cost) ?? '')),
    languages: languagesIn(children(node, 'languageOfInstruction').flatMap((each) => lineOfNode(each) ?? [])),
    url: canonicalUrl(line(node, 'url') ?? '') ?? canonicalUrl(line(node, 'applyTo') ?? '') ?? undefined,
  };
  return { offering, duration: written ? { raw: written, stated } : null };
}

/** `dtf` is the machine's date and comes before the words; a bare ISO date may stand in either. */
function dayOf(node: XmlNode | undefined): StatedDay | null {
  if (!node) return null;
  const day = parseDay(attributeOf(node, 'dtf') ?? '') ?? parseDay(lineOfNode(node) ?? '', { order: 'dmy' });
  return day && Number(day.day.slice(0, 4)) >= FIRST_YEAR ? day : null;
}

/** A last day that is stated to the month only could be any day of it: not stated. */
function exactDay(node: XmlNode | undefined): string | undefined {
  const day = dayOf(node);
  return day?.precision === 'day' ? day.day : undefined;
}

/** `interval` and words; where both are read and contradict one another (P4M beside "1 month"), neither is believed. */
function durationOf(node: XmlNode | undefined): StatedWorkload | null {
  if (!node) return null;
  const interval = parseDuration(attributeOf(node, 'interval') ?? '');
  const words = parseDuration(lineOfNode(node)?.split(';')[0] ?? '');
  if (interval && words && !agree(interval, words)) return null;
  if (interval && words?.workload.approximate) return words;
  return interval ?? words;
}

function agree(one: StatedWorkload, other: StatedWorkload): boolean {
  const [a, b] = [one, other].map(({ workload }) => workload.weeks ?? (workload.totalHours ?? 0) / 168) as [
    number,
    number,
  ];
  return Math.abs(a - b) <= Math.max(a, b) * 0.15;
}

const MODES: Record<string, OfferingRecord['mode']> = {
  cm: 'in-person',
  campus: 'in-person',
  nc: 'in-person',
  'face-to-face non-campus': 'in-person',
  da: 'blended',
  'distance with attendance': 'blended',
  mm: 'blended',
  'mixed mode': 'blended',
  ds: 'online',
  'distance without attendance': 'online',
  on: 'online',
  'online (no attendance)': 'online',
  online: 'online',
};
const STUDY_MODES: Record<string, OfferingRecord['studyMode']> = {
  ft: 'full-time',
  'full time': 'full-time',
  pt: 'part-time',
  'part time': 'part-time',
  fl: 'flexible',
  flexible: 'flexible',
};
const PATTERNS: Record<string, OfferingRecord['pattern']> = {
  dt: 'daytime',
  daytime: 'daytime',
  ev: 'evening',
  evening: 'evening',
  tw: 'twilight',
  twilight: 'twilight',
  dr: 'day-release',
  'day/block release': 'day-release',
  'day release': 'day-release',
  we: 'weekend',
  weekend: 'weekend',
  cs: 'customised',
  customised: 'customised',
};

const modeOf = (node: XmlNode | undefined) => coded(node, MODES);
const studyModeOf = (node: XmlNode | undefined) => coded(node, STUDY_MODES);
const patternOf = (node: XmlNode | undefined) => coded(node, PATTERNS);

/** By code first, then by label; a word outside the vocabulary is not stated. The default of the specification is not applied. */
function coded<T>(node: XmlNode | undefined, table: Record<string, T>): T | undefined {
  if (!node) return undefined;
  const code = attributeOf(node, 'identifier')?.toLowerCase();
  const label = lineOfNode(node)
    ?.toLowerCase()
    .replace(/(?<=full|part)-(?=time)/, ' ');
  return (code ? own(table, code) : undefined) ?? (label ? own(table, label) : undefined);
}

function own<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A venue is written as a provider of its own. */
function venueOf(node: XmlNode): Venue | undefined {
  const venue = child(node, 'venue');
  const place = venue && (child(venue, 'provider') ?? venue);
  if (!place) return undefined;
  const name = line(place, 'title');
  return placeOf(child(place, 'location'), name) ?? (name ? { name: clip(name, 300) } : undefined);
}

/** Town and position of a location; undefined when it states neither. */
export function placeOf(location: XmlNode | undefined, name?: string): Venue | undefined {
  if (!location) return undefined;
  const town = line(location, 'town');
  const latitude = degrees(line(location, 'lat'), 90);
  const longitude = degrees(line(location, 'long'), 180);
  if (!name && !town && latitude === undefined) return undefined;
  const placed = latitude !== undefined && longitude !== undefined;
  return {
    name: name ? clip(name, 300) : undefined,
    town: town ? clip(town, 200) : undefined,
    ...(placed && { latitude, longitude }),
  };
}

function degrees(text: string | undefined, limit: number): number | undefined {
  const value = text && /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= limit ? value : undefined;
}
