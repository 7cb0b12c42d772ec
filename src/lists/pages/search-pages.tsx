/** Searches that a person keeps: the list, keeping one, one of them. */
import {
  ActForm,
  countOf,
  Field,
  FormPage,
  type Frame,
  Notice,
  Pager,
  type Refusal,
  Section,
  State,
  Tag,
} from '../../ui/index.js';
import type { SavedSearch } from '../schema.js';
import { KeptPage } from './kept-shell.js';

/** A search in words. `lost`: parameters that mean nothing any more, as they stand there. */
export type SearchShown = { words: readonly string[]; lost: readonly { name: string; value: string }[] };
export type SearchCounted = SavedSearch & SearchShown & { total: number };

type SearchesProps = {
  frame: Frame;
  searches: readonly SearchCounted[];
  page: number;
  perPage: number;
  total: number;
  done: string | undefined;
};

const DONE: Record<string, string> = {
  saved: 'The search is saved. You are told when a new course fits it.',
  kept: 'The search is saved.',
  there: 'You keep this search already: here it is.',
  changed: 'The search is changed.',
  paused: 'Paused: you are not told of what is new. The search stays.',
  resumed: 'You are told again when a new course fits it.',
  deleted: 'The search is deleted.',
};

export function SearchesPage({ frame, searches, page, perPage, total, done }: SearchesProps) {
  return (
    <KeptPage
      frame={frame}
      here="/my/searches"
      title="Saved searches"
      lede={
        <>
          Searches to come back to. You are told when a new course fits one, unless you pause it.{' '}
          <a href="/my/alerts">How you are told</a>
        </>
      }
      done={DONE[done ?? '']}
    >
      {total === 0 ? (
        <State kind="empty" title="No search is saved yet" act={{ href: '/courses', label: 'Search courses' }}>
          <p class="small quiet">Search for something, then choose “Save this search” beneath the results.</p>
        </State>
      ) : (
        <ul class="rows">
          {searches.map((search) => (
            <li id={`search-${search.id}`}>
              <div>
                <a href={`/courses?${search.query}`}>{search.name}</a>{' '}
                {search.paused && <Tag tone="unknown">paused</Tag>}
                <span class="quiet small">{inWords(search.words)}</span>
                <Lost lost={search.lost} />
                <span class="small">
                  {countOf(search.total, 'course')} now ·{' '}
                  <a href={`/courses?${search.query}&sort=newest`}>
                    newest first<span class="sr">, {search.name}</span>
                  </a>{' '}
                  ·{' '}
                  <a href={`/my/searches/${search.id}`}>
                    change<span class="sr">, {search.name}</span>
                  </a>
                </span>
              </div>
              <ActForm
                action={`/my/searches/${search.id}/pause`}
                values={{ paused: search.paused ? 'no' : 'yes' }}
                label={search.paused ? 'Tell me again' : 'Pause'}
                about={search.name}
              />
            </li>
          ))}
        </ul>
      )}
      {total > perPage && (
        <Pager page={page} perPage={perPage} total={total} hrefOf={(other) => `/my/searches?page=${other}`} />
      )}
    </KeptPage>
  );
}

function inWords(words: readonly string[]): string {
  return words.length === 0 ? 'Every course' : words.join(' · ');
}

/** What of a search cannot be understood: shown, so that nobody wonders why it finds more than it did. */
function Lost({ lost }: Pick<SearchShown, 'lost'>) {
  if (lost.length === 0) return null;
  return (
    <span class="small caution-words">
      Not understood, and left out: {lost.map(({ name, value }) => `${name} “${value.slice(0, 80)}”`).join(', ')}.
    </span>
  );
}

type NewSearchProps = SearchShown & {
  frame: Frame;
  /** In canonical form. */
  query: string;
  total: number;
  /** Kept already under this name. */
  same: SavedSearch | null;
  name: string;
  told: boolean;
  refusal?: Refusal | null;
};

export function NewSearchPage(props: NewSearchProps) {
  const { frame, query, words, lost, total, same, name, told, refusal = null } = props;
  const trail = [
    { label: 'My Cairn', href: '/my' },
    { label: 'Saved searches', href: '/my/searches' },
  ];
  if (query === '')
    return (
      <KeptPage frame={frame} here="/my/searches" title="Save this search" refusal={refusal}>
        <Lost lost={lost} />
        <State kind="empty" title="Nothing was searched for" act={{ href: '/courses', label: 'Search courses' }}>
          <p class="small quiet">Say what you look for, or choose a filter; then save the search.</p>
        </State>
      </KeptPage>
    );
  return (
    <FormPage
      frame={frame}
      title="Save this search"
      lede={`It finds ${countOf(total, 'course')} now.`}
      trail={trail}
      section="/my"
      action="/my/searches/new"
      act="Save it"
      refusal={refusal}
      after={
        <p>
          <a href={`/courses?${query}`}>Back to the search</a>
        </p>
      }
    >
      {same && (
        <Notice kind="note">
          You keep this search already, as <a href={`/my/searches/${same.id}`}>{same.name}</a>.
        </Notice>
      )}
      <input type="hidden" name="search" value={query} />
      <div class="field">
        <ul class="plain search-words">
          {words.map((word) => (
            <li>{word}</li>
          ))}
        </ul>
        <Lost lost={lost} />
      </div>
      <Field
        id="name"
        name="name"
        label="What you call it"
        maxLength={100}
        required
        value={name}
        error={refusal?.fields?.name}
      />
      <label class="tick">
        <input type="checkbox" name="told" value="yes" checked={told} />
        <span>
          Tell me when a new course fits it{' '}
          <span class="hint">
            In the letter that gathers what is new for you; how often it comes is yours to say under Alerts.
          </span>
        </span>
      </label>
    </FormPage>
  );
}

type SearchProps = { frame: Frame; search: SearchCounted; given?: string | undefined; refusal?: Refusal | null };

/** One search: its name, and its end. */
export function SearchPage({ frame, search, given, refusal = null }: SearchProps) {
  return (
    <KeptPage
      frame={frame}
      here="/my/searches"
      title={search.name}
      lede={`${inWords(search.words)}. It finds ${countOf(search.total, 'course')} now.`}
      refusal={refusal}
    >
      <Lost lost={search.lost} />
      <form class="form" method="post" action={`/my/searches/${search.id}`}>
        <Field
          id="name"
          name="name"
          label="What you call it"
          maxLength={100}
          required
          value={given ?? search.name}
          error={refusal?.fields?.name}
        />
        <button class="btn" type="submit">
          Keep the name
        </button>
      </form>
      <p class="after">
        <a href={`/courses?${search.query}`}>Open the search</a>, and change its filters there: what you change is
        another search, to be saved beside this one.
      </p>
      <Section id="end" title="Delete it">
        <p>You are told no more of what fits it. The courses in your lists stay.</p>
        <ActForm action={`/my/searches/${search.id}/deletion`} label="Delete the search" />
      </Section>
    </KeptPage>
  );
}
