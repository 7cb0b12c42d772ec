/** What reviews say together: mean, distribution, aspects, kinds of reviewers. */
import { countOf, formatNumber, Star } from '../../ui/index.js';
import { ASPECT_WORDS, FINISHED_WORDS, PAID_WORDS } from '../rules/words.js';
import { ASPECTS, type Finished, type Group, type Paid, type ReviewSummary } from '../schema.js';

type FiguresProps = {
  summary: ReviewSummary;
  groups: readonly Group[];
  /** The page of all reviews. */
  base: string;
};

export function Figures({ summary, groups, base }: FiguresProps) {
  return (
    <div class="review-figures">
      <div>
        <p class="rating review-mean">
          <Star />
          <span>
            <strong class="num">{summary.plain.toFixed(1)}</strong> of 5
          </span>
        </p>
        <p class="small quiet">
          {countOf(summary.count, 'review')} on Cairn,{' '}
          {summary.verified === 0 ? 'none' : formatNumber(summary.verified)} by verified learners. Where courses are
          compared, this counts as <span class="num">{summary.mean.toFixed(1)}</span>:{' '}
          <a href="/about/reviews">how we count</a>.
        </p>
      </div>
      <Distribution groups={groups} count={summary.count} base={base} />
      <Aspects summary={summary} />
    </div>
  );
}

function Distribution({ groups, count, base }: Omit<FiguresProps, 'summary'> & { count: number }) {
  const of = (overall: number) =>
    groups.find(({ by, value }) => by === 'overall' && value === String(overall))?.count ?? 0;
  return (
    <table class="review-bars">
      <caption class="sr">How many gave which rating</caption>
      <tbody>
        {[5, 4, 3, 2, 1].map((overall) => (
          <tr>
            <th scope="row" class="num">
              {of(overall) > 0 ? <a href={`${base}?overall=${overall}`}>{overall} of 5</a> : `${overall} of 5`}
            </th>
            <td aria-hidden="true">
              <meter class="review-bar" min={0} max={count} value={of(overall)} />
            </td>
            <td class="num">{formatNumber(of(overall))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Aspects({ summary }: { summary: ReviewSummary }) {
  const rated = ASPECTS.flatMap((aspect) => {
    const found = summary.aspects[aspect];
    return found ? [{ aspect, ...found }] : [];
  });
  if (rated.length === 0) return null;
  return (
    <dl class="review-aspects small">
      {rated.map(({ aspect, mean, count }) => (
        <div>
          <dt>{ASPECT_WORDS[aspect]}</dt>
          <dd class="num">
            {mean.toFixed(1)} <span class="quiet">({formatNumber(count)})</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Means by edition and by kind of reviewer: a large difference is worth knowing. */
export function Kinds({ groups }: { groups: readonly Group[] }) {
  const kinds = groups.filter(({ by }) => by !== 'overall');
  const spread = kinds.filter(({ by }) => kinds.filter((other) => other.by === by).length > 1);
  if (spread.length === 0) return null;
  return (
    <details class="review-kinds">
      <summary>By edition and kind of reviewer</summary>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col" class="n">
              Reviews
            </th>
            <th scope="col" class="n">
              Mean
            </th>
          </tr>
        </thead>
        <tbody>
          {spread.map((group) => (
            <tr>
              <th scope="row">{groupInWords(group)}</th>
              <td class="n">{formatNumber(group.count)}</td>
              <td class="n">{group.mean.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function groupInWords({ by, value }: Group): string {
  if (by === 'edition') return `Edition ${value}`;
  if (by === 'verified') return value === 'true' ? 'Verified learners' : 'Not verified';
  return by === 'paid' ? PAID_WORDS[value as Paid] : FINISHED_WORDS[value as Finished];
}
