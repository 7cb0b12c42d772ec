/** 4. Time: hours, weeks, dates, where and at whose pace. What is not stated is let through, and marked. */
import { type Fit, pointOf } from '../../../discovery/index.js';
import { countOf, formatDay } from '../../../ui/index.js';
import { DAY_PARTS, type GuideQuestion, WEEKDAYS } from '../../schema/question.js';
import { dayNumber } from '../days.js';
import { GuideFault } from '../faults.js';
import { broken, fallsAfter, known, open, stepOf } from '../fits.js';
import { hasWeek, usualHours } from '../weeks.js';
import { type Easing, type Part, part } from './part.js';

type Time = NonNullable<GuideQuestion['time']>;

const SHARE = {
  weekly: 0.3,
  total: 0.15,
  weeks: 0.15,
  start: 0.15,
  deadline: 0.2,
  pattern: 0.2,
  mode: 0.2,
  near: 0.2,
  pace: 0.15,
};
/** A microcredential takes about twelve weeks at most. */
const USUAL_WEEKS = 12;
/** A start that is no date: see the index. */
const ANY_TIME = 0;

/** @throws GuideFault for a place that is on no map of ours, or dates that leave no time. */
export function timeParts(time: Time, today: string): Part[] {
  const hours = usualHours(time);
  const days = time.deadline ? daysUntil(time, time.deadline.value, today) : null;
  return [
    ...(hours !== null && hours > 0 ? [weeklyPart(hours, time), totalPart(hours, time, days)] : []),
    ...(time.weeks ? [weeksPart(time.weeks)] : []),
    ...(time.startFrom || time.startBy ? [startPart(time)] : []),
    ...(time.deadline && days !== null ? deadlineParts(time.deadline, days) : []),
    ...(hasWeek(time) && !hasDaytime(time) ? [patternPart(time)] : []),
    ...(time.mode ? [modePart(time.mode)] : []),
    ...(time.near ? [nearPart(time.near, time.mode?.value)] : []),
    ...(time.pace ? [pacePart(time.pace)] : []),
  ];
}

/** Days that she has, those away taken off: from the first day on which she would start to the deadline. */
function daysUntil(time: Time, deadline: string, today: string): number {
  const from = time.startFrom && time.startFrom > today ? time.startFrom : today;
  const away = new Set(
    (time.away ?? []).flatMap((one) => {
      const first = Math.max(dayNumber(one.from), dayNumber(from));
      const last = Math.min(dayNumber(one.to), dayNumber(deadline));
      return Array.from({ length: Math.max(0, Math.min(last - first + 1, 3_660)) }, (_, at) => first + at);
    }),
  );
  const days = dayNumber(deadline) - dayNumber(from) + 1 - away.size;
  if (days >= 1) return days;
  throw new GuideFault('time.deadline', `leaves no day between ${formatDay(from)} and ${formatDay(deadline)}`);
}

/** Hours a week up to hers: full; twice as many: nothing. */
function weeklyPart(hours: number, time: Time): Part {
  const more = [2, 4, 8].map((extra) => hours + extra);
  const judge = (weekly: number | null): Fit => {
    if (weekly === null) return open(0.4, 1);
    const fit = known(fallsAfter(weekly, hours, hours * 2));
    return weekly <= hours ? fit : broken(fit, stepOf(more.map((eased) => weekly <= eased)));
  };
  return {
    ...part('time', 'time.hoursPerWeek', SHARE.weekly, { of: 'number', name: 'weekly', judge }),
    hard: time.hoursPerWeek?.hard ?? false,
    easing: more.map(
      (eased): Easing => ({
        change: `${countOf(eased - hours, 'more hour')} a week (${eased} instead of ${hours})`,
        set: { path: 'time.hoursPerWeek.value', value: eased },
      }),
    ),
  };
}

/** All its hours spread over the weeks that she has: the weeks asked for, those to the deadline, else twelve. */
function totalPart(hours: number, time: Time, days: number | null): Part {
  const weeks = Math.min(
    time.weeks?.value ?? Number.POSITIVE_INFINITY,
    days === null ? Number.POSITIVE_INFINITY : days / 7,
  );
  const room = hours * (Number.isFinite(weeks) ? weeks : USUAL_WEEKS);
  const judge = (total: number | null): Fit =>
    total === null ? open(0.8, 1) : known(fallsAfter(total, room, room * 2));
  return part('time', 'time.total', SHARE.total, { of: 'number', name: 'hours', judge });
}

function weeksPart({ value, hard }: NonNullable<Time['weeks']>): Part {
  const more = [2, 4, 8].map((extra) => value + extra);
  const judge = (weeks: number | null): Fit => {
    if (weeks === null) return open(0.3, 1);
    const fit = known(fallsAfter(weeks, value, value * 2));
    return weeks <= value ? fit : broken(fit, stepOf(more.map((eased) => weeks <= eased)));
  };
  return {
    ...part('time', 'time.weeks', SHARE.weeks, { of: 'number', name: 'weeks', judge }),
    hard,
    easing: more.map((eased) => ({
      change: `${countOf(eased - value, 'more week')} (${eased} instead of ${value})`,
      set: { path: 'time.weeks.value', value: eased },
    })),
  };
}

