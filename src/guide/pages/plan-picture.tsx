/** A plan as a picture: a column a week, as high as its hours, beside hers; and the same as a table. */
import { formatHours, formatShortDay, NotStated } from '../../ui/index.js';
import type { Plan, PlanWeek } from '../schema.js';

/** Weeks in one picture: more are in its table. */
const DRAWN = 30;

export function PlanPicture({ plan, title }: { plan: Plan; title: string }) {
  const { weeks, sentences } = plan;
  if (plan.kind === 'none') return <p class="small quiet">{sentences.join(' ')}</p>;
  const most = Math.max(1, ...weeks.map(({ wanted, hers }) => Math.max(wanted ?? 0, hers ?? 0)));
  return (
    <figure class="plan">
      <ol class="plan-weeks" aria-hidden="true">
        {weeks.slice(0, DRAWN).map((week) => (
          <li class={classOf(week)} style={{ '--w': partOf(week.wanted, most), '--h': partOf(week.hers, most) }} />
        ))}
      </ol>
      <figcaption class="small">
        {sentences.join(' ')}
        <details>
          <summary>
            Week by week<span class="sr">: {title}</span>
          </summary>
          <PlanTable weeks={weeks} />
        </details>
      </figcaption>
    </figure>
  );
}

function classOf({ wanted, hers, away }: PlanWeek): string | undefined {
  const isShort = wanted !== null && hers !== null && hers < wanted;
  return [away > 0 && 'away', isShort && 'short'].filter(Boolean).join(' ') || undefined;
}

function partOf(hours: number | null, most: number): number {
  return hours === null ? 0 : Math.round((100 * hours) / most);
}

function PlanTable({ weeks }: { weeks: readonly PlanWeek[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Week of</th>
          <th scope="col">To learn</th>
          <th scope="col">You have</th>
          <th scope="col">Away</th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ monday, wanted, hers, away }) => (
          <tr>
            <th scope="row">{formatShortDay(monday)}</th>
            <td>{wanted === null ? <NotStated /> : formatHours(wanted)}</td>
            <td>{hers === null ? <NotStated words="you did not say" /> : formatHours(hers)}</td>
            <td>{away === 0 ? '' : away === 1 ? '1 day' : `${away} days`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
