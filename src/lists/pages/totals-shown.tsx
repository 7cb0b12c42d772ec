/** What the courses of a list come to. */
import { countOf, formatDay, formatHours, formatMoney, listInWords } from '../../ui/index.js';
import type { Totals } from '../rules/totals.js';

export function TotalsShown({ totals, courses }: { totals: Totals; courses: number }) {
  return (
    <dl class="figures list-figures">
      <div>
        <dt>{courses === 1 ? 'course' : 'courses'}</dt>
        <dd class="num">{courses}</dd>
      </div>
      <div>
        <dt>{moneyRemark(totals)}</dt>
        <dd class="num">{moneyInWords(totals)}</dd>
      </div>
      <div>
        <dt>{hoursRemark(totals)}</dt>
        <dd class="num">{totals.hours === 0 ? 'not stated' : formatHours(totals.hours)}</dd>
      </div>
      {totals.cpdHours > 0 && (
        <div>
          <dt>CPD hours stated</dt>
          <dd class="num">{formatHours(totals.cpdHours)}</dd>
        </div>
      )}
    </dl>
  );
}

export function moneyInWords({ money, free }: Totals): string {
  if (money.length === 0) return free > 0 ? 'Free' : 'not stated';
  return money.map(({ amount, currency }) => formatMoney(amount, currency)).join(' + ');
}

/** "together, ≈ £1,240 at rates of 20 Nov 2026; 1 free; 2 state no price". */
function moneyRemark({ inGbp, rateDate, free, priceNotStated, inParts, money }: Totals): string {
  const guide =
    inGbp === null
      ? []
      : [
          `≈ ${formatMoney(Math.round(inGbp / 100) * 100, 'GBP')}${rateDate ? ` at rates of ${formatDay(rateDate)}` : ''}`,
        ];
  const rest = [
    ...(free > 0 && money.length > 0 ? [`${free} free`] : []),
    ...(priceNotStated > 0 ? [`${priceNotStated} without a stated price`] : []),
    ...(inParts > 0 ? [`${inParts} paid in parts, counted once`] : []),
  ];
  return ['together', ...guide, ...(rest.length > 0 ? [listInWords(rest)] : [])].join('; ').replace('; ', ', ');
}

function hoursRemark({ hours, hoursNotStated }: Totals): string {
  if (hours === 0) return 'of work';
  return hoursNotStated === 0 ? 'of work' : `of work; ${countOf(hoursNotStated, 'course')} without stated hours`;
}
