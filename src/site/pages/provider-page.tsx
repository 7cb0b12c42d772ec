import { countryInWords, ORGANISATION_KINDS } from '../../catalogue/index.js';
import {
  type Organisation,
  proofInWords,
  type Stated,
  type Verification,
  VerifiedTag,
} from '../../organisations/index.js';
import {
  CompareTray,
  Crumbs,
  type Fact,
  FactTable,
  type Frame,
  formatDay,
  Icon,
  Layout,
  listInWords,
  NotStated,
  Section,
} from '../../ui/index.js';
import { type Listed, ListedSection, NothingRead } from './course-list.js';
import { FollowLink } from './follow-link.js';

export type ProviderPageProps = {
  frame: Frame;
  organisation: Organisation;
  /** How its identity was proved; null: it was not. */
  verification: Verification | null;
  /** What it states of itself. */
  stated: Stated;
  /** Courses that it offers; that bear its name; that it recognises. */
  offers: Listed;
  awards: Listed;
  recognises: Listed;
  /** Where its courses were read, with the last day. */
  sources: readonly { name: string; checked: string }[];
  today: string;
};

export function ProviderPage(props: ProviderPageProps) {
  const { frame, organisation, verification, offers, awards, recognises, today } = props;
  const { name, slug, kind, url } = organisation;
  const nothing = offers.total + awards.total + recognises.total === 0;
  const isBody = recognises.total > 0 || kind === 'professional-body' || kind === 'awarding-body';
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
        {verification && (
          <p class="verified">
            <VerifiedTag verification={verification} /> <span class="small quiet">{proofInWords(verification)}</span>
          </p>
        )}
        {organisation.description && <p class="lede">{organisation.description}</p>}
        {url && (
          <p class="provider-link">
            <a class="btn btn-line" href={url} rel="noopener external">
              Go to its website
              <Icon name="external-link" />
            </a>
          </p>
        )}
        <div class="row follow-links">
          {(offers.total > 0 || !isBody) && (
            <FollowLink kind="provider" of={slug}>
              Follow this provider
            </FollowLink>
          )}
          {isBody && (
            <FollowLink kind="body" of={slug}>
              Follow what it recognises
            </FollowLink>
          )}
        </div>
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
        <Section id="own" title="Is this yours?">
          {verification ? (
            <ul class="plain">
              <li>
                <a class="act" href={`/organisations/${slug}`}>
                  Its pages for members
                </a>
              </li>
              <li>
                <a class="act" href={`/organisations/${slug}/claim`}>
                  Ask to join it
                </a>
              </li>
            </ul>
          ) : (
            <p>
              Prove that you speak for it, and publish its courses yourself.{' '}
              <a href={`/organisations/${slug}/claim`}>Claim it</a>
            </p>
          )}
        </Section>
      </div>
      {!nothing && <CompareTray />}
    </Layout>
  );
}

function factsOf({ organisation, stated, sources }: ProviderPageProps): Fact[] {
  const { kind, country, aliases, identifiers } = organisation;
  const whose = (field: keyof Stated) => {
    const word = stated[field];
    return word?.by === 'organisation' ? { remark: `its own word, ${formatDay(word.since)}` } : {};
  };
  return [
    { name: 'Kind', value: ORGANISATION_KINDS[kind] ?? kind, ...whose('kind') },
    { name: 'Country', value: country ? countryInWords(country) : <NotStated />, ...whose('country') },
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
