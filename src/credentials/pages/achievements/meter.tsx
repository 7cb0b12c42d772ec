/** The completeness meter: for each framework a count, and every element with its state and where to fill it in. */
import { formatMonth, Icon, type IconName } from '../../../ui/index.js';
import type { Completeness, ElementFound, ElementState } from '../../rules/completeness/index.js';

type MeterProps = {
  completeness: readonly Completeness[];
  /** In the editor: elements that are missing lead to their field. */
  editing?: boolean;
  /** Of the headings. */
  level?: 2 | 3;
};

/** A count of what is said, never a claim of conformance. */
export function CompletenessMeter({ completeness, editing = false, level = 3 }: MeterProps) {
  return (
    <div class="completeness">
      {completeness.map((one) => (
        <OneMeter one={one} editing={editing} level={level} />
      ))}
    </div>
  );
}

function OneMeter({ one, editing, level }: { one: Completeness; editing: boolean; level: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const id = `meter-${one.key}`;
  return (
    <section class="completeness-one" aria-labelledby={id}>
      <Heading id={id}>{one.name}</Heading>
      <p class="completeness-count">
        <meter min={0} max={one.needed} value={one.there} aria-labelledby={id} class="review-bar" />
        <span>
          <b class="num">{one.there}</b> of <span class="num">{one.needed}</span> asked for
        </span>
      </p>
      <details>
        <summary>Element by element</summary>
        <ul class="plain completeness-list">
          {one.elements.map((element) => (
            <Element element={element} editing={editing} />
          ))}
        </ul>
        <p class="tiny quiet">
          {one.url ? <a href={one.url}>{one.source}</a> : one.source}, {formatMonth(one.date)}. {one.caution}
          {one.elsewhere.length > 0 &&
            ` It also asks for ${one.elsewhere.join(', ')}: those belong on the page of the course.`}
        </p>
      </details>
    </section>
  );
}

const STATES: Record<ElementState, { icon: IconName; words: string }> = {
  there: { icon: 'check', words: 'there' },
  'at-issue': { icon: 'check', words: 'comes with each credential' },
  missing: { icon: 'minus', words: 'missing' },
  'not-needed': { icon: 'info', words: 'only where it applies' },
};

function Element({ element, editing }: { element: ElementFound; editing: boolean }) {
  const { label, state, need, field } = element;
  const { icon, words } = STATES[state];
  const isOpen = state === 'missing' || state === 'not-needed';
  const name = editing && isOpen && field ? <a href={`#f-${field}`}>{label}</a> : label;
  return (
    <li class={`completeness-${state}`}>
      <Icon name={icon} />
      <span>
        {name}{' '}
        <span class="quiet">
          {state === 'missing' && need === 'recommended' ? 'not said; useful, not asked for' : words}
        </span>
      </span>
    </li>
  );
}
