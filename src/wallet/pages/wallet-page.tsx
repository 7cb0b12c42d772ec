/** All credentials of a person: by group, found by words, what is put away on asking; and what waits to be taken in. */
import {
  Act,
  ActForm,
  Crumbs,
  countOf,
  type Frame,
  formatDay,
  Layout,
  PageHead,
  Section,
  State,
  Tag,
} from '../../ui/index.js';
import type { Listed, Listing } from '../rules/listing.js';
import type { Offered } from '../schema.js';

type WalletProps = {
  frame: Frame;
  listing: Listing;
  offered: readonly Offered[];
  done: string | undefined;
};

const DONE: Readonly<Record<string, string>> = {
  removed: 'It is removed from your wallet. The credential itself is what it was: bring it again whenever you like.',
  claimed: 'It is in your wallet.',
  kept: 'What you brought is in your wallet.',
};

export function WalletPage({ frame, listing, offered, done }: WalletProps) {
  const { total, hidden, shown, asked } = listing;
  return (
    <Layout frame={frame} title="Credentials" section="/my" unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'My Cairn', href: '/my' }]} />
        <PageHead
          title="Credentials"
          lede="What you have earned, from here and from anywhere. Nobody sees it but you, until you share or publish one."
          done={DONE[done ?? '']}
        />
        <div class="row list-acts">
          <Act href="/my/credentials/new" icon="download">
            Bring one from elsewhere
          </Act>
          {total > 0 && (
            <Act href="/my/credentials/all.zip" icon="download">
              Take all along
            </Act>
          )}
        </div>
        {offered.length > 0 && <OfferedSection offered={offered} />}
        {total === 0 && offered.length === 0 && <Nothing />}
        {total > 0 && <Search listing={listing} />}
        {shown.map(({ group, holdings }) => (
          <Group title={group ?? (shown.length === 1 ? 'All' : 'In no group')} holdings={holdings} />
        ))}
        {total > 0 && shown.length === 0 && <NotFound listing={listing} />}
        {hidden > 0 && !asked.hidden && (
          <p class="after">
            <a href="/my/credentials?hidden=show">{countOf(hidden, 'credential')} put away</a>
          </p>
        )}
      </div>
    </Layout>
  );
}

function OfferedSection({ offered }: { offered: readonly Offered[] }) {
  return (
    <Section id="offered" title="Waiting for you">
      <ul class="rows">
        {offered.map(({ id, name, issuer, issued }) => (
          <li>
            <div>
              <strong>{name}</strong>
              <span class="quiet small">
                {issuer} · {formatDay(issued.toISOString().slice(0, 10))} · to an address that you proved
              </span>
            </div>
            <ActForm action={`/my/credentials/offered/${id}`} label="Take it" about={name} quiet={false} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Nothing() {
  return (
    <State
      kind="empty"
      title="No credential yet"
      act={{ href: '/courses?earns=badge', label: 'Find a course with a badge' }}
    >
      <p class="small quiet">
        When you earn one with us, a letter brings it. Badges and certificates from elsewhere you can bring yourself.
      </p>
    </State>
  );
}

function Search({ listing: { asked } }: { listing: Listing }) {
  return (
    <form class="search-box slim" method="get" action="/my/credentials">
      <label class="sr" for="q">
        Find among your credentials
      </label>
      <input id="q" name="q" type="search" value={asked.q} placeholder="Name, issuer, skill, group" maxLength={200} />
      {asked.hidden && <input type="hidden" name="hidden" value="show" />}
      <button class="btn" type="submit">
        Search
      </button>
    </form>
  );
}

function NotFound({ listing: { asked, hidden } }: { listing: Listing }) {
  if (asked.q === '') return <p class="after">All of them are put away.</p>;
  return (
    <State kind="empty" title="None of yours has these words" act={{ href: '/my/credentials', label: 'Show all' }}>
      {hidden > 0 && !asked.hidden && <p class="small quiet">What you put away was not looked at.</p>}
    </State>
  );
}

function Group({ title, holdings }: { title: string; holdings: readonly Listed[] }) {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{title}</h2>
        <span class="small quiet">{countOf(holdings.length, 'credential')}</span>
      </div>
      <ul class="rows">
        {holdings.map((holding) => (
          <HoldingRow holding={holding} />
        ))}
      </ul>
    </section>
  );
}

function HoldingRow({ holding: { id, name, issuer, issued, standing, isPublished, hidden } }: { holding: Listed }) {
  return (
    <li>
      <div class="holding">
        <img src={`/my/credentials/${id}/picture.png`} width={56} height={56} alt="" loading="lazy" />
        <div>
          <a href={`/my/credentials/${id}`}>{name}</a>
          <span class="quiet small">
            {issuer}
            {issued && ` · ${issued}`}
          </span>
          <span class="row">
            <Tag tone={standing.tone}>{standing.words}</Tag>
            {isPublished && <Tag>public</Tag>}
            {hidden && <Tag tone="unknown">put away</Tag>}
          </span>
        </div>
      </div>
    </li>
  );
}
