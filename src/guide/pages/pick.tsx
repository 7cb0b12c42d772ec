/** One course of the shortlist: how it fits each question, and why. */
import { creditGuide, creditStated, priceInWords, workloadInWords } from '../../catalogue/index.js';
import { ProviderNamed, type SearchItem } from '../../discovery/index.js';
import { Icon, sourceOn } from '../../ui/index.js';
import { planOf } from '../rules/plan.js';
import { type GuideItem, type GuideQuestion, QUESTION_LABELS, type QuestionValue } from '../schema.js';
import { ANSWERS_FORM } from './acts.js';
import { AskProvider } from './ask-provider.js';
import { PlanPicture } from './plan-picture.js';

type PickProps = {
  item: GuideItem;
  /** Her answer about time, and the day from which a plan is made. */
  time: GuideQuestion['time'];
  day: string;
  caution: number;
  /** How often it stays first; for the first alone. */
  stability: string | null;
  /** Another course of the page cannot be told apart from it. */
  isTied: boolean;
};

/** Below this a question is a weak point of the course: its bar is slate, its sentence an objection. */
const WEAK = 0.5;

/** A plan is drawn for so many of the first: further down nobody looks at calendars. */
const PLANNED = 3;

export function PickEntry({ item, time, day, caution, stability, isTied }: PickProps) {
  const { course, questions, place } = item;
  return (
    <li style={{ 'view-transition-name': `pick-${item.course.id}` }}>
      <article class="pick" aria-labelledby={`pick-${place}`}>
        <div class="pick-head">
          <span class="rank num">{place}</span>
          <div>
            <h2 id={`pick-${place}`}>
              <a href={course.url}>{course.title}</a>
            </h2>
            <p class="small quiet">
              <Facts course={course} />
            </p>
          </div>
        </div>
        <ul class="fits" aria-label="Fit on your questions">
          {questions.map((one) => (
            <FitBar fit={one} isWeak={pointsOf(one, caution) < WEAK} />
          ))}
        </ul>
        <Reasons item={item} caution={caution} />
        {place <= PLANNED && <OnCalendar course={course} time={time} day={day} />}
        <Foot item={item} stability={stability} isTied={isTied} />
      </article>
    </li>
  );
}

function pointsOf({ value: [low, high] }: QuestionValue, caution: number): number {
  return low + caution * (high - low);
}

/** "The Open University · £350 · 150 h over 10 weeks · 15 CATS ≈ 7.5 ECTS"; what is not stated says so. */
function Facts({ course }: { course: SearchItem }) {
  const price = priceInWords(course.price);
  const [credit] = course.credit;
  const guide = credit ? creditGuide(credit) : null;
  return (
    <>
      <ProviderNamed provider={course.provider} /> ·{' '}
      {price ? [price.figure, ...price.covers].join(', ') : 'price not stated'} ·{' '}
      {workloadInWords(course.workload) ?? 'workload not stated'}
      {credit && (
        <>
          {' '}
          · {creditStated(credit)} {guide && <span class="approx">{guide}</span>}
        </>
      )}
    </>
  );
}

function FitBar({ fit, isWeak }: { fit: QuestionValue; isWeak: boolean }) {
  const [low, high] = fit.value.map((end) => Math.round(end * 100)) as [number, number];
  const words = low === high ? `${low} of 100` : `${low} to ${high} of 100`;
  return (
    <li class={isWeak ? 'fit weak' : 'fit'}>
      <span>{QUESTION_LABELS[fit.name]}</span>
      <span class="bar" style={{ '--lo': low, '--hi': high }} />
      <span class="val">
        {fit.short}
        <span class="sr">, {words}</span>
      </span>
    </li>
  );
}

type Side = keyof typeof SIDES;

const SIDES = {
  for: { icon: 'check', words: 'For' },
  against: { icon: 'minus', words: 'Against' },
  open: { icon: 'circle-question-mark', words: 'Not known' },
} as const;

