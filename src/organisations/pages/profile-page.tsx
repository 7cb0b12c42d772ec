/** What an organisation states of itself. */
import { Field, formatDay, type Refusal, Section, Select, TextArea } from '../../ui/index.js';
import { type Organisation, OrganisationKind, type Stated, type StatedField } from '../schema.js';
import { countryOptions, ORGANISATION_KINDS } from './words.js';
import { type Workplace, WorkplacePage } from './workplace-shell.js';

type Given = Readonly<Record<string, string | undefined>>;

type ProfilePageProps = Workplace & {
  organisation: Organisation;
  stated: Stated;
  /** The domain that was proved: the address must be there. */
  domain: string | null;
  /** A name that was asked for and waits for staff. */
  asked: string | null;
  given?: Given;
  refusal?: Refusal | null;
  done?: string | undefined;
};

export function ProfilePage(props: ProfilePageProps) {
  const { organisation, stated, domain, asked, given, refusal, done } = props;
  const shown: Given = given ?? {
    kind: organisation.kind,
    country: organisation.country ?? '',
    url: organisation.url ?? '',
    description: organisation.description ?? '',
  };
  const whose = (field: StatedField) => {
    const word = stated[field];
    return word === undefined ? 'Read elsewhere so far.' : `Your own word since ${formatDay(word.since)}.`;
  };
  return (
    <WorkplacePage
      {...props}
      here="profile"
      title="Profile"
      done={done}
      lede="What you state here is marked as your own word, and no list or import replaces it."
    >
      <form class="form" method="post">
        <TextArea
          id="description"
          name="description"
          label="What you do, in a few sentences"
          hint={`Plain text. ${stated.description ? whose('description') : ''}`.trim()}
          maxLength={2000}
          value={shown.description}
          error={refusal?.fields?.description}
        />
        <Field
          id="url"
          name="url"
          label="Web address"
          type="url"
          maxLength={500}
          hint={`${domain === null ? '' : `At ${domain}, which was proved. `}${whose('url')}`}
          value={shown.url}
          error={refusal?.fields?.url}
        />
        <Select
          id="kind"
          name="kind"
          label="Kind"
          options={OrganisationKind.options.map((value) => ({ value, label: ORGANISATION_KINDS[value] ?? value }))}
          value={shown.kind ?? 'other'}
          hint={whose('kind')}
          error={refusal?.fields?.kind}
        />
        <Select
          id="country"
          name="country"
          label="Country"
          options={[{ value: '', label: 'Not stated' }, ...countryOptions()]}
          value={shown.country ?? ''}
          hint={whose('country')}
          error={refusal?.fields?.country}
        />
        <button class="btn" type="submit">
          Save the profile
        </button>
      </form>
      <Section id="names" title="Names">
        <p>
          Shown as <strong>{organisation.name}</strong>.{' '}
          {organisation.aliases.length > 0 && `Also understood: ${organisation.aliases.join(', ')}.`}
        </p>
        {asked === null ? null : <p class="small quiet">You have asked for “{asked}”. Staff decide.</p>}
        <form class="form" method="post" action={`/organisations/${organisation.slug}/profile/name`}>
          <Field
            id="name"
            name="name"
            label="Another name"
            hint="Others know you by the name that is shown, so staff have a look before it changes."
            maxLength={300}
            required
            value={given?.name}
            error={refusal?.fields?.name}
          />
          <Field
            id="message"
            name="message"
            label="Why, for staff"
            maxLength={1000}
            value={given?.message}
            error={refusal?.fields?.message}
          />
          <button class="btn btn-line" type="submit">
            Ask for this name
          </button>
        </form>
      </Section>
    </WorkplacePage>
  );
}