/** A start within the days asked for, or at any time. A run that begins too early may be held again. */
function startPart({ startFrom, startBy }: Time): Part {
  const from = startFrom ? dayNumber(startFrom) : Number.NEGATIVE_INFINITY;
  const by = startBy ? dayNumber(startBy.value) : Number.POSITIVE_INFINITY;
  const later = [14, 28, 56].map((days) => by + days);
  const judge = (start: number | null): Fit => {
    if (start === ANY_TIME) return known(1);
    if (start === null) return open(0.2, 1);
    if (start < from) return open(0.2, 0.6);
    const fit = known(fallsAfter(start, by, by + 180));
    return start <= by ? fit : broken(fit, stepOf(later.map((eased) => start <= eased)));
  };
  return {
    ...part('time', 'time.startBy', SHARE.start, { of: 'number', name: 'start', judge }),
    hard: startBy?.hard ?? false,
    easing: startBy ? later.map((day) => laterBy(day - by, day, 'a start', 'time.startBy.value')) : [],
  };
}

/** Done in time: its next run is over by then, and its weeks fit in those that are left. Each is judged alone. */
function deadlineParts({ value, hard }: NonNullable<Time['deadline']>, days: number): Part[] {
  const deadline = dayNumber(value);
  const later = [14, 28, 56];
  const easing = later.map((more) => laterBy(more, deadline + more, 'the deadline', 'time.deadline.value'));
  const over = (ends: number | null): Fit => {
    if (ends === null) return open(0.3, 1);
    if (ends === ANY_TIME) return known(1);
    const fit = known(fallsAfter(ends, deadline, deadline + 90));
    return ends <= deadline ? fit : broken(fit, stepOf(later.map((more) => ends <= deadline + more)));
  };
  const takes = (weeks: number | null): Fit => {
    if (weeks === null) return open(0.3, 1);
    const fit = known(fallsAfter(weeks * 7, days, days * 2));
    return weeks * 7 <= days ? fit : broken(fit, stepOf(later.map((more) => weeks * 7 <= days + more)));
  };
  const half = SHARE.deadline / 2;
  return [
    { ...part('time', 'time.deadline', half, { of: 'number', name: 'ends', judge: over }), hard, easing },
    { ...part('time', 'time.deadline', half, { of: 'number', name: 'weeks', judge: takes }), hard, easing },
  ];
}

function laterBy(days: number, day: number, what: string, path: string): Easing {
  const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { change: `${what} ${countOf(days / 7, 'week')} later (${formatDay(iso)})`, set: { path, value: iso } };
}

function hasDaytime(time: Time): boolean {
  return WEEKDAYS.slice(0, 5).some((day) => (time.week?.[day]?.morning ?? 0) + (time.week?.[day]?.afternoon ?? 0) > 0);
}

/** She has no time in working hours: is there a run in the evening or at the weekend? */
function patternPart(time: Time): Part {
  const evening = WEEKDAYS.slice(0, 5).some((day) => (time.week?.[day]?.evening ?? 0) > 0);
  const weekend = WEEKDAYS.slice(5).some((day) => DAY_PARTS.some((at) => (time.week?.[day]?.[at] ?? 0) > 0));
  const fitting = new Set([...(evening ? ['evening', 'twilight'] : []), ...(weekend ? ['weekend'] : []), 'customised']);
  return part('time', 'time.week', SHARE.pattern, {
    of: 'set',
    name: 'pattern',
    judge: (patterns) =>
      patterns.length === 0 ? open(0.5, 1) : known(patterns.some((pattern) => fitting.has(pattern)) ? 1 : 0),
  });
}

function modePart({ value, hard }: NonNullable<Time['mode']>): Part {
  return {
    ...part('time', 'time.mode', SHARE.mode, {
      of: 'set',
      name: 'mode',
      judge: (modes) => {
        if (modes.length === 0) return open(0.3, 1);
        return modes.some((mode) => value.some((one) => one === mode)) ? known(1) : broken(known(0), null);
      },
    }),
    hard,
  };
}

/** Within reach: full; at three times the distance: nothing. A course without a place is online, or does not say where. */
function nearPart({ value, hard }: NonNullable<Time['near']>, modes: readonly string[] | undefined): Part {
  const point = pointOf(value.place);
  if (point === null) {
    throw new GuideFault(
      'time.near.value.place',
      `“${value.place}” is on no map that we have. Give a larger town nearby`,
    );
  }
  const acceptsOnline = modes === undefined || modes.includes('online');
  const further = [50, 100, 200].map((more) => value.km + more);
  const judge = (km: number | null): Fit => {
    if (km === null) return acceptsOnline ? known(1) : open(0, 1);
    const fit = known(fallsAfter(km, value.km, value.km * 3));
    return km <= value.km ? fit : broken(fit, stepOf(further.map((eased) => km <= eased)));
  };
  return {
    ...part('time', 'time.near', SHARE.near, {
      of: 'near',
      latitude: point.latitude,
      longitude: point.longitude,
      judge,
    }),
    hard,
    easing: further.map((km) => ({
      change: `${km - value.km} km further (${km} km from ${value.place})`,
      set: { path: 'time.near.value.km', value: km },
    })),
  };
}

function pacePart({ value, hard }: NonNullable<Time['pace']>): Part {
  return {
    ...part('time', 'time.pace', SHARE.pace, {
      of: 'set',
      name: 'pace',
      judge: (paces) => {
        if (paces.length === 0) return open(0.3, 1);
        return paces.includes(value) ? known(1) : broken(known(0), null);
      },
    }),
    hard,
  };
}
