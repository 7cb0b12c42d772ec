import {
  Act,
  Chip,
  CompareTray,
  countOf,
  escapeHtml,
  type Frame,
  formatNumber,
  Icon,
  Layout,
  optionsHtml,
  Pager,
  SearchBox,
  State,
} from '../../ui/index.js';
import { pointOf } from '../rules/places.js';
import { type SearchAnswer, type SearchItem, type SearchQuery, SORTS, type Sort } from '../schema.js';
import { searchAddress, searchString, withoutFilters } from './address.js';
import { listBytes } from './card-html.js';
import { chipsOf } from './chips.js';
import { Filters } from './filters.js';

export type SearchPageProps = {
  frame: Frame;
  query: SearchQuery;
  answer: SearchAnswer;
  /** ISO day of this answer. */
  today: string;
  /** This search in other forms, as addresses. */
  forms: { atom: string; json: string; ical: string; csv: string; api: string };
  /** HTML of the list's entries, where they are drawn already or come later; left out: drawn here. */
  list?: string;
};

const SORT_WORDS: Record<Sort, string> = {
  relevance: 'Best match',
  rating: 'Rating',
  price: 'Price, lowest first',
  start: 'Next start',
  newest: 'Newly added',
};

const SORT_OPTIONS = SORTS.map((value) => ({ value, label: SORT_WORDS[value] }));

export function SearchPage({ frame, query, answer, today, forms, list }: SearchPageProps) {
  const chips = chipsOf(query, answer);
  const found = countOf(answer.total, 'course');
  return (
    <Layout
      frame={frame}
      title={
        (query.q === '' ? `Find a course: ${found}` : `${query.q}: ${found}`) +
        (query.page > 1 ? `, page ${query.page}` : '')
      }
      description={`${found} ${query.q === '' ? '' : `for ${query.q} `}side by side: price, hours, level, credit and who recognises them.`}
      canonical={searchAddress(query)}
      section="/courses"
      unlisted={chips.length > 0 || query.q !== ''}
      feeds={[
        { type: 'application/atom+xml', title: 'New courses of this search (Atom)', href: forms.atom },
        { type: 'application/feed+json', title: 'New courses of this search (JSON Feed)', href: forms.json },
      ]}
      enhancers={['search', 'compare', 'suggest']}
    >
      <div class="wrap page search-page">
        <h1 class="sr">{query.q === '' ? 'All courses' : `Courses for ${query.q}`}</h1>
        <search class="search-row">
          <SearchBox
            id="q"
            label="Search courses"
            value={query.q}
            placeholder="Skill or subject"
            suggest="/api/v1/suggestions"
            form="filters"
            slim
          />
        </search>
        <p class="sr" role="status" id="announce" />
        <div class="with-aside aside-first search-grid">
          <Filters query={query} answer={answer} />
          <section id="results" aria-labelledby="count" tabIndex={-1}>
            <Head query={query} total={answer.total} filters={chips.length} />
            {chips.length > 0 && (
              <ul class="chips" aria-label="Filters in use">
                {chips.map(({ words, href }) => (
                  <Chip href={href}>{words}</Chip>
                ))}
              </ul>
            )}
            <PlaceReading near={query.near} />
            <Readings query={query} answer={answer} />
            {answer.items.length === 0 ? (
              <NothingFound query={query} answer={answer} />
            ) : (
              <Found query={query} list={list ?? listHtml(answer.items, today)} />
            )}
            <Pager
              page={answer.page}
              perPage={answer.perPage}
              total={answer.total}
              hrefOf={(page) => searchAddress(query, { page })}
            />
            {answer.total > 0 && <OtherForms forms={forms} query={query} />}
          </section>
        </div>
      </div>
      <CompareTray />
    </Layout>
  );
}

function Head({ query, total, filters }: { query: SearchQuery; total: number; filters: number }) {
  return (
    <div class="row results-head">
      <h2 id="count">
        <span class="num">{formatNumber(total)}</span> {total === 1 ? 'course' : 'courses'}
      </h2>
      <a class="btn btn-line filters-open" href="#filters">
        <Icon name="sliders" />
        Filters {filters > 0 && <span class="num">({filters})</span>}
      </a>
      <div class="row sort">
        <label for="sort" class="small">
          Sort by
        </label>
        <select
          class="input"
          id="sort"
          name="sort"
          form="filters"
          dangerouslySetInnerHTML={{ __html: optionsHtml(SORT_OPTIONS, query.sort) }}
        />
        <button class="btn btn-line no-script" type="submit" form="filters">
          Sort
        </button>
      </div>
    </div>
  );
}

