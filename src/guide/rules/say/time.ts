/** Whether it fits into her weeks: hours, dates, place and pace. */
import { availability, MODES, PACES } from '../../../catalogue/index.js';
import { placesOf } from '../../../discovery/index.js';
import { countOf, formatDay, formatHours, formatNumber } from '../../../ui/index.js';
import { usualHours } from '../weeks.js';
import { factOf, fitOf, type Said, someOf, type Told, together } from './told.js';

export function sayTime(told: Told): Said {
  const time = told.compiled.question.time ?? {};
  return together([
    sayHours(told),
    ...(fitOf(told, 'time.startBy') ? [sayStart(told)] : []),
    ...(time.deadline ? [sayDeadline(told, time.deadline.value)] : []),
    ...(fitOf(told, 'time.week') ? [sayPattern(told)] : []),
    ...(time.mode ? [sayMode(told, time.mode.value)] : []),
    ...(time.near ? [sayPlace(told, time.near.value)] : []),
    ...(time.pace ? [sayPace(told, time.pace.value)] : []),
  ]);
}

/** Upper figure of hours a week: stated, else all its hours over its weeks. */
export function weeklyHours({ course, next }: Pick<Told, 'course' | 'next'>): number | null {
  const { workload } = course;
  const stated = workload?.hoursPerWeekMax ?? workload?.hoursPerWeekMin;
  if (stated !== undefined) return stated;
  const weeks = workload?.weeks ?? next?.weeks;
  return workload?.totalHours === undefined || weeks === undefined
    ? null
    : Math.round((workload.totalHours / weeks) * 100) / 100;
}

function sayHours(told: Told): Partial<Said> {
  const { course, next, compiled } = told;
  const time = compiled.question.time;
  const hers = usualHours(time);
  const weekly = weeklyHours(told);
  const weeks = course.workload?.weeks ?? next?.weeks ?? null;
  const total = course.workload?.totalHours ?? null;
  const about = course.workload?.approximate ? 'About ' : '';
  const facts = workloadFacts(told);
  if (weekly !== null && (hers !== null || weeks !== null)) {
    const span = weeks === null ? '' : ` for ${countOf(tenth(weeks), 'week')}`;
    const compared =
      hers === null
        ? ''
        : weekly <= hers
          ? `: fits your ${formatNumber(hers)}`
          : ` is more than your ${formatNumber(hers)}`;
    return {
      short: `${formatHours(tenth(weekly))} a week`,
      sentences: [`${about}${formatHours(tenth(weekly))} a week${span}${compared}.${sayWeeks(told, weeks)}`],
      facts,
    };
  }
  if (total !== null) {
    const plan = hers === null ? '' : `: ${spreadOver(total, hers)} at your ${formatHours(hers)} a week`;
    return {
      short: `${formatHours(total)} in all`,
      sentences: [`${about}${formatHours(total)} in all${plan}.${sayWeeks(told, weeks)}`],
      facts,
    };
  }
  const unknown = [
    { fact: 'the hours it takes', ask: `How many hours a week does the course take, and for how many weeks?` },
  ];
  if (weeks !== null) {
    return {
      short: countOf(tenth(weeks), 'week'),
      sentences: [`${countOf(tenth(weeks), 'week')}; hours a week are not stated.${sayWeeks(told, weeks)}`],
      facts,
      unknown,
    };
  }
  if (hers === null && !time?.weeks) return {};
  return { short: 'not known', sentences: ['No source states how many hours or weeks it takes.'], unknown };
}

function spreadOver(total: number, hers: number): string {
  const weeks = Math.ceil(total / hers);
  return weeks <= 1 ? 'done within a week' : `about ${countOf(weeks, 'week')}`;
}

function sayWeeks({ compiled }: Told, weeks: number | null): string {
  const most = compiled.question.time?.weeks?.value;
  if (most === undefined || weeks === null || weeks <= most) return '';
  return ` That is longer than your ${countOf(most, 'week')}.`;
}

