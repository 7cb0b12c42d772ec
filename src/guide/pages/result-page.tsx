/** The shortlist: every course weighed, with reasons, and what would change it. */
import { type Frame, formatNumber, Icon, Layout, listInWords, State } from '../../ui/index.js';
import { type GuideAnswer, type GuideQuestion, QUESTIONS } from '../schema.js';
import { ANSWERS_FORM, EaseButton } from './acts.js';
import { AnswerFields } from './answers-fields.js';
import { GapPanel, WeighPanel, WhatChanges } from './changes.js';
import { PickEntry } from './pick.js';
import { QUESTION_CHIPS, readingInWords } from './words.js';

export type ResultPageProps = {
  frame: Frame;
  question: GuideQuestion;
  answer: GuideAnswer;
  /** The kept decision of which these answers become a new version. */
  decision?: string | null;
};

export function ResultPage({ frame, question, answer, decision }: ResultPageProps) {
  return (
    <Layout frame={frame} title="Your shortlist" section="/guide" unlisted enhancers={['guide']}>
      <div class="wrap page guide-result">
        <p class="label">Your answers, ranked over all {formatNumber(answer.considered)} courses</p>
        <h1 id="headline">{answer.headline}</h1>
        <form id={ANSWERS_FORM} method="post" action="/guide" data-page={answer.page > 1 ? answer.page : undefined}>
          <AnswerFields question={question} />
          {decision && <input type="hidden" name="decision" value={decision} />}
        </form>
        <LeftOut answer={answer} hasMust={hasMust(question)} />
        <Readings answer={answer} />
        <Answers answer={answer} />
        <Acts answer={answer} isKept={Boolean(decision)} />
        <div class="with-aside">
          <section id="picks" tabIndex={-1} aria-labelledby="headline">
            {answer.items.length === 0 ? (
              <NothingFits answer={answer} hasMust={hasMust(question)} />
            ) : (
              <Picks question={question} answer={answer} />
            )}
          </section>
          <aside class="stack" aria-label="What would change the answer">
            <div id="weights">
              <WeighPanel answer={answer} />
            </div>
            <div id="changes" class="stack">
              <WhatChanges answer={answer} />
              <GapPanel gap={answer.gap} />
              <Legend />
            </div>
          </aside>
        </div>
      </div>
    </Layout>
  );
}

/** How many are listed, and why the others are not. */
function LeftOut({ answer, hasMust }: Pick<ResultPageProps, 'answer'> & { hasMust: boolean }) {
  const { considered, total, left, gap } = answer;
  if (total === considered) return null;
  const rest = considered - total - left.over - left.beside;
  const isBeside = left.beside > 0 && !hasMust;
  // Without a "must", what is left out twice over is over and beside the gap.
  const over = left.over + (isBeside ? rest : 0);
  const reasons = [
    over > 0 && `${formatNumber(over)} ${over === 1 ? 'is' : 'are'} over`,
    left.beside > 0 && `${formatNumber(left.beside)} ${left.beside === 1 ? 'teaches' : 'teach'} nothing of your gap`,
    rest > 0 &&
      !isBeside &&
      (hasMust || gap.length === 0
        ? `${formatNumber(rest)} ${rest === 1 ? 'misses' : 'miss'} what you must have`
        : `${formatNumber(rest)} ${rest === 1 ? 'has' : 'have'} too few of your words`),
  ].filter((words) => words !== false);
  return (
    <p class="small quiet" id="left-out">
      {total === 0 ? 'None is listed' : `${formatNumber(total)} ${total === 1 ? 'is' : 'are'} listed`}. Left out:{' '}
      {listInWords(reasons)}.{' '}
      {left.beside > 0 && (
        <button class="linklike" type="submit" form={ANSWERS_FORM} name="ease" value={SHOW_BESIDE}>
          Show {left.beside === 1 ? 'that one' : `those ${formatNumber(left.beside)}`} too
          <span class="sr">: what teaches nothing of your gap</span>
        </button>
      )}
    </p>
  );
}

/** Lets through what teaches nothing of the gap; it stands lower. */
const SHOW_BESIDE = JSON.stringify({ path: 'goals.teaches', value: { value: 1, hard: false } });

