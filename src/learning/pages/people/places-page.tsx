/** Runs that a provider holds for an employer's people: how many places are taken, and nothing of anybody. */
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { countOf, formatNumber, State } from '../../../ui/index.js';
import type { PlacesUsed } from '../../queries/people/progress.js';

export function PlacesPage({ workplace, places }: { workplace: Workplace; places: readonly PlacesUsed[] }) {
  return (
    <WorkplacePage
      {...workplace}
      here="places"
      title="Places for your people"
      lede="Runs of courses that are held for you. You see how many places are taken. Who learns what, and how far they are, is theirs to share."
    >
      {places.length === 0 ? (
        <State kind="empty" title="No run is held for you">
          <p>A provider can open a run of a course for your people alone. It then stands here.</p>
        </State>
      ) : (
        <ul class="rows">
          {places.map(({ courseTitle, provider, seats, used }) => (
            <li>
              <div>
                <strong>{courseTitle}</strong>
                <span class="quiet small">{provider}</span>
              </div>
              <span class="num">
                {seats === null
                  ? `${countOf(used, 'place')} taken`
                  : `${formatNumber(used)} of ${countOf(seats, 'place')} taken`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}
