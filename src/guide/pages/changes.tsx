/** Beside the shortlist: what would change it, what matters most, and the gap. */
import { countOf, formatNumber, NotStated, sentence } from '../../ui/index.js';
import { type GapLine, type GuideAnswer, QUESTION_LABELS, type Relaxation } from '../schema.js';
import { ANSWERS_FORM, EaseButton } from './acts.js';

type Props = { answer: GuideAnswer };

/** Which limit costs most, and how sure the first place is. */
export function WhatChanges({ answer: { relax, costs, stability, total, weights } }: Props) {
  const isWeighed = weights.length > 1;
  const changes = total === 0 ? [] : relax;
  if (changes.length === 0 && !isWeighed) return null;
  return (
    <div class="panel">
      <h2>What would change this</h2>
      {changes.length > 0 && (
        <ul class="changes">
          {changes.map((one) => (
            <Change change={one} />
          ))}
        </ul>
      )}
      {costs.length > 0 && isWeighed && (
        <>
          <h3>What the first gives up</h3>
          <ul class="plain small costs">
            {costs.map((cost) => (
              <li>{cost.sentence}</li>
            ))}
          </ul>
        </>
      )}
      {stability && isWeighed && (
        <>
          <h3>How sure is the first place?</h3>
          <p class="small">{stability.sentence}</p>
          {stability.rivals.length > 0 && (
            <p class="small quiet">
              Otherwise first:{' '}
              {stability.rivals.slice(0, 3).map(({ url, title, first }, at) => (
                <>
                  {at > 0 && '; '}
                  <a href={url}>{title}</a>, in {formatNumber(Math.round((100 * first) / stability.tried))} of 100
                </>
              ))}
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Change({ change }: { change: Relaxation }) {
  const { adds, best } = change;
  return (
    <li>
      <b>{sentence(change.change)}</b>
      <span>
        {adds === 0 ? 'No more fit.' : `${countOf(adds, 'more course')} ${adds === 1 ? 'fits' : 'fit'}.`}{' '}
        {best && adds > 0 && (
          <>
            {adds === 1 ? 'It' : 'The best of them'} is <a href={best.url}>{best.title}</a>.{' '}
          </>
        )}
        {adds > 0 && <EaseButton change={change} />}
      </span>
    </li>
  );
}

/** Sliders that weigh the answered questions anew: at once with script, by the button without. */
export function WeighPanel({ answer: { weights } }: Props) {
  if (weights.length < 2) return null;
  const shares = weights.map(({ question, weight }) => ({ question, share: Math.round(weight * 100) }));
  const drawn = weights.length === 0 ? '' : sliderValues(shares);
  return (
    <section class="panel weigh" aria-labelledby="weigh-head" data-weigh>
      <h2 id="weigh-head">What matters most</h2>
      <input type="hidden" name="sliders" value={drawn} form={ANSWERS_FORM} />
      {shares.map(({ question, share }) => (
        <div class="slider">
          <label for={`slider-${question}`}>{QUESTION_LABELS[question]}</label>
          <output class="num" for={`slider-${question}`}>
            {share}%
          </output>
          <input
            id={`slider-${question}`}
            name={`slider.${question}`}
            type="range"
            min="0"
            max="100"
            value={share}
            form={ANSWERS_FORM}
            autoComplete="off"
          />
        </div>
      ))}
      <button class="btn btn-line btn-wide" type="submit" form={ANSWERS_FORM} name="act" value="rank">
        Rank again
      </button>
      <p class="small" role="status" id="announce" />
    </section>
  );
}

/** Where the sliders stand, as `readForm` compares them: in the order of the page, nothing for a question not answered. */
function sliderValues(shares: readonly { question: string; share: number }[]): string {
  return Object.keys(QUESTION_LABELS)
    .map((name) => shares.find(({ question }) => question === name)?.share ?? '')
    .join(' ');
}

export function GapPanel({ gap }: { gap: readonly GapLine[] }) {
  if (gap.length === 0) return null;
  return (
    <details class="panel gap-panel">
      <summary>Your gap: {countOf(gap.length, 'skill')}</summary>
      <ul class="plain small">
        {gap.map(({ label, known, need }) => (
          <li>
            {label} {!known && <NotStated words="your words" />}
            {need === 'useful' && <span class="quiet"> (useful)</span>}
          </li>
        ))}
      </ul>
      <button class="linklike" type="submit" form={ANSWERS_FORM} formaction="/guide#gap" name="act" value="gap">
        Change the gap
      </button>
    </details>
  );
}
