/** Sentences taken apart and held against the course, by code of their own. */
import { addDays, type Course, inCurrency, leadPrice, nextOffering } from '../../catalogue/index.js';
import type { GuideAnswer, GuideItem, GuideQuestion } from '../schema.js';

/** What is stated and not so; empty: all is right. */
export function wrongFacts(
  course: Course,
  item: GuideItem,
  { gap }: GuideAnswer,
  question: GuideQuestion,
  today: string,
): string[] {
  const wrong: string[] = [];
  const hold = (right: boolean, words: string) => right || wrong.push(`${course.title}: ${words}`);
  const said = new Map(item.questions.map((one) => [one.name, one]));
  const next = nextOffering(course, today);
  for (const { facts, sentence, value } of item.questions) {
    hold(sentence.length > 0 && !/undefined|NaN|null/.test(sentence), sentence);
    hold(value[0] <= value[1] && value[0] >= 0 && value[1] <= 1, `range ${value}`);
    for (const { field, value: stated, source } of facts) {
      hold(source === 'Demo list', `source of ${field} ${source}`);
      hold(
        statedBy(course, field, next).some((one) => stated.includes(one)),
        `${field}: ${stated}`,
      );
    }
  }

  const goals = said.get('goals')?.sentence;
  const taught = new Set(course.skills.filter(({ relation }) => relation === 'taught').map(({ id }) => id));
  const here = gap.filter(({ skill }) => taught.has(skill)).length;
  if (goals && gap.length > 1 && here > 0 && here < gap.length) {
    hold(goals.startsWith(`Teaches ${here} of the ${gap.length} skills`), goals);
    const listed = /gap: (.*); missing: (.*?)\./.exec(goals);
    const [teaches = '', lacks = ''] = [listed?.[1], listed?.[2]];
    for (const { skill, label } of gap) {
      const name = label.toLowerCase();
      if (taught.has(skill)) hold(!lacks.toLowerCase().includes(name), `${label} is taught: ${goals}`);
      else hold(!teaches.toLowerCase().includes(name), `${label} is not taught: ${goals}`);
    }
  }

  const cost = said.get('budget')?.sentence;
  const price = leadPrice(course, next);
  if (cost && !price) hold(/No source states a price/.test(cost), cost);
  if (cost && price?.free) hold(/^Free to learn/.test(cost), cost);
  if (cost && price && !price.free && price.amount === 0) hold(cost.startsWith('The price stated is nothing.'), cost);
  if (cost && price && !price.free && price.amount && price.currency && question.budget?.limit) {
    const hers =
      inCurrency(
        { amount: inCurrency({ amount: price.amount, currency: price.currency }, 'GBP') ?? 0, currency: 'GBP' },
        question.budget.currency,
      ) ?? 0;
    const left = question.budget.limit.value * 100 - hers;
    const [, amount = '0', side] = /: (?:[^\d:]{1,4}([\d,.]+) )?(under|over|just) your/.exec(cost) ?? [];
    hold(side === 'over' ? left < 0 : left >= 0, cost);
    hold(Math.abs(Number(amount.replaceAll(',', '')) * 100 - Math.abs(left)) <= 51, cost);
  }

  const time = said.get('time')?.sentence;
  const hers = question.time?.hoursPerWeek?.value;
  const weekly = /([\d.]+) h a week(?: for ([\d.]+) weeks?)?(: fits your| is more than your) ([\d.]+)/.exec(time ?? '');
  if (weekly && hers !== undefined) {
    const [, hours, weeks, side, limit] = weekly;
    const load = course.workload;
    const length = load?.weeks ?? next?.weeks;
    const real =
      load?.hoursPerWeekMax ?? (load?.totalHours !== undefined && length ? load.totalHours / length : Number.NaN);
    hold(Math.abs(real - Number(hours)) < 0.06, `hours ${time}`);
    hold(weeks === undefined || Math.abs(Number(weeks) - (length ?? Number.NaN)) < 0.06, `weeks ${time}`);
    hold(Number(limit) === hers && (side === ': fits your') === Math.round(real * 100) / 100 <= hers, `limit ${time}`);
  }
  if (time && question.time?.hoursPerWeek && !course.workload && next?.weeks === undefined) {
    hold(/No source states how many hours/.test(time), time);
  }

  const rating = said.get('reviews')?.sentence;
  if (rating && course.rating)
    hold(rating.startsWith(`Rated ${course.rating.value} of 5 from ${course.rating.count} rating`), rating);
  if (rating && !course.rating) hold(rating.startsWith('Nobody has reviewed it'), rating);
  return wrong;
}

/** All that a course states in a field, as it may stand in a fact. */
function statedBy(course: Course, field: string, next: ReturnType<typeof nextOffering>): string[] {
  const load = course.workload;
  const price = leadPrice(course, next);
  const numbers = (...all: (number | null | undefined)[]) => all.flatMap((one) => (one == null ? [] : [String(one)]));
  const dates = (...all: (string | undefined)[]) => all.flatMap((one) => (one ? [String(Number(one.slice(8)))] : []));
  switch (field) {
    case 'skills':
      return course.skills.filter(({ relation }) => relation === 'taught').map(({ label }) => label);
    case 'skills mentioned':
      return course.skills.filter(({ relation }) => relation !== 'taught').map(({ label }) => label);
    case 'title':
      return [course.title];
    case 'stacksInto':
      return course.stacksInto.map(({ title }) => title);
    case 'languages':
      return course.languages.map((tag) => (tag === 'en' ? 'English' : 'Spanish'));
    case 'refreshed':
      return dates(course.refreshed, course.edition.since);
    case 'price':
      return price?.free
        ? ['Free']
        : numbers(price?.amount && price.amount / 100).map((one) => Number(one).toLocaleString('en-GB'));
    case 'certificate price':
      return numbers(price?.certificate && price.certificate.amount / 100).map((one) =>
        Number(one).toLocaleString('en-GB'),
      );
    case 'funding':
      return course.funding.map(({ words }) => words);
    case 'hours a week':
      return numbers(load?.hoursPerWeekMax, load?.hoursPerWeekMin);
    case 'weeks':
      return numbers(load?.weeks ?? next?.weeks);
    case 'hours in all':
      return numbers(load?.totalHours);
    case 'start':
      return dates(next?.start);
    case 'end': {
      const length = next?.weeks ?? load?.weeks;
      return dates(next?.end ?? (next?.start && length ? addDays(next.start, Math.ceil(length * 7) - 1) : undefined));
    }
    case 'mode':
      return [next?.mode ?? course.mode].map(
        (mode) => ({ online: 'online', 'in-person': 'in person', blended: 'online and in person' })[mode ?? 'online'],
      );
    case 'pace':
      return ['any time', 'pace', 'timetable'];
    case 'recognition':
      return course.recognition.map(({ body }) => body.name);
    case 'credit':
      return course.credit.map(({ value }) => String(value));
    case 'cpdHours':
      return numbers(course.cpdHours);
    case 'level':
      return course.level ? [course.level.value] : course.credit.flatMap(({ level }) => level?.value ?? []);
    case 'earns':
      return [
        ...course.earns,
        ...(course.credit.length > 0 ? ['credit'] : []),
        ...(course.prices.some(({ kind }) => kind === 'certificate') ? ['certificate'] : []),
      ];
    case 'assessment':
      return course.assessment ? ['stated'] : [];
    case 'rating':
      return numbers(course.rating?.value);
    case 'ratings':
      return numbers(course.rating?.count);
    default:
      return [];
  }
}
