import { ectsOf, stoneLevel } from '../../catalogue/index.js';
import { Act, countOf, type Frame, Layout, NotStated, Pebbles, State, Stone, Tag } from '../../ui/index.js';
import type { SearchItem } from '../schema.js';
import { type Cell, compareRows, type Row } from './compare-rows.js';
import { ProviderNamed } from './course-card.js';

export type ComparePageProps = {
  frame: Frame;
  /** Up to four, in the order chosen. */
  items: readonly SearchItem[];
  /** How many of those asked for are not here: unknown, or more than four. */
  dropped: number;
  /** ISO day. */
  today: string;
};

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four'];

export function ComparePage({ frame, items, dropped }: ComparePageProps) {
  const title =
    items.length === 0
      ? 'Compare courses'
      : `${NUMBERS[items.length]} ${items.length === 1 ? 'course' : 'courses, side by side'}`;
  return (
    <Layout frame={frame} title={title} section="/courses" unlisted enhancers={['compare']}>
      <div class="wrap page compare-page">
        <h1>{title}</h1>
        {dropped > 0 && (
          <p class="note caution">
            {countOf(dropped, 'course')} left out: four fit side by side, and a course that is no longer listed cannot
            be compared.
          </p>
        )}
        {items.length === 0 ? (
          <State kind="empty" title="Nothing is chosen yet" act={{ href: '/courses', label: 'Find a course' }}>
            <p class="small quiet">Tick “Compare” on up to four courses, then come back.</p>
          </State>
        ) : (
          <Comparison items={items} />
        )}
      </div>
    </Layout>
  );
}

function Comparison({ items }: { items: readonly SearchItem[] }) {
  return (
    <>
      <p class="quiet compare-lede">
        Bold rows differ. A lichen mark shows the best value where “best” is a matter of fact. Conversions are marked ≈.
      </p>
      <div class="row compare-acts">
        {items.length > 1 && (
          <label class="tick">
            <input type="checkbox" id="differ" />
            <span>Only rows that differ</span>
          </label>
        )}
        {items.length < 4 && (
          <Act href="/courses" icon="search">
            Add another
          </Act>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label="Comparison, scrolls sideways">
        <table class="table compare" style={`--columns:${items.length}`}>
          <caption class="sr">{countOf(items.length, 'course')} compared by cost, time, credit and recognition</caption>
          <colgroup>
            <col />
            {items.map(() => (
              <col />
            ))}
          </colgroup>
          <thead>
            <tr>
              <td />
              {items.map((item) => (
                <Column item={item} others={items.filter((other) => other !== item)} />
              ))}
            </tr>
          </thead>
          {compareRows(items).map((group) => (
            <tbody>
              <tr class="group">
                <th colSpan={items.length + 1} scope="colgroup">
                  {group.name}
                </th>
              </tr>
              {group.rows.map((row) => (
                <RowShown row={row} alone={items.length === 1} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  );
}

function Column({ item, others }: { item: SearchItem; others: readonly SearchItem[] }) {
  const credit = item.credit[0];
  const ects = credit ? ectsOf(credit) : null;
  const without = others.map(({ slug }) => `course=${encodeURIComponent(slug)}`).join('&');
  return (
    <th scope="col">
      <span class="cmp-stone">
        {!credit && item.cpdHours !== null ? (
          <Pebbles hours={item.cpdHours} />
        ) : (
          <Stone credit={ects === null ? null : ects * 2} level={stoneLevel(item.level)} seed={item.slug} />
        )}
      </span>
      <a href={item.url}>{item.title}</a>
      <span class="tiny line">
        <ProviderNamed provider={item.provider} />
      </span>
      <a class="tiny take-out" href={`/compare${without === '' ? '' : `?${without}`}`} data-take-out={item.slug}>
        Take out<span class="sr"> {item.title}</span>
      </a>
    </th>
  );
}

function RowShown({ row, alone }: { row: Row; alone: boolean }) {
  return (
    <tr class={row.differs ? 'diff' : undefined}>
      <th scope="row">
        {row.name}
        {!row.differs && !alone && <span class="tiny line">all the same</span>}
      </th>
      {row.cells.map((cell) => (
        <CellShown cell={cell} />
      ))}
    </tr>
  );
}

function CellShown({ cell }: { cell: Cell }) {
  return (
    <td class={cell.best ? 'best' : undefined}>
      {cell.text ?? <NotStated />}
      {cell.tag === 'signed' && <Tag tone="good">signed</Tag>}
      {cell.tag === 'claimed' && <Tag tone="unknown">provider’s claim</Tag>}
      {cell.more && <span class="approx line">{cell.more}</span>}
      {cell.best && <span class="sr"> (best)</span>}
    </td>
  );
}