/** Occupations in other words than ours. */
function Readings({ answer: { readings } }: Pick<ResultPageProps, 'answer'>) {
  if (readings.length === 0) return null;
  return (
    <ul class="plain small readings">
      {readings.map((one) => (
        <li>
          {readingInWords(one)}{' '}
          <button
            class="linklike"
            type="submit"
            form={ANSWERS_FORM}
            formaction="/guide#goals"
            name="act"
            value="change"
          >
            Change<span class="sr"> “{one.words}”</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What she answered, one line each, with the way back to it. */
function Answers({ answer }: Pick<ResultPageProps, 'answer'>) {
  return (
    <dl class="answers">
      {answer.answers.map(({ question, line }) => (
        <div>
          <dt>
            <span class="num">{QUESTIONS.indexOf(question) + 1}</span> {QUESTION_CHIPS[question]}
          </dt>
          <dd>
            {line ?? <span class="none">skipped</span>}{' '}
            <button
              class="linklike"
              type="submit"
              form={ANSWERS_FORM}
              formaction={`/guide#${question}`}
              name="act"
              value="change"
            >
              {line === null ? 'answer' : 'change'}
              <span class="sr">: {QUESTION_CHIPS[question]}</span>
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Acts({ answer, isKept }: Pick<ResultPageProps, 'answer'> & { isKept: boolean }) {
  const first = answer.items.slice(0, 3);
  return (
    <p class="row guide-acts">
      <button class="btn btn-line" type="submit" form={ANSWERS_FORM} name="act" value="change">
        Change answers
      </button>
      <button class="btn btn-line" type="submit" form={ANSWERS_FORM} formaction="/guide/saved">
        {isKept ? 'Keep as a new version' : 'Keep and share'}
      </button>
      {first.length > 0 && (
        <>
          <button class="linklike" type="submit" form={ANSWERS_FORM} formaction="/guide/record.pdf">
            Decision record (PDF)
          </button>
          <button class="linklike" type="submit" form={ANSWERS_FORM} formaction="/guide/record">
            Print
          </button>
        </>
      )}
      {first.length > 1 && (
        <a class="act" href={`/compare?${first.map(({ course }) => `course=${course.slug}`).join('&')}`}>
          <Icon name="columns" /> Compare the first {first.length === 2 ? 'two' : 'three'}
        </a>
      )}
      {answer.weights.length > 1 && (
        <a class="act narrow-only" href="#weights">
          <Icon name="sliders" /> What matters most
        </a>
      )}
    </p>
  );
}

function Picks({ question, answer }: Pick<ResultPageProps, 'question' | 'answer'>) {
  const { items, page, perPage, total, stability } = answer;
  const from = (page - 1) * perPage + 1;
  const last = Math.min(total, page * perPage);
  return (
    <>
      {items[0]?.place === 1 && items[0].questions.every(({ value }) => value[0] === 0) && (
        <p class="note">
          No source states what would tell these courses apart. Answer one more question, such as your goal, and they
          can be ranked.
        </p>
      )}
      <ol class="picks" start={from}>
        {items.map((one, at) => (
          <PickEntry
            item={one}
            time={question.time}
            day={answer.day}
            caution={answer.caution}
            stability={one.place === 1 && answer.weights.length > 1 ? (stability?.sentence ?? null) : null}
            isTied={one.tie !== null && items.some((other, k) => k !== at && other.tie === one.tie)}
          />
        ))}
      </ol>
      <div class="row more-picks">
        <span class="small quiet num">
          {formatNumber(from)} to {formatNumber(last)} of {formatNumber(total)}
        </span>
        {page > 1 && (
          <button class="btn btn-line" type="submit" form={ANSWERS_FORM} name="page" value={page - 1}>
            Those before
          </button>
        )}
        {last < total && page < MOST_PAGES && (
          <button class="btn btn-line" type="submit" form={ANSWERS_FORM} name="page" value={page + 1}>
            Show the next {formatNumber(Math.min(perPage, total - last))}
          </button>
        )}
      </div>
    </>
  );
}

/** Whether any answer says "must". */
function hasMust(answers: unknown): boolean {
  if (typeof answers !== 'object' || answers === null) return false;
  return Object.entries(answers).some(([key, value]) => (key === 'hard' && value === true) || hasMust(value));
}

/** Pages of a list are those of `GuideRequest`. */
const MOST_PAGES = 50;

function NothingFits({ answer: { total, relax }, hasMust }: Pick<ResultPageProps, 'answer'> & { hasMust: boolean }) {
  if (total > 0) return <State kind="empty" title="This page is past the end of the list" />;
  const helping = relax.filter(({ adds }) => adds > 0);
  if (!hasMust) {
    return (
      <State kind="empty" title="We found no course for these words">
        <p class="small quiet">
          Try plainer ones: a skill by its name, such as “budgeting”, or the role that you want next.
        </p>
        <button class="btn" type="submit" form={ANSWERS_FORM} name="act" value="change">
          Change answers
        </button>
      </State>
    );
  }
  return (
    <State kind="empty" title="No course has all that you must have">
      <p class="small quiet">
        {helping.length > 0
          ? 'That is no fault of yours: few courses state every fact. Give way on one thing, and these come in.'
          : 'More than one “must” stands in the way. Untick one or two, and what misses them stands lower instead.'}
      </p>
      {helping.length > 0 && (
        <ul class="plain almost">
          {helping.map((one) => (
            <li>
              <span>{one.sentence}</span> <EaseButton change={one} />
            </li>
          ))}
        </ul>
      )}
      <button class="btn" type="submit" form={ANSWERS_FORM} name="act" value="change">
        Change answers
      </button>
    </State>
  );
}

function Legend() {
  return (
    <div class="note">
      <p class="legend">
        <span>
          <i class="known" />
          known fit
        </span>
        <span>
          <i class="weak" />
          known fit, weak point
        </span>
        <span>
          <i class="hatch" />
          range: a fact is missing
        </span>
      </p>
    </div>
  );
}
