/** How long it takes, from three fields: its length, hours a week, hours in all. Pure; by the rules of `duration.ts`. */
import type { CourseRecord, CourseRecordInput, Raw, Workload } from '../../schema.js';
import { parseWorkload } from '../duration.js';
import { parseNumber } from '../numbers.js';
import { tidy } from '../text.js';
import type { CourseForm, Faults } from './course-form.js';
import { quoted } from './lines.js';

type Written = Pick<CourseForm, 'duration' | 'effort' | 'total_hours'>;

export function readWorkload(form: Written, draft: Partial<CourseRecordInput>): Faults {
  const duration = tidy(form.duration);
  const effort = tidy(form.effort);
  const total = tidy(form.total_hours);
  const faults: Faults = {};
  if (duration && !parseWorkload({ duration }))
    faults.duration = `${quoted(duration)} is not understood. Write 6 weeks, or 2 days.`;
  if (effort && parseWorkload({ effort })?.workload.hoursPerWeekMax === undefined)
    faults.effort = `${quoted(effort)} is not understood. Write 4 hours, or 3 to 5 hours.`;
  const hours = total ? hoursIn(total) : null;
  if (total && hours === null)
    faults.total_hours = `${quoted(total)} is not understood. Write a number of hours, such as 24.`;
  if (Object.keys(faults).length > 0 || !(duration || effort || total)) return faults;
  const read = parseWorkload({ duration, effort });
  if ((duration || effort) && !read) return { effort: 'Length and hours a week do not fit together. Check both.' };
  const workload: Workload = { ...read?.workload, ...hours };
  const inferred = read?.how === 'inferred' && hours === null;
  draft.workload = workload;
  const said = [duration, effort, total].filter(Boolean).join(' + ');
  const how = inferred ? 'inferred' : workload.approximate ? 'approximate' : null;
  draft.raw = {
    ...draft.raw,
    ...(how && { workload: { raw: said, how, parser: 'duration.workload' } }),
    ...keptWords({ duration, effort, total_hours: total }, workload, inferred),
  };
  return {};
}

function hoursIn(words: string): Pick<Workload, 'totalHours' | 'approximate'> | null {
  const bare = parseNumber(words);
  if (bare !== null) return bare > 0 && bare <= 20_000 ? { totalHours: bare } : null;
  const workload = parseWorkload({ duration: words })?.workload;
  if (workload?.totalHours === undefined || workload.weeks !== undefined) return null;
  return { totalHours: workload.totalHours, ...(workload.approximate && { approximate: true }) };
}

/** The words as they were written, where they are not those that the figures would be put in. */
function keptWords(written: Written, workload: Workload, inferred: boolean): Record<string, Raw> {
  const plain = workloadWords(workload, inferred);
  if (NAMES.every((name) => written[name] === plain[name])) return {};
  return Object.fromEntries(
    NAMES.flatMap((name) => (written[name] ? [[name, { raw: written[name], how: 'stated' as const }]] : [])),
  );
}

const NAMES = ['duration', 'effort', 'total_hours'] as const;

/** The three fields of a record. A total that follows from the others is not repeated. */
export function writeWorkload({ workload = {}, raw }: CourseRecord, own: boolean): Written {
  if (!own || NAMES.every((name) => raw[name] === undefined))
    return workloadWords(workload, raw.workload?.how === 'inferred');
  const said = (name: keyof Written) => raw[name]?.raw ?? '';
  return { duration: said('duration'), effort: said('effort'), total_hours: said('total_hours') };
}

function workloadWords(
  { totalHours, weeks, hoursPerWeekMin, hoursPerWeekMax, approximate }: Workload,
  inferred: boolean,
): Written {
  const min = hoursPerWeekMin ?? hoursPerWeekMax;
  const max = hoursPerWeekMax ?? hoursPerWeekMin;
  const about = approximate ? 'about ' : '';
  return {
    duration: weeks === undefined ? '' : lengthWords(weeks, approximate ?? false),
    effort:
      min === undefined ? '' : `${weeks === undefined ? about : ''}${min === max ? min : `${min} to ${max}`} hours`,
    total_hours:
      totalHours === undefined || inferred
        ? ''
        : weeks === undefined && min === undefined && approximate
          ? `about ${totalHours} hours`
          : String(totalHours),
  };
}

/** Days are kept as hundredths of a week, and then approximate. */
function lengthWords(weeks: number, approximate: boolean): string {
  const days = Math.round(weeks * 7);
  if (approximate && !Number.isInteger(weeks) && Math.round((days / 7) * 100) / 100 === weeks)
    return `${days} ${days === 1 ? 'day' : 'days'}`;
  return `${approximate ? 'about ' : ''}${weeks} ${weeks === 1 ? 'week' : 'weeks'}`;
}
