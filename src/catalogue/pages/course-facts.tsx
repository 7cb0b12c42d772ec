/** The rows of a course's fact table: every fact with its own source, date and the words it was read from. */
import type { ComponentChildren } from 'preact';
import { type Fact, formatHours, formatMonth, listInWords, NotStated, sentence, Tag } from '../../ui/index.js';
import { levelIn } from '../rules/levels.js';
import { modeOf, paceOf } from '../rules/mode.js';
import type { Course, Offering, Provenance } from '../schema.js';
import {
  countryInWords,
  creditGuide,
  creditStated,
  DIFFICULTIES,
  EARNS,
  hoursPerWeekInWords,
  KINDS,
  languageInWords,
  levelInWords,
  modeInWords,
  workloadInWords,
} from './words.js';

export function factsOf(course: Course, next: Offering | null): Fact[] {
  const fact = (
    name: string,
    fields: string[],
    value: ComponentChildren | null,
    remark?: string,
    missing?: string,
  ): Fact => {
    const provenance = fields.map((field) => course.provenance[field]).find((one) => one !== undefined);
    const differing = fields.flatMap((field) => course.differing[field] ?? []);
    return {
      name,
      value: value ?? <NotStated words={missing} />,
      raw: value === null ? null : rawOf(provenance),
      differing: differing.map((one) => ({ value: one.value, source: one.from.sourceName, checked: one.from.checked })),
      source: value !== null && provenance ? { name: provenance.sourceName, checked: provenance.checked } : null,
      remark,
    };
  };
  const optional = (name: string, fields: string[], value: ComponentChildren | null | undefined): Fact[] =>
    value === null || value === undefined || value === '' ? [] : [fact(name, fields, value)];

  return [
    fact('Level', ['level', 'difficulty'], level(course)),
    fact('Credit', ['credit'], credit(course)),
    fact('CPD hours', ['cpdHours'], course.cpdHours ? formatHours(course.cpdHours) : null, 'Not the same as credit'),
    fact('Workload', ['workload'], workload(course)),
    fact('How', ['mode', 'pace'], modeInWords(modeOf(course, next), paceOf(course, next))),
    fact('Language', ['languages'], languages(course.languages)),
    ...optional('Captions', ['captions'], languages(course.captions)),
    ...optional('Assessment', ['assessment'], course.assessment),
    fact(awardTitle(course), ['awardingBodies', 'awardName', 'earns'], award(course)),
    fact('Recognised by', ['recognition'], recognition(course), undefined, 'none stated'),
    ...optional('You need', ['prerequisites'], course.prerequisites),
    ...optional('Taught by', ['instructors'], listInWords(course.instructors)),
    ...optional('Funding', ['funding'], course.funding.length > 0 ? course.funding.map(funding) : null),
    fact('Kind', ['kind'], KINDS[course.kind]),
    ...optional('Code', ['code'], course.code),
    fact('Last refreshed', ['refreshed'], course.refreshed ? formatMonth(course.refreshed) : null, 'By the provider'),
  ];
}

/** The source's words, unless they say just what the value says. */
function rawOf(provenance: Provenance | undefined): string | null {
  return provenance?.raw && provenance.how !== 'stated' ? provenance.raw : null;
}

function level(course: Course): ComponentChildren | null {
  if (course.level) {
    const guide = levelGuide(course.level);
    return (
      <>
        {levelInWords(course.level)} {guide && <span class="approx">{guide}</span>}
      </>
    );
  }
  if (!course.difficulty) return null;
  return (
    <>
      {DIFFICULTIES[course.difficulty]} <span class="approx">(the platform’s own word, not a qualification level)</span>
    </>
  );
}

/** "≈ FHEQ 6, SCQF 9": the same height in the frameworks that most readers here know; null where it cannot be compared. */
function levelGuide(level: NonNullable<Course['level']>): string | null {
  const others = (['FHEQ', 'SCQF'] as const).filter((framework) => framework !== level.framework);
  const known = others.flatMap((framework) => {
    const value = levelIn(level, framework);
    return value === null ? [] : [`${framework} ${value}`];
  });
  return known.length === 0 ? null : `≈ ${known.join(', ')}`;
}

