import { countryInWords, ORGANISATION_KINDS } from '../../catalogue/index.js';
import type { Organisation } from '../../organisations/index.js';
import {
  CompareTray,
  Crumbs,
  type Fact,
  FactTable,
  type Frame,
  Icon,
  Layout,
  listInWords,
  NotStated,
  Section,
} from '../../ui/index.js';
import { type Listed, ListedSection, NothingRead } from './course-list.js';

export type ProviderPageProps = {
  frame: Frame;
  organisation: Organisation;
  /** Courses that it offers; that bear its name; that it recognises. */
  offers: Listed;
  awards: Listed;
  recognises: Listed;
  /** Where its courses were read, with the last day. */
  sources: readonly { name: string; checked: string }[];
  today: string;
};

export function ProviderPage(props: ProviderPageProps) {
  const { frame, organisation, offers, awards, recognises, today } = props;
  const { name, slug, kind, url } = organisation;
  const nothing = offers.total + awards.total + recognises.total === 0;
  return (
    <Layout
      frame={frame}
      title={name}
      description={`${name}: short courses that it offers, awards and recognises, with price, hours, level and credit.`}
      canonical={`/providers/${slug}`}
      section="/providers"
      enhancers={nothing ? [] : ['compare']}
      jsonLd={organisationData(organisation)}
    >
      <div class="wrap page course-page">
        <Crumbs trail={[{ label: 'Providers', href: '/providers' }, { label: ORGANISATION_KINDS[kind] ?? kind }]} />
        <h1>{name}</h1>
        {organisation.description && <p class="lede">{organisation.description}</p>}
        {url && (
          <p class="provider-link">
            <a class="btn btn-line" href={url} rel="noopener external">
              Go to its website
              <Icon name="external-link" />
            </a>
          </p>
        )}
        <Section id="facts" title="The facts">
          <FactTable facts={factsOf(props)} />
        </Section>
        {offers.total > 0 && <ListedSection id="offers" title="Offers" listed={offers} today={today} />}
        {awards.total > 0 && <ListedSection id="awards" title="Its name stands on" listed={awards} today={today} />}
        {recognises.total > 0 && (
          <ListedSection
            id="recognises"
            title="Recognises, by the providers’ own claim"
            listed={recognises}
            today={today}
          />
        )}
        {nothing && <NothingRead what={`by ${name}`} />}
      </div>
      {!nothing && <CompareTray />}
    </Layout>
  );
}

function factsOf({ organisation, sources }: ProviderPageProps): Fact[] {
  const { kind, country, aliases, identifiers } = organisation;
  return [
    { name: 'Kind', value: ORGANISATION_KINDS[kind] ?? kind },
    { name: 'Country', value: country ? countryInWords(country) : <NotStated /> },
    ...(aliases.length > 0 ? [{ name: 'Also called', value: aliases.join(', ') }] : []),
    ...identifiers.map(({ scheme, value }) => ({ name: scheme.toUpperCase(), value })),
    ...(sources.length > 0 ? [{ name: 'Read from', value: listInWords(sources.map((source) => source.name)) }] : []),
  ];
}

function organisationData({ name, url, kind, country, aliases }: Organisation): unknown {
  const school = ['university', 'college', 'school'].includes(kind);
  return {
    '@context': 'https://schema.org',
    '@type': school ? 'EducationalOrganization' : 'Organization',
    name,
    ...(url && { url }),
    ...(aliases.length > 0 && { alternateName: aliases }),
    ...(country && { address: { '@type': 'PostalAddress', addressCountry: country } }),
  };
}
