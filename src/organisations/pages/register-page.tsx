/** A body or employer that no source named yet. */
import { Field, type Frame, type Refusal, Section, Select } from '../../ui/index.js';
import { type OrganisationBrief, OrganisationKind } from '../schema.js';
import { PlainPage } from './plain-page.js';
import { countryInWords, countryOptions, ORGANISATION_KINDS } from './words.js';

type RegisterPageProps = {
  frame: Frame;
  given?: Readonly<Record<string, string | undefined>>;
  refusal?: Refusal | null;
  /** Known ones that it may be; shown before a new row is made. */
  like?: readonly OrganisationBrief[];
};

export function RegisterPage({ frame, given = {}, refusal = null, like = [] }: RegisterPageProps) {
  return (
    <PlainPage
      frame={frame}
      title="Register an organisation"
      section="/providers"
      lede="For a professional body, an employer or a provider that is not here yet. You prove in a second step that you speak for it."
      refusal={refusal}
    >
      {like.length > 0 && (
        <Section id="like" title="Is it one of these?">
          <ul class="rows">
            {like.map(({ slug, name, kind, country }) => (
              <li>
                <div>
                  <a href={`/providers/${slug}`}>{name}</a>
                  <span class="quiet small">
                    {ORGANISATION_KINDS[kind]}
                    {country && `, ${countryInWords(country)}`}
                  </span>
                </div>
                <a class="act" href={`/organisations/${slug}/claim`}>
                  Claim it<span class="sr">, {name}</span>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <form class="form" method="post">
        {like.length > 0 && <input type="hidden" name="none" value="yes" />}
        <Field
          id="name"
          name="name"
          label="Name"
          hint="As it is registered or widely known."
          maxLength={300}
          required
          value={given.name}
          error={refusal?.fields?.name}
        />
        <Select
          id="kind"
          name="kind"
          label="Kind"
          options={OrganisationKind.options.map((value) => ({ value, label: ORGANISATION_KINDS[value] ?? value }))}
          value={given.kind ?? 'professional-body'}
          error={refusal?.fields?.kind}
        />
        <Select
          id="country"
          name="country"
          label="Country"
          options={[{ value: '', label: 'Choose one' }, ...countryOptions()]}
          value={given.country ?? ''}
          error={refusal?.fields?.country}
        />
        <Field
          id="url"
          name="url"
          label="Web address"
          hint="Its own start page, such as https://www.example.org"
          type="url"
          maxLength={500}
          required
          value={given.url}
          error={refusal?.fields?.url}
        />
        <button class="btn" type="submit">
          {like.length > 0 ? 'It is none of these: register it' : 'Go on'}
        </button>
      </form>
    </PlainPage>
  );
}
