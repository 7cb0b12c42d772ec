import { countryInWords, ORGANISATION_KINDS } from '../../catalogue/index.js';
import { type Verification, VerifiedTag } from '../../organisations/index.js';
import {
  countOf,
  type Frame,
  formatNumber,
  Layout,
  NotStated,
  Pager,
  SearchBox,
  Select,
  State,
} from '../../ui/index.js';

/** What may be asked of the index of providers; an empty string means "not asked". */
export type ProvidersQuery = {
  q: string;
  kind: string;
  country: string;
  recognisedBy: string;
  cpdType: string;
  page: number;
};

export type ProviderEntry = {
  slug: string;
  name: string;
  kind: string;
  country: string | null;
  verification: Verification | null;
  /** Courses that it offers, and that bear its name but are offered by others, under the question asked. */
  offers: number;
  awards: number;
};

export type Option = { value: string; label: string };

export type ProvidersPageProps = {
  frame: Frame;
  query: ProvidersQuery;
  /** One page of them. */
  entries: readonly ProviderEntry[];
  total: number;
  perPage: number;
  options: {
    kinds: readonly Option[];
    countries: readonly Option[];
    recognisedBy: readonly Option[];
    cpdTypes: readonly Option[];
  };
};

export function ProvidersPage({ frame, query, entries, total, perPage, options }: ProvidersPageProps) {
  const any = (label: string, more: readonly Option[]) => [{ value: '', label }, ...more];
  return (
    <Layout
      frame={frame}
      title="Providers"
      description="Universities, platforms, colleges and professional bodies that offer or award short courses."
      canonical={providersAddress(query)}
      unlisted={providersAddress({ ...query, page: 1 }) !== '/providers'}
      section="/providers"
    >
      <div class="wrap page">
        <h1>Providers</h1>
        <p class="lede">Who offers short courses, whose name stands on what you earn, and who recognises it.</p>
        <search>
          <form action="/providers" class="provider-search">
            <SearchBox
              id="q"
              label="Search providers by name"
              value={query.q}
              placeholder="Name or abbreviation"
              slim
            />
            <div class="provider-filters">
              <Select id="kind" name="kind" label="Kind" value={query.kind} options={any('Any kind', options.kinds)} />
              <Select
                id="country"
                name="country"
                label="Country"
                value={query.country}
                options={any('Any country', options.countries)}
              />
              <Select
                id="recognisedBy"
                name="recognisedBy"
                label="Courses recognised by"
                value={query.recognisedBy}
                options={any('Anyone or no one', options.recognisedBy)}
              />
              {options.cpdTypes.length > 0 && (
                <Select
                  id="cpdType"
                  name="cpdType"
                  label="CPD type"
                  value={query.cpdType}
                  options={any('Any type', options.cpdTypes)}
                />
              )}
            </div>
          </form>
        </search>
        <section aria-labelledby="count">
          <div class="row results-head">
            <h2 id="count">{countOf(total, 'provider')}</h2>
            {total > 1 && <span class="tiny">those with courses first</span>}
            {providersAddress({ ...query, page: 1 }) !== '/providers' && (
              <a class="act" href="/providers">
                Show all
              </a>
            )}
          </div>
          {entries.length === 0 ? (
            <State
              kind="empty"
              title="No provider fits all of that"
              level={3}
              act={{ href: '/providers', label: 'Show all providers' }}
            >
              <p class="small quiet">Take one of the choices away, or search by part of the name.</p>
            </State>
          ) : (
            <Entries entries={entries} />
          )}
          <Pager
            page={query.page}
            perPage={perPage}
            total={total}
            hrefOf={(page) => providersAddress({ ...query, page })}
          />
          <p class="small quiet after">
            Yours is not here? <a href="/organisations/new">Register your organisation</a>
          </p>
        </section>
      </div>
    </Layout>
  );
}

function Entries({ entries }: { entries: readonly ProviderEntry[] }) {
  return (
    <table class="table cards">
      <caption class="sr">Providers with their kind, country and number of courses</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">Country</th>
          <th scope="col" class="n">
            Offers
          </th>
          <th scope="col" class="n">
            Awards
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ slug, name, kind, country, verification, offers, awards }) => (
          <tr>
            <th scope="row">
              <span>
                <a href={`/providers/${slug}`}>{name}</a> {verification && <VerifiedTag verification={verification} />}
              </span>
            </th>
            <td data-l="Kind">{ORGANISATION_KINDS[kind] ?? kind}</td>
            <td data-l="Country">{country ? countryInWords(country) : <NotStated />}</td>
            <td data-l="Offers" class="n">
              {offers === 0 && awards === 0 ? <NotStated words="nothing read yet" /> : formatNumber(offers)}
            </td>
            <td data-l="Awards" class="n">
              {formatNumber(awards)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Address of the index for this question, without what was not asked. */
export function providersAddress(query: ProvidersQuery): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== '' && !(name === 'page' && value === 1)) asked.set(name, String(value));
  }
  const search = asked.toString();
  return search === '' ? '/providers' : `/providers?${search}`;
}
