/** The six questions on one page. */
import type { ComponentChildren } from 'preact';
import { type Frame, Layout, Notice, Select } from '../../ui/index.js';
import type { Choices } from '../actions/choices.js';
import { valuesOf } from '../rules/form.js';
import { type GapAnswer, QUESTION_LABELS, QUESTIONS, type QuestionName } from '../schema.js';
import { type Asked, idOf } from './asking.js';
import { BudgetQuestion, FieldQuestion } from './questions/field-and-budget.js';
import { GoalsQuestion } from './questions/goals.js';
import { RecognitionQuestion, ReviewsQuestion } from './questions/recognition-and-reviews.js';
import { TimeQuestion } from './questions/time.js';
import { QUESTION_TITLES } from './words.js';

export type GuidePageProps = {
  frame: Frame;
  asked: Asked;
  choices: Choices;
  /** Which of the questions hold an answer. */
  answered: ReadonlySet<QuestionName>;
  /** The gap of her goals; null: not asked for. */
  gap: GapAnswer | null;
  /** The kept decision of which these answers become a new version. */
  decision?: string | null;
  /** `empty`: it was sent without an answer. `example`: it is filled in to try. */
  state?: 'empty' | 'example';
};

export function GuidePage({ frame, asked, choices, answered, gap, decision, state }: GuidePageProps) {
  const faults = Object.entries(asked.faults);
  return (
    <Layout
      frame={frame}
      title={titleOf(faults.length, state)}
      description="Six questions about your goals, your field, cost, time, recognition and reviews. A shortlist over every course, with reasons."
      canonical="/guide"
      section="/guide"
      enhancers={['guide']}
    >
      <div class="wrap page guide-page">
        <h1>Which short course is right for you?</h1>
        <p class="lede">
          Answer what matters to you and skip the rest. Every course is weighed, and you see why. Five minutes, no
          account; your answers are not kept.
        </p>
        {state === 'example' ? (
          <Notice kind="note">
            An example: what a nurse on a ward might answer. Change what you like, or <a href="/guide">start empty</a>.
          </Notice>
        ) : (
          <p>
            <a class="act" href="/guide?example=1">
              Try it with an example
            </a>
          </p>
        )}
        {state === 'empty' && (
          <Notice kind="error">
            Answer at least one question; one line under “{QUESTION_TITLES.goals}” is enough.
          </Notice>
        )}
        {faults.length > 0 && <FaultList faults={faults} />}
        <p class="small quiet">
          Tick <b>must</b> where you cannot give way: courses that miss it are left out. Elsewhere they stand lower.
          What a course does not state is shown as a range, never as nothing.
        </p>
        <div class="with-aside">
          <form class="guide-form" id="questions" method="post" action="/guide">
            {decision && <input type="hidden" name="decision" value={decision} />}
            {QUESTIONS.map((name, at) => (
              <Question name={name} number={at + 1} isAnswered={answered.has(name)}>
                {drawQuestion(name, { asked, choices, gap })}
              </Question>
            ))}
            <MattersMost asked={asked} />
            <div class="guide-send">
              <button class="btn" type="submit">
                Show my shortlist
              </button>
              <p class="small quiet" role="status" data-progress-of="6">
                {answered.size > 0 && `${answered.size} of 6 answered`}
              </p>
            </div>
            <Suggested id="occupations" values={choices.occupations} />
            <Suggested id="bodies" values={choices.bodies.map(({ label }) => label)} />
          </form>
          <WhatYouGet />
        </div>
      </div>
    </Layout>
  );
}

function titleOf(faults: number, state: GuidePageProps['state']): string {
  if (faults > 0 || state === 'empty') return 'Please check your answers';
  return state === 'example' ? 'An example of the guide' : 'Which short course is right for you?';
}

function WhatYouGet() {
  return (
    <aside class="panel guide-aside" aria-labelledby="what-you-get">
      <h2 id="what-you-get">What you get</h2>
      <ol>
        <li>Every course weighed by your answers, with a bar for each question.</li>
        <li>What speaks for it, what against, and what nobody states, with a letter to the provider to find out.</li>
        <li>What would change the list: two hours more, a little more money, another level.</li>
        <li>How sure the first place is, if other things mattered more.</li>
      </ol>
      <p class="small quiet">
        Your answers are sent to make the list, and then forgotten. They stand in no address and in no log.
      </p>
    </aside>
  );
}

function FaultList({ faults }: { faults: readonly (readonly [string, string])[] }) {
  return (
    <Notice kind="error">
      <p>{faults.length === 1 ? 'One answer cannot be read:' : 'Some answers cannot be read:'}</p>
      <ul class="faults">
        {faults.map(([name, words]) => (
          <li>
            <a href={`#${anchorOf(name)}`}>
              {labelled(name)}
              {words}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The question that a field belongs to: "Cost: ". */
function labelled(name: string): string {
  const question = QUESTIONS.find((one) => one === name.split('.')[0]);
  return question === undefined ? '' : `${QUESTION_LABELS[question]}: `;
}

function anchorOf(name: string): string {
  if (name === 'recognition.bodies') return 'recognition-bodies-more';
  return name === 'goals.gap' ? 'gap' : idOf(name);
}

type QuestionProps = { name: QuestionName; number: number; isAnswered: boolean; children: ComponentChildren };

function Question({ name, number, isAnswered, children }: QuestionProps) {
  return (
    <fieldset class="question" id={name} data-question={isAnswered ? 'answered' : ''}>
      <legend>
        <span class="question-number num">{number}</span> {QUESTION_TITLES[name]}
      </legend>
      <div class="ask-fields">{children}</div>
    </fieldset>
  );
}

function drawQuestion(name: QuestionName, { asked, choices, gap }: Pick<GuidePageProps, 'asked' | 'choices' | 'gap'>) {
  switch (name) {
    case 'goals':
      return <GoalsQuestion asked={asked} gap={gap} />;
    case 'field':
      return <FieldQuestion asked={asked} developments={choices.developments} />;
    case 'budget':
      return <BudgetQuestion asked={asked} />;
    case 'time':
      return <TimeQuestion asked={asked} languages={choices.languages} />;
    case 'recognition':
      return <RecognitionQuestion asked={asked} bodies={choices.bodies} />;
    case 'reviews':
      return <ReviewsQuestion asked={asked} />;
  }
}

const PLACES = ['First', 'Second', 'Third'];

/** What matters most: an order. Weights that were set by sliders stay until one is chosen. */
function MattersMost({ asked: { sent, faults } }: { asked: Asked }) {
  const order = valuesOf(sent, 'order[]');
  const options = [
    { value: '', label: 'As it comes' },
    ...QUESTIONS.map((value) => ({ value, label: QUESTION_LABELS[value] })),
  ];
  return (
    <fieldset class="question matters" id="weights">
      <legend>What matters most to you?</legend>
      <p class="small quiet">
        Left as it comes: your goal first, then time, cost and recognition. You can weigh them anew when you see the
        list.
      </p>
      {faults.weights && <p class="error">{faults.weights}</p>}
      <div class="triple">
        {PLACES.map((place, at) => (
          <Select id={`order-${at + 1}`} name="order[]" label={place} options={options} value={order[at] ?? ''} />
        ))}
      </div>
      {order.slice(PLACES.length).map((name) => (
        <input type="hidden" name="order[]" value={name} />
      ))}
      {QUESTIONS.map((name) => {
        const weight = valuesOf(sent, `weights.${name}`)[0];
        return weight !== undefined && <input type="hidden" name={`weights.${name}`} value={weight} />;
      })}
    </fieldset>
  );
}

function Suggested({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  );
}
