/**
 * The filters of a search as one GET form: it works as it stands, and an enhancer makes it answer at once. Every control
 * of the search belongs to it by `form="filters"`, wherever it is drawn.
 */
import { Icon, type TickValue, ticksHtml } from '../../ui/index.js';
import type { Facet } from '../schema.js';
import { withoutFilters } from './address.js';
import { Credit, type GroupsProps, Near, NotStatedTick, Price, Rating, Starts, Time } from './filter-groups.js';

const FACET_WORDS: Record<Facet, string> = {
  subject: 'Subject',
  skill: 'Skills',
  provider: 'Offered by',
  providerKind: 'Kind of provider',
  awardingBody: 'Awarded by',
  kind: 'Kind of course',
  cpdType: 'CPD type',
  level: 'Level',
  earns: 'What you get',
  mode: 'Where',
  pace: 'Pace',
  language: 'Language',
  captions: 'Captions',
  country: 'Country it is taught in',
  recognisedBy: 'Recognised by',
  recognition: 'How recognition is known',
  source: 'Read from',
};

const MIDDLE = [
  'mode',
  'pace',
  'earns',
  'recognisedBy',
  'recognition',
  'provider',
  'providerKind',
  'awardingBody',
  'kind',
  'cpdType',
  'skill',
] as const satisfies readonly Facet[];
const LAST = ['language', 'captions', 'country', 'source'] as const satisfies readonly Facet[];

/** A facet shows this many values at once; the rest follow under "more". */
const SHOWN = 8;

export function Filters({ query, answer }: GroupsProps) {
  const asked = { query, answer };
  return (
    <form class="filters" id="filters" action="/courses" aria-label="Filters" data-live-search>
      <div class="row filters-head">
        <h2>Filters</h2>
        <a class="act" href={withoutFilters(query)}>
          Clear all
        </a>
      </div>
      {query.perPage !== 20 && <input type="hidden" name="perPage" value={query.perPage} />}
      <Facets names={['subject']} open {...asked} />
      <Price {...asked} />
      <Facets names={['level']} open {...asked} />
      <Credit {...asked} />
      <Time {...asked} />
      <Starts {...asked} />
      <Near {...asked} />
      <Facets names={MIDDLE} {...asked} />
      <Rating {...asked} />
      <Facets names={LAST} {...asked} />
      <NotStatedTick {...asked} />
      <p class="done">
        <button class="btn btn-wide" type="submit">
          <span data-count>Show courses</span>
        </button>
        <a class="act close" href="#results">
          <Icon name="x" />
          Close the filters
        </a>
      </p>
    </form>
  );
}

/** Several facets after one another. Written as text for the reason given in ui's `ticksHtml`. */
function Facets({ names, open = false, query, answer }: GroupsProps & { names: readonly Facet[]; open?: boolean }) {
  const groups = names.map((name) => facetHtml(name, answer.facets[name] ?? [], query[name], open));
  return <div dangerouslySetInnerHTML={{ __html: groups.join('') }} />;
}

/** The same as a `Group` of ticks; a facet without values is left out. */
function facetHtml(name: Facet, values: readonly TickValue[], selected: readonly string[], open: boolean): string {
  if (values.length === 0) return '';
  const first = values.filter(({ value }, at) => at < SHOWN || selected.includes(value));
  const rest = values.filter(({ value }, at) => at >= SHOWN && !selected.includes(value));
  const more =
    rest.length === 0
      ? ''
      : `<details class="more" data-facet="${name}-more"><summary>${rest.length} more</summary>${ticksHtml(name, rest, selected)}</details>`;
  const on = selected.length === 0 ? '' : `<span class="on">${selected.length} on</span>`;
  const state = open || selected.length > 0 ? ' open' : '';
  return `<details class="facet" data-facet="${name}"${state}><summary>${FACET_WORDS[name]}${on}</summary><div class="facet-body">${ticksHtml(name, first, selected)}${more}</div></details>`;
}
