/** For staff: two rows that are one organisation, joined and parted again. */
import { ActForm, Field, type Frame, formatDay, type Refusal, Section, Tag } from '../../ui/index.js';
import type { AlikeOrganisations, MergeListed } from '../queries/merging.js';
import type { Organisation, Verification } from '../schema.js';
import { PlainPage } from './plain-page.js';
import { countryInWords, ORGANISATION_KINDS, proofInWords } from './words.js';

const STAFF = { label: 'Staff', href: '/staff' };
const MERGING = { label: 'Merging organisations', href: '/staff/organisations/merging' };
const dayOf = (moment: Date) => formatDay(moment.toISOString().slice(0, 10));

type Props = {
  frame: Frame;
  alike: readonly AlikeOrganisations[];
  merges: readonly MergeListed[];
  asked: { from: string; into: string };
  done?: string | undefined;
  refusal?: Refusal | null;
};

export function OrganisationMergingPage({ frame, alike, merges, asked, done, refusal = null }: Props) {
  return (
    <PlainPage
      frame={frame}
      title={MERGING.label}
      lede="One organisation under two names becomes one row: names, identifiers, members and courses come together, and can be parted again."
      trail={[STAFF]}
      done={done}
      refusal={refusal}
      wide
    >
      <Section id="two" title="Two that are one">
        <form class="form form-page" method="get" action={`${MERGING.href}/pair`}>
          <div class="pair">
            <Field
              id="from"
              name="from"
              label="The one that goes"
              hint="The last part of its address"
              required
              maxLength={400}
              value={asked.from}
            />
            <Field
              id="into"
              name="into"
              label="The one that stays"
              hint="The last part of its address"
              required
              maxLength={400}
              value={asked.into}
            />
          </div>
          <button class="btn btn-line" type="submit">
            Look at both
          </button>
        </form>
      </Section>
      <Section id="alike" title="May be one">
        {alike.length === 0 && <p class="quiet">No two share a name or an address.</p>}
        <ul class="rows">
          {alike.map(({ one, other, shares }) => (
            <li>
              <div>
                <Named organisation={one} /> and <Named organisation={other} />
                <span class="quiet small">
                  They share {shares === 'name' ? 'a name' : 'the host of their address'}.
                </span>
              </div>
              <a class="act" href={`${MERGING.href}/pair?from=${other.slug}&into=${one.slug}`}>
                Look at both<span class="sr">, {one.name}</span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="merged" title="Merged">
        {merges.length === 0 && <p class="quiet">None yet.</p>}
        <ul class="rows">
          {merges.map(({ id, at, undoneAt, from, into }) => (
            <li>
              <div>
                {from.name} into <a href={`/providers/${into.slug}`}>{into.name}</a>
                <span class="quiet small">
                  {dayOf(at)}
                  {undoneAt && `; parted again on ${dayOf(undoneAt)}`}
                </span>
              </div>
              {!undoneAt && (
                <ActForm action={`${MERGING.href}/${id}/undoing`} label="Part them again" about={from.name} />
              )}
            </li>
          ))}
        </ul>
      </Section>
    </PlainPage>
  );
}

function Named({ organisation: { slug, name, country } }: { organisation: AlikeOrganisations['one'] }) {
  return (
    <>
      <a href={`/providers/${slug}`}>{name}</a>
      {country && ` (${countryInWords(country)})`}
    </>
  );
}

export type Side = { organisation: Organisation; verification: Verification | null; members: number };
type PairProps = { frame: Frame; from: Side; into: Side; refusal?: Refusal | null };

/** Asks once more, with what is known of both. */
export function OrganisationPairPage({ frame, from, into, refusal = null }: PairProps) {
  return (
    <PlainPage
      frame={frame}
      title={`Merge ${from.organisation.name} into ${into.organisation.name}?`}
      lede="All that belongs to the first belongs to the second then, and its address leads there."
      trail={[STAFF, MERGING]}
      refusal={refusal}
    >
      <SideWords title="Goes" side={from} />
      <SideWords title="Stays" side={into} />
      <form class="form" method="post" action={`${MERGING.href}/pair`}>
        <input type="hidden" name="from" value={from.organisation.slug} />
        <input type="hidden" name="into" value={into.organisation.slug} />
        <button class="btn" type="submit">
          Merge them
        </button>
      </form>
      <p class="after">
        <a href={`${MERGING.href}/pair?from=${into.organisation.slug}&into=${from.organisation.slug}`}>
          The other way round
        </a>
      </p>
    </PlainPage>
  );
}

function SideWords({ title, side: { organisation, verification, members } }: { title: string; side: Side }) {
  const { slug, name, kind, country, url, aliases, identifiers } = organisation;
  return (
    <article class="panel claim">
      <h2 class="group-head">
        {title}: <a href={`/providers/${slug}`}>{name}</a>
      </h2>
      <p class="small quiet">
        {ORGANISATION_KINDS[kind]}
        {country && `, ${countryInWords(country)}`}
        {url && ` · ${url}`}
      </p>
      {aliases.length > 0 && <p class="small">Also: {aliases.join(', ')}</p>}
      {identifiers.length > 0 && (
        <p class="small">{identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ')}</p>
      )}
      <p class="small">
        {verification ? (
          <>
            <Tag tone="good">verified</Tag> {proofInWords(verification)}
          </>
        ) : (
          'Its identity is not proved.'
        )}{' '}
        {members === 1 ? 'One member.' : `${members} members.`}
      </p>
    </article>
  );
}