function workloadFacts({ course, next }: Told): Said['facts'] {
  const { workload } = course;
  const weeks = workload?.weeks ?? next?.weeks;
  const weekly = [workload?.hoursPerWeekMin, workload?.hoursPerWeekMax].filter((one) => one !== undefined);
  return [
    ...(weekly.length > 0
      ? [factOf(course, 'hours a week', [...new Set(weekly)].map(formatNumber).join(' to '), 'workload')]
      : []),
    ...(weeks !== undefined
      ? [factOf(course, 'weeks', formatNumber(weeks), workload?.weeks ? 'workload' : 'offerings')]
      : []),
    ...(workload?.totalHours !== undefined
      ? [factOf(course, 'hours in all', formatNumber(workload.totalHours), 'workload')]
      : []),
  ];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function sayStart({ course, next, compiled }: Told): Partial<Said> {
  const { today } = compiled.context;
  const time = compiled.question.time;
  if (availability(course, today) === 'any-time') {
    return { sentences: ['You can begin on any day.'], facts: [factOf(course, 'pace', 'any time', 'pace')] };
  }
  const start = next?.start;
  if (start === undefined || start < today) {
    return {
      sentences: ['No source states when it next starts.'],
      unknown: [{ fact: 'the next start', ask: 'When does the course next start?' }],
    };
  }
  const by = time?.startBy?.value;
  const early = time?.startFrom !== undefined && start < time.startFrom;
  const late = by !== undefined && start > by;
  const judged = early ? `, before you can start` : late ? `, after ${formatDay(by)}` : '';
  return {
    sentences: [`Starts on ${formatDay(start)}${judged}.`],
    facts: [factOf(course, 'start', formatDay(start), 'offerings')],
  };
}

function sayDeadline(told: Told, deadline: string): Partial<Said> {
  const { course, next, compiled } = told;
  if (availability(course, compiled.context.today) === 'any-time') {
    const weeks = course.workload?.weeks ?? next?.weeks;
    const fit = told.judged.filter(({ part }) => part.limit === 'time.deadline').at(-1)?.fit;
    if (weeks === undefined || !fit) return {};
    return {
      sentences: [
        fit.low >= 1 ? `That is done before ${formatDay(deadline)}.` : `That is not done by ${formatDay(deadline)}.`,
      ],
    };
  }
  const weeks = next?.weeks ?? course.workload?.weeks;
  const end = next?.end ?? (next?.start && weeks ? lastDay(next.start, weeks) : undefined);
  if (end === undefined) {
    return { unknown: [{ fact: 'when it is over', ask: `Is the course over by ${formatDay(deadline)}?` }] };
  }
  return {
    sentences: [
      `Its next run is over on ${formatDay(end)}, ${end <= deadline ? 'in time for' : 'after'} your ${formatDay(deadline)}.`,
    ],
    facts: [factOf(course, 'end', formatDay(end), 'offerings')],
  };
}

function lastDay(start: string, weeks: number): string {
  const day = Date.parse(`${start}T00:00:00Z`) + (Math.ceil(weeks * 7) - 1) * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}

const PATTERNS: Record<string, string> = {
  daytime: 'in the day',
  evening: 'in the evening',
  twilight: 'in the late afternoon',
  'day-release': 'on a day of the working week',
  weekend: 'at the weekend',
  customised: 'at times that are agreed',
};

function sayPattern({ course, card, compiled }: Told): Partial<Said> {
  const { today } = compiled.context;
  const runs = course.offerings.filter(({ cancelled, start }) => !cancelled && (start === undefined || start >= today));
  const patterns = [...new Set(runs.flatMap(({ pattern }) => pattern ?? []))];
  if (patterns.length === 0) {
    if (card.pace === 'self-paced') return {};
    return {
      unknown: [
        { fact: 'the time of day', ask: 'At what times of the day and week are the sessions, and are they recorded?' },
      ],
    };
  }
  const words = patterns.map((pattern) => PATTERNS[pattern] ?? pattern);
  return {
    sentences: [`Held ${someOf(words)}.`],
    facts: patterns.map((pattern) => factOf(course, 'pattern', pattern, 'offerings')),
  };
}

function sayMode({ course, card }: Told, wanted: readonly string[]): Partial<Said> {
  const { mode } = card;
  if (mode === null)
    return { unknown: [{ fact: 'where it is taught', ask: 'Is the course taught online, in person or both?' }] };
  const words = (MODES[mode] ?? mode).toLowerCase();
  const facts = [factOf(course, 'mode', words)];
  const fits = wanted.includes(mode);
  return { sentences: [fits ? `It is taught ${words}.` : `It is taught ${words}, which you did not choose.`], facts };
}

function sayPlace(told: Told, { place, km }: { place: string; km: number }): Partial<Said> {
  const { course, card } = told;
  const fit = fitOf(told, 'time.near');
  const towns = [...new Set(course.offerings.flatMap(({ venue }) => venue?.town ?? []))];
  if (towns.length === 0) {
    if (card.mode === 'online') return {};
    return { unknown: [{ fact: 'the place', ask: 'Where is the course taught?' }] };
  }
  const facts = towns.slice(0, 4).map((town) => factOf(course, 'place', town, 'offerings'));
  if (placesOf(course).length === 0) {
    return {
      sentences: [`Held in ${someOf(towns, 2)}, which is not on our map.`],
      facts,
      unknown: [{ fact: 'how far away it is', ask: `How far from ${place} is the course taught?` }],
    };
  }
  const within = (fit?.low ?? 0) >= 1;
  return {
    sentences: [
      `Held in ${someOf(towns, 2)}: ${within ? 'within' : 'further than'} ${formatNumber(km)} km of ${place}.`,
    ],
    facts,
  };
}

function sayPace({ course, card }: Told, wanted: string): Partial<Said> {
  const { pace } = card;
  if (pace === null)
    return {
      unknown: [{ fact: 'the pace', ask: 'Can the course be taken at one’s own pace, or does it keep to dates?' }],
    };
  const words = PACES[pace] ?? pace;
  return {
    sentences: [pace === wanted ? `It goes ${words}.` : `It goes ${words}, not ${PACES[wanted] ?? wanted}.`],
    facts: [factOf(course, 'pace', words)],
  };
}