function PlaceReading({ near }: Pick<SearchQuery, 'near'>) {
  if (near === undefined || pointOf(near) !== null) return null;
  const words = `We do not know a place called “${near}”, so these courses are from anywhere. Try a larger town nearby.`;
  return <p class="reading" dangerouslySetInnerHTML={{ __html: escapeHtml(words) }} />;
}

/** What was read otherwise than typed, said above the list. */
function Readings({ query, answer }: { query: SearchQuery; answer: SearchAnswer }) {
  const words = readingHtml(query, answer);
  return words === null ? null : <p class="reading" dangerouslySetInnerHTML={{ __html: words }} />;
}

/** As text, since its quotation marks would make the whole page cost twice as much to send: see ui's `narrowHtml`. */
function readingHtml(query: SearchQuery, { didYouMean, nothingClose, items }: SearchAnswer): string | null {
  const found = items.length > 0;
  if (didYouMean !== null) {
    const link = `<a href="${escapeHtml(searchAddress(query, { q: didYouMean }))}">${escapeHtml(didYouMean)}</a>`;
    return found
      ? `Showing results for ${link}. ${escapeHtml(`Few or none say “${query.q}”.`)}`
      : `Did you mean ${link}?`;
  }
  return nothingClose && found ? escapeHtml(`Nothing says all of “${query.q}”. These match part of it.`) : null;
}

function listHtml(items: readonly SearchItem[], today: string): string {
  const why = items.map((item) => item.why ?? []);
  return Buffer.concat(listBytes(items, why, today)).toString();
}

function Found({ query, list }: { query: SearchQuery; list: string }) {
  return (
    <>
      {query.page === 1 && (
        <p class="tiny key">
          Stone: academic credit, thicker for more, deeper for a higher level. Pebble: one CPD hour. Broken line: not
          stated.
        </p>
      )}
      <ul class="courses" dangerouslySetInnerHTML={{ __html: list }} />
    </>
  );
}

function NothingFound({ query, answer }: Pick<SearchPageProps, 'query' | 'answer'>) {
  if (answer.total > 0) {
    return (
      <State
        kind="empty"
        title="This page is past the end of the list"
        level={3}
        act={{ href: searchAddress(query, { page: 1 }), label: 'Go to the first page' }}
      >
        <p class="small quiet">There are {countOf(answer.total, 'course')} in all.</p>
      </State>
    );
  }
  const filtered = chipsOf(query, answer).length > 0;
  const title = query.q === '' ? 'No course has all of that' : `Nothing close to “${query.q}”`;
  const almost = answer.almost.map(({ text, total }) => (
    <li>
      <a href={searchAddress(query, { q: text })}>
        {formatNumber(total)} {total === 1 ? 'matches' : 'match'} “{text}”
      </a>
    </li>
  ));
  return (
    <State
      kind="empty"
      title={title}
      level={3}
      {...(filtered && {
        act: {
          href: withoutFilters(query),
          label: query.q === '' ? 'Clear all filters' : `Search “${query.q}” without filters`,
        },
      })}
    >
      <p class="small quiet">{advice(query, answer, filtered)}</p>
      {almost.length > 0 && <ul class="plain almost">{almost}</ul>}
      <SaveSearch query={query}>Save this search, and be told when something fits</SaveSearch>
      <p class="small">
        Or let <a href="/guide">six questions</a> find what comes nearest.
      </p>
    </State>
  );
}

function advice(query: SearchQuery, answer: SearchAnswer, filtered: boolean): string {
  if (answer.almost.length > 0) return `No course matches all of it. Parts of it do better:`;
  if (filtered) {
    const dropped = Object.entries(answer.notStated).filter(([, count]) => count > 0);
    const hint = query.unknown || dropped.length === 0 ? '' : ' Or keep courses that do not state what you ask for.';
    return `Take a filter away, or widen a range.${hint}`;
  }
  return 'Try other words, fewer words or a broader subject.';
}

/** The same for everybody, since the page is: who is not signed in is asked to, on the way. */
function SaveSearch({ query, children }: Pick<SearchPageProps, 'query'> & { children: string }) {
  return (
    <Act href={`/my/searches/new${searchString({ ...query, page: 1 })}`} icon="bell">
      {children}
    </Act>
  );
}

function OtherForms({ forms, query }: Pick<SearchPageProps, 'forms' | 'query'>) {
  return (
    <nav class="row other-forms" aria-label="This search in other forms">
      <span class="small quiet">Keep this search:</span>
      <SaveSearch query={query}>Save this search</SaveSearch>
      <Act href={forms.atom} icon="rss">
        Feed
      </Act>
      <Act href={forms.ical} icon="calendar">
        Calendar
      </Act>
      <Act href={forms.csv} icon="download">
        Table (CSV)
      </Act>
      <a class="act" href={forms.api}>
        JSON
      </a>
    </nav>
  );
}
