/** Feeds in words: when they are read, how they are. */
import { formatDay, formatNumber } from '../../../ui/index.js';
import type { Feed, FeedRun } from '../../queries/index.js';
import type { Schedule } from '../../rules/feeds/index.js';
import type { ImportReport } from '../../schema.js';

export const EVERY = [
  { value: 'day', label: 'Every day' },
  { value: 'six-hours', label: 'Every six hours' },
  { value: 'week', label: 'Every week' },
] as const;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const WEEKDAY_OPTIONS = WEEKDAYS.map((label, at) => ({ value: String(at + 1), label }));
export const HOUR_OPTIONS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: hourInWords(hour),
}));

function hourInWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

export function scheduleInWords({ every, hour, weekday }: Schedule): string {
  if (every === 'day') return `every day after ${hourInWords(hour)} UTC`;
  if (every === 'week') return `every ${WEEKDAYS[weekday - 1]} after ${hourInWords(hour)} UTC`;
  const hours = [0, 6, 12, 18].map((more) => (hour + more) % 24).sort((a, b) => a - b);
  return `every six hours: after ${hours.map(hourInWords).join(', ')} UTC`;
}

/** `23 Nov 2026, 03:12 UTC`. */
export function timeInWords(time: Date): string {
  const iso = time.toISOString();
  return `${formatDay(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}

type Standing = { tone: 'good' | 'caution' | 'bad' | 'unknown'; words: string };

export function standingOf(feed: Feed): Standing {
  if (feed.state === 'ended') return { tone: 'unknown', words: 'removed' };
  if (feed.state === 'ending') return { tone: 'caution', words: 'being withdrawn' };
  if (feed.state === 'new') return { tone: 'unknown', words: 'being tried' };
  if (feed.state === 'tried') return { tone: 'caution', words: 'not switched on' };
  if (feed.state === 'paused') return { tone: 'unknown', words: 'paused' };
  if (feed.unseen !== null) return { tone: 'caution', words: 'waits for your yes' };
  if (feed.failingSince !== null) return { tone: 'bad', words: 'failing' };
  return { tone: 'good', words: 'switched on' };
}

export const REASONS: Record<FeedRun['reason'], string> = {
  trial: 'trial',
  schedule: 'by schedule',
  asked: 'asked for',
  ending: 'removal',
};

export const OUTCOMES: Record<FeedRun['outcome'], Standing> = {
  running: { tone: 'unknown', words: 'under way' },
  done: { tone: 'good', words: 'done' },
  same: { tone: 'good', words: 'not changed' },
  stopped: { tone: 'caution', words: 'stopped to be safe' },
  failed: { tone: 'bad', words: 'failed' },
};

export const COUNTS = [
  ['read', 'read'],
  ['added', 'new'],
  ['changed', 'changed'],
  ['unchanged', 'as before'],
  ['withdrawn', 'withdrawn'],
  ['refused', 'refused'],
  ['merged', 'joined with others'],
] as const satisfies readonly (readonly [keyof ImportReport, string])[];

/** `10 read: 1 new, 9 as before`. */
export function countsInWords(report: ImportReport): string {
  const parts = COUNTS.slice(1).flatMap(([name, label]) =>
    report[name] > 0 ? [`${formatNumber(report[name])} ${label}`] : [],
  );
  return `${formatNumber(report.read)} read${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

const FIELD_WORDS: Record<string, string> = {
  cpdHours: 'CPD hours',
  cpdType: 'CPD type',
  url: 'address',
  imageUrl: 'picture',
  offerings: 'runs',
  learningOutcomes: 'outcomes',
  awardingBodies: 'awarding bodies',
};

/** `learningOutcomes` → `outcomes`, `freeToAudit` → `free to audit`. */
export function fieldInWords(field: string): string {
  return FIELD_WORDS[field] ?? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