function credit(course: Course): ComponentChildren | null {
  if (course.credit.length === 0) return null;
  return course.credit.map((one, at) => (
    <>
      {at > 0 && '; '}
      {creditStated(one)} <span class="approx">{course.credit.length === 1 && creditGuide(one)}</span>
      {one.level && !sameLevel(one.level, course.level) && ` at ${creditLevel(one.level)}`}
    </>
  ));
}

/** "level 7 (FHEQ)", "OU level 2". */
function creditLevel(level: NonNullable<Course['level']>): string {
  const words = levelInWords({ ...level, eqf: null });
  return /^(OU|EQF)/.test(words) ? words : `level ${words}`;
}

function sameLevel(a: NonNullable<Course['level']>, b: Course['level']): boolean {
  return a.framework === b?.framework && a.value === b.value;
}

function workload({ workload }: Course): ComponentChildren | null {
  const words = workloadInWords(workload);
  if (words === null || !workload) return null;
  const perWeek = workload.totalHours ? hoursPerWeekInWords(workload) : null;
  return (
    <>
      {sentence(words)} {perWeek && <span class="approx">({perWeek})</span>}
    </>
  );
}

function languages(tags: readonly string[]): string | null {
  return tags.length === 0 ? null : listInWords(tags.map(languageInWords));
}

/** A source may say what is awarded and not by whom. */
function awardTitle({ awardingBodies, awardName, earns }: Course): string {
  return awardingBodies.length === 0 && (awardName || earns.length > 0) ? 'What you get' : 'Awarded by';
}

function award(course: Course): ComponentChildren | null {
  const earns = course.earns.map((one) => EARNS[one] ?? one);
  const what = course.awardName ?? (earns.length > 0 ? listInWords(earns) : null);
  if (course.awardingBodies.length === 0) return what === null ? null : sentence(what);
  return (
    <>
      {course.awardingBodies.map((body, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/providers/${body.slug}`}>{body.name}</a>
        </>
      ))}
      {what && `: ${what}`}
    </>
  );
}

function recognition(course: Course): ComponentChildren | null {
  if (course.recognition.length === 0) return null;
  return course.recognition.map(({ body, words, signed }) => (
    <span class="recognition">
      <a href={`/providers/${body.slug}`}>{body.name}</a>
      {words && words !== body.name && <span class="approx">“{words}”</span>}
      {signed ? <Tag tone="good">signed</Tag> : <Tag tone="unknown">provider’s claim</Tag>}
    </span>
  ));
}

function funding({ words, url }: Course['funding'][number]): ComponentChildren {
  return <span class="line">{url ? <a href={url}>{words}</a> : words}</span>;
}

/** "18 h a week" and the like for a run; null where nothing is stated. */
export function venueInWords(offering: Course['offerings'][number]): string | null {
  const { venue } = offering;
  if (!venue) return null;
  const parts = [venue.name, venue.town, venue.region, venue.country && countryInWords(venue.country)];
  const words = parts.filter((part, at) => part && parts.indexOf(part) === at).join(', ');
  return words === '' ? null : words;
}

/** Facts a learner will ask for and no source states, in words for "Not known". */
export function unknownOf(course: Course): string[] {
  const unknown: [string, boolean][] = [
    ['price', course.prices.length === 0 && course.offerings.every(({ prices }) => prices.length === 0)],
    ['level', course.level === undefined],
    ['credit', course.credit.length === 0],
    ['CPD hours', course.cpdHours === undefined],
    ['workload', course.workload === undefined],
    ['start', course.offerings.length === 0 && course.pace !== 'self-paced'],
    ['assessment', course.assessment === undefined],
    ['award', course.earns.length === 0 && course.awardName === undefined],
  ];
  return unknown.filter(([, missing]) => missing).map(([name]) => name);
}
