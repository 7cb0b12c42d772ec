/** Each answer in one line: for chips, decision records and letters. Pure. */
import {
  EARNS,
  findOccupation,
  findSkill,
  languageName,
  MODES,
  minorDigits,
  nearestOccupation,
  PACES,
} from '../../catalogue/index.js';
import { formatDay, formatMoney, formatNumber, formatShortDay } from '../../ui/index.js';
import { type GuideQuestion, QUESTIONS, type QuestionName } from '../schema/question.js';
import { someOf } from './say/told.js';
import { usualHours } from './weeks.js';

/** Names of what the question names by slug; what is not among them stands as it is. */
export type Names = { bodies?: Readonly<Record<string, string>>; development?: string };

/** One line for each of the six questions, in their order; null: not answered. */
export function answersInWords(
  question: GuideQuestion,
  names: Names = {},
): { question: QuestionName; line: string | null }[] {
  return QUESTIONS.map((name) => {
    const parts = LINES[name](question, names).filter((part) => part !== '');
    return { question: name, line: parts.length > 0 ? capital(parts.join(', ')) : null };
  });
}

const LINES: Record<QuestionName, (question: GuideQuestion, names: Names) => string[]> = {
  goals: goalsLine,
  field: fieldLine,
  budget: budgetLine,
  time: timeLine,
  recognition: recognitionLine,
  reviews: reviewsLine,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const must = (limit: { hard: boolean } | undefined): string => (limit?.hard ? ' (must)' : '');

function goalsLine({ goals }: GuideQuestion): string[] {
  if (!goals) return [];
  const { now, next, gap, term, teaches, languages } = goals;
  const skills = gap ? gap.filter(({ weight }) => weight > 0).map(({ skill }) => skill) : (next?.skills ?? []);
  const occupation = (name: string) => lower((findOccupation(name) ?? nearestOccupation(name))?.label ?? name);
  const towards = next?.occupation ? `to ${occupation(next.occupation)}` : '';
  const from = now?.occupation ? `from ${occupation(now.occupation)}` : '';
  return [
    [from, towards].filter(Boolean).join(' '),
    skills.length > 0 ? someOf(skills.map((name) => lower(findSkill(name)?.label ?? name))) : clipped(next?.text ?? ''),
    next?.qualification ? `towards ${next.qualification}` : '',
    term ? (term === 'short' ? 'soon' : 'in the medium term') : '',
    teaches ? `at least ${teaches.value} of the gap${must(teaches)}` : '',
    languages ? `in ${someOf(languages.value.map((tag) => languageName(tag)))}${must(languages)}` : '',
  ];
}

function lower(label: string): string {
  return /^[A-Z][a-z]+( [a-z]|$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function clipped(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, text.lastIndexOf(' ', 80) > 0 ? text.lastIndexOf(' ', 80) : 80)}…`;
}

function fieldLine({ field }: GuideQuestion, { development }: Names): string[] {
  if (!field) return [];
  return [
    field.development ? (development ?? field.development) : '',
    field.text ?? '',
    field.since ? `since ${formatDay(field.since.value)}${must(field.since)}` : '',
  ];
}

const PAYERS = {
  self: 'I pay',
  employer: 'employer pays',
  both: 'employer and I pay',
  scheme: 'a scheme pays',
} as const;

function budgetLine({ budget }: GuideQuestion): string[] {
  if (!budget) return [];
  const { payer, limit, currency, includes } = budget;
  const amount = limit && formatMoney(Math.round(limit.value * 10 ** minorDigits(currency)), currency);
  return [
    payer ? PAYERS[payer] : '',
    limit ? `${limit.value === 0 ? 'nothing to pay' : `up to ${amount}`}${must(limit)}` : '',
    includes ? 'certificate included' : '',
  ];
}

function timeLine({ time }: GuideQuestion): string[] {
  if (!time) return [];
  const hours = usualHours(time);
  const { weeks, startFrom, startBy, deadline, away, mode, near, pace } = time;
  return [
    hours !== null && hours > 0 ? `${formatNumber(hours)} h a week${must(time.hoursPerWeek)}` : '',
    weeks ? `at most ${formatNumber(weeks.value)} weeks${must(weeks)}` : '',
    startFrom ? `from ${formatShortDay(startFrom)}` : '',
    startBy ? `starting by ${formatDay(startBy.value)}${must(startBy)}` : '',
    deadline ? `done by ${formatDay(deadline.value)}${must(deadline)}` : '',
    ...(away ?? []).slice(0, 2).map(({ from, to }) => `not ${formatShortDay(from)} to ${formatShortDay(to)}`),
    mode ? `${mode.value.map((one) => lower(MODES[one] ?? one)).join(' or ')}${must(mode)}` : '',
    near ? `within ${near.value.km} km of ${near.value.place}${must(near)}` : '',
    pace ? `${PACES[pace.value] ?? pace.value}${must(pace)}` : '',
  ];
}

function recognitionLine({ recognition }: GuideQuestion, { bodies = {} }: Names): string[] {
  if (!recognition) return [];
  const { bodies: asked, signed, cpdHours, credit, level, earns, assessed } = recognition;
  return [
    asked
      ? `${signed ? 'signed by' : 'recognised by'} ${someOf(asked.value.map((slug) => bodies[slug] ?? slug))}${must(asked)}`
      : '',
    credit ? `${formatNumber(credit.value.amount)} ${credit.value.scheme}${must(credit)}` : '',
    cpdHours ? `${formatNumber(cpdHours.value)} CPD hours${must(cpdHours)}` : '',
    level ? `level ${level.value} or above${must(level)}` : '',
    earns ? `${someOf(earns.value.map((one) => EARNS[one] ?? one))}${must(earns)}` : '',
    assessed ? `assessed${must(assessed)}` : '',
  ];
}

const ASPECTS = {
  contentCurrent: 'up to date',
  workloadTrue: 'true workload',
  support: 'support',
  assessmentFair: 'fair assessment',
  useful: 'useful at work',
} as const;

function reviewsLine({ reviews }: GuideQuestion): string[] {
  if (!reviews) return [];
  const { rating, count, matters } = reviews;
  return [
    rating ? `${formatNumber(rating.value)} of 5 or better${must(rating)}` : '',
    count ? `at least ${formatNumber(count.value)} ratings${must(count)}` : '',
    ...(matters ?? []).map((aspect) => ASPECTS[aspect]),
  ];
}