/** A weak point may be one that nobody knows: that speaks neither for nor against. */
function sideOf(fit: QuestionValue, caution: number): Side {
  if (pointsOf(fit, caution) >= WEAK) return 'for';
  const isOpen = fit.value[1] >= WEAK && fit.limits.some(({ outcome }) => outcome === 'unknown');
  return isOpen && fit.limits.every(({ outcome }) => outcome === 'unknown' || outcome === 'met') ? 'open' : 'against';
}

/** For, against, and what nobody states. */
function Reasons({ item, caution }: { item: GuideItem; caution: number }) {
  const sides = item.questions.filter((fit) => !isAsked(fit, item)).map((fit) => ({ fit, side: sideOf(fit, caution) }));
  return (
    <ul class="reasons">
      {(Object.keys(SIDES) as Side[]).flatMap((side) =>
        sides.filter((one) => one.side === side).map(({ fit }) => <Reason fit={fit} side={side} />),
      )}
      {item.unknown.length > 0 && (
        <li class="open">
          <Icon name="circle-question-mark" />
          <AskProvider course={item.course} unknown={item.unknown} />
        </li>
      )}
    </ul>
  );
}

/** Nothing of it is stated: then it stands among what to ask, and needs not be said twice. */
function isAsked({ name, facts, value: [low] }: QuestionValue, { unknown }: GuideItem): boolean {
  return low === 0 && facts.length === 0 && unknown.some(({ question }) => question === name);
}

function Reason({ fit, side }: { fit: QuestionValue; side: Side }) {
  return (
    <li class={side}>
      <Icon name={SIDES[side].icon} />
      <div>
        <span class="sr">{SIDES[side].words}: </span>
        {fit.sentence}
        <Sources fit={fit} />
      </div>
    </li>
  );
}

/** Who says so, and when it was read: in reach, and folded. */
function Sources({ fit }: { fit: QuestionValue }) {
  const stated = fit.facts.filter(({ source }) => source !== null);
  if (stated.length === 0) return null;
  return (
    <details class="fact-sources">
      <summary>
        <span class="sr">{QUESTION_LABELS[fit.name]}: </span>facts
      </summary>
      <ul>
        {stated.map(({ field, value, source, checked }) => (
          <li>
            {field}: {value} <span class="quiet">{source && checked ? sourceOn(source, checked) : source}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The weeks that it takes beside those that she has. */
function OnCalendar({ course, time, day }: { course: SearchItem } & Pick<PickProps, 'time' | 'day'>) {
  const plan = planOf(course, time, day);
  if (plan.kind === 'none') return null;
  return (
    <details class="pick-plan">
      <summary>
        On your calendar<span class="sr">: {course.title}</span>
      </summary>
      <PlanPicture plan={plan} title={course.title} />
      {plan.sessions.length > 0 && (
        <button
          class="btn btn-line"
          type="submit"
          form={ANSWERS_FORM}
          formaction="/guide/plan.ics"
          name="course"
          value={course.slug}
        >
          Take it into my calendar<span class="sr">: {course.title}</span>
        </button>
      )}
    </details>
  );
}

function Foot({ item, stability, isTied }: Pick<PickProps, 'item' | 'stability' | 'isTied'>) {
  const { best, worst, dominatedBy } = item;
  if (!best && !worst && !dominatedBy && !isTied && stability === null) return null;
  return (
    <p class="pick-foot small quiet">
      {best && (
        <>
          <b>Best:</b> {QUESTION_LABELS[best.question].toLowerCase()}.{' '}
        </>
      )}
      {worst && worst.question !== best?.question && (
        <>
          <b>Worst:</b> {QUESTION_LABELS[worst.question].toLowerCase()}.{' '}
        </>
      )}
      {isTied && (
        <>
          <b>A tie</b> with its neighbours, by what is known.{' '}
        </>
      )}
      {dominatedBy && (
        <>
          <a href={dominatedBy.url}>{dominatedBy.title}</a> is at least as good on every question, and better on one.{' '}
        </>
      )}
      {stability}
    </p>
  );
}
