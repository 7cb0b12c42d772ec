/** Whether it is about what is new, and whether its content is younger than that. */
import { findSkill } from '../../../catalogue/index.js';
import { formatDay, formatMonth, sentence } from '../../../ui/index.js';
import { since } from '../parts/field.js';
import { factOf, fitOf, type Said, someOf, type Told, together } from './told.js';

export function sayField(told: Told): Said {
  const { compiled } = told;
  const { development } = compiled.context;
  const text = compiled.question.field?.text ?? development?.title;
  return together([
    ...(development && development.skills.length > 0 ? [sayDevelopment(told, development)] : []),
    ...(text !== undefined ? [sayText(told, text)] : []),
    sayFreshness(told),
  ]);
}

type Development = NonNullable<Told['compiled']['context']['development']>;

function sayDevelopment({ course }: Told, { skills, title }: Development): Partial<Said> {
  const taught = course.skills.filter(({ id, relation }) => relation === 'taught' && skills.includes(id));
  if (taught.length === 0) return {};
  const labels = taught.map(({ label }) => label);
  const all = skills.flatMap((id) => findSkill(id)?.label ?? id);
  return {
    sentences: [
      `Teaches ${someOf(labels)}, of the ${all.length === 1 ? 'skill' : `${all.length} skills`} that “${title}” is about.`,
    ],
    facts: labels.map((label) => factOf(course, 'skills', label)),
  };
}

function sayText(told: Told, text: string): Partial<Said> {
  const fit = fitOf(told, 'field.text');
  const facts = [factOf(told.course, 'text', text, 'description')];
  if (!fit || fit.low === 0) return { sentences: [`It does not say that it is about “${text}”.`] };
  if (fit.low >= 0.99)
    return { sentences: [`“${sentence(text)}” stands in its title, skills, subjects or outcomes.`], facts };
  if (fit.low >= 0.3)
    return { sentences: [`A part of “${text}” stands in its title, skills, subjects or outcomes.`], facts };
  return { sentences: [`It mentions “${text}”, but not as what it teaches.`], facts };
}

/** The day on which content last changed; a first edition says nothing of it. */
export function refreshedOn({ course }: Pick<Told, 'course'>): string | null {
  return course.refreshed ?? (course.edition.number > 1 ? course.edition.since : null);
}

function sayFreshness(told: Told): Partial<Said> {
  const { course, compiled } = told;
  const field = compiled.question.field ?? {};
  const from = since(field, compiled.context.development, compiled.context.today);
  const changed = refreshedOn(told);
  if (changed === null) {
    return {
      short: 'not known',
      sentences: ['No source says when its content was last refreshed.'],
      unknown: [
        {
          fact: 'when it was last refreshed',
          ask: `When was the content of the course last refreshed: before or after ${formatDay(from)}?`,
        },
      ],
    };
  }
  const isFresh = changed >= from;
  return {
    short: isFresh ? 'fresh' : `from ${formatMonth(changed)}`,
    sentences: [`Last refreshed on ${formatDay(changed)}, ${isFresh ? 'after' : 'before'} ${formatDay(from)}.`],
    facts: [factOf(course, 'refreshed', formatDay(changed), course.refreshed ? 'refreshed' : 'edition')],
  };
}
