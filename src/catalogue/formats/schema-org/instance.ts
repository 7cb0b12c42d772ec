import { parseDay } from '../../rules/dates.js';
import { parseIsoDuration, parseWorkload, type StatedWorkload } from '../../rules/duration.js';
import { clip } from '../../rules/text.js';
import type { OfferingRecord } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { countOf, type Loose, listOf, positiveOf, wordsOf } from '../readers/values.js';
import { offersOf } from './offers.js';
import { isVirtual, venueOf } from './people.js';
import { addressOf, get, type Index, line, nameOf, nodesOf } from './terms.js';

/** One CourseInstance, Event, or program with dates, as an offering. `fallback` names it where it has no address. */
export function offeringOf(node: Loose, index: Index, fallback: string): OfferingRecord {
  const [start, end] = [dayOf(node, 'startDate'), dayOf(node, 'endDate')];
  const words = modeWords(node);
  const startText = start ? undefined : line(node, 'startDate');
  return {
    externalId: clip(wordsOf(node['@id']) || (addressOf(node, 'url') ?? `${fallback}#${start?.day ?? ''}`), 480),
    start: start?.day,
    startApproximate: start && start.precision !== 'day' ? true : undefined,
    startText: startText && clip(startText, 300),
    end: end?.precision === 'day' && (!start || end.day >= start.day) ? end.day : undefined,
    enrolFrom: dayOf(node, 'applicationStartDate')?.day ?? offered(node, 'availabilityStarts', index),
    enrolUntil: dayOf(node, 'applicationDeadline')?.day ?? offered(node, 'availabilityEnds', index),
    mode: modeOf(node, words, index),
    pace: paceOf(words),
    studyMode: studyModeOf(words),
    weeks: scheduleOf(node, index)?.workload.weeks,
    venue: venueOf(node, index),
    places: countOf(get(node, 'maximumAttendeeCapacity')) ?? countOf(get(node, 'maximumEnrollment')),
    prices: offersOf(node, index).prices,
    languages: languagesOf(node),
    url: addressOf(node, 'url', '@id'),
    cancelled: /EventCancelled$/.test(wordsOf(get(node, 'eventStatus')) ?? '') ? true : undefined,
  };
}

/** When its offer can be taken up. */
function offered(node: Loose, property: string, index: Index): string | undefined {
  return nodesOf(node, 'offers', index).flatMap((offer) => dayOf(offer, property)?.day ?? [])[0];
}

function dayOf(node: Loose, property: string) {
  return parseDay(wordsOf(get(node, property)) ?? '');
}

/** Mode words in lower case, free of the quotation marks that some records carry. */
function modeWords(node: Loose): string[] {
  const values = ['courseMode', 'educationalProgramMode', 'eventAttendanceMode'].flatMap((name) =>
    listOf(get(node, name)),
  );
  return values.flatMap(
    (value) =>
      nameOf(value)
        ?.toLowerCase()
        .replace(/["“”'‘’]/g, '')
        .trim() ?? [],
  );
}

const ONLINE =
  /\b(online|mooc|e-?learning|virtual|distance(?: learning)?|web-?based|remote)\b|onlineeventattendancemode/;
const ONSITE =
  /\b(onsite|on-site|in[ -]person|face[ -]to[ -]face|campus|classroom|offline)\b|offlineeventattendancemode/;
const BLENDED = /\b(blended|hybrid|mixed)\b|mixedeventattendancemode/;

function modeOf(node: Loose, words: string[], index: Index): OfferingRecord['mode'] {
  const said = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (said(BLENDED) || (said(ONLINE) && said(ONSITE))) return 'blended';
  if (said(ONLINE)) return 'online';
  if (said(ONSITE)) return 'in-person';
  const places = nodesOf(node, 'location', index);
  return places.length > 0 && places.every(isVirtual) ? 'online' : undefined;
}

function paceOf(words: string[]): OfferingRecord['pace'] {
  if (words.some((word) => /^(asynchronous|self[ -]paced)$/.test(word))) return 'self-paced';
  return words.includes('synchronous') || words.includes('instructor-paced') ? 'scheduled' : undefined;
}

function studyModeOf(words: string[]): OfferingRecord['studyMode'] {
  return (['full-time', 'part-time'] as const).find(
    (mode) => words.includes(mode) || words.includes(mode.replace('-', ' ')),
  );
}

export function languagesOf(node: Loose): string[] {
  const values = [...listOf(get(node, 'inLanguage')), ...listOf(get(node, 'availableLanguage'))];
  return languagesIn(values.flatMap((value) => nameOf(value) ?? []));
}

/** "PT36H", "two hours per day" or a Schedule: a length with how often it comes back, weekly or daily. */
export function workloadOf(node: Loose, index: Index): (StatedWorkload & { raw: string }) | null {
  const words = line(node, 'courseWorkload');
  const read = words ? parseWorkload({ duration: words }) : null;
  return words && read ? { ...read, raw: words } : scheduleOf(node, index);
}

function scheduleOf(node: Loose, index: Index): (StatedWorkload & { raw: string }) | null {
  const schedule = nodesOf(node, 'courseSchedule', index)[0];
  if (!schedule) return null;
  const [duration, often, count] = [
    line(schedule, 'duration'),
    line(schedule, 'repeatFrequency'),
    positiveOf(get(schedule, 'repeatCount')),
  ];
  const time = duration ? parseIsoDuration(duration) : null;
  const hours = time && !time.years && !time.months && !time.weeks && !time.days ? time.hours + time.minutes / 60 : 0;
  if (hours <= 0 || hours > 168 || !often) return null;
  const raw = `${duration}, ${often}${count ? `, ${count} times` : ''}`;
  if (/^(weekly|P1W|P7D)$/i.test(often)) {
    const whole = count && count <= 1040 ? { weeks: count, totalHours: count * hours } : {};
    return { workload: { hoursPerWeekMin: hours, hoursPerWeekMax: hours, ...whole }, how: 'inferred', raw };
  }
  if (!/^(daily|P1D)$/i.test(often) || !count || count > 1000) return null;
  return { workload: { totalHours: count * hours }, how: 'inferred', raw };
}
