import {
  creditGuide,
  creditStated,
  DIFFICULTIES,
  EARNS,
  ectsOf,
  levelInWords,
  MODES,
  modeInWords,
  priceInWords,
  startInWords,
  stoneLevel,
  workloadInWords,
} from '../../catalogue/index.js';
import { VerifiedTag } from '../../organisations/index.js';
import {
  escapeHtml,
  listInWords,
  monthsBetween,
  NotStated,
  Pebbles,
  ratingInWords,
  Star,
  Stone,
  sourceOn,
  Tag,
} from '../../ui/index.js';
import type { SearchItem } from '../schema.js';

/** Facts older than this many months say so. */
const OLD_AFTER = 6;

type CardProps = {
  item: Omit<SearchItem, 'why'>;
  /** ISO day; with it the card says how old its facts are. A card holds for that day. */
  today: string;
};

/**
 * The card of a course, as a list's `article`. It depends on the course and the day alone, so its HTML can be kept; why it
 * was found is said outside it (see `whyHtml`), and the compare tick is set by the browser.
 */
export function CourseCard({ item, today }: CardProps) {
  return (
    <article class="course">
      <Glyph item={item} />
      <div class="main">
        <h3>
          <a href={item.url}>{item.title}</a>
        </h3>
        <p class="by">
          <OfferedBy item={item} />
        </p>
      </div>
      <Facts item={item} />
      <div class="deal">
        <PriceShown item={item} />
        <label class="tick">
          <input type="checkbox" name="course" value={item.slug} form="compare" />
          <span>
            Compare<span class="sr"> {item.title}</span>
          </span>
        </label>
      </div>
      <Foot item={item} today={today} />
    </article>
  );
}

function Glyph({ item }: { item: CardProps['item'] }) {
  const credit = item.credit[0];
  const ects = credit ? ectsOf(credit) : null;
  if (!credit && item.cpdHours !== null) {
    return (
      <figure class="glyph">
        <Pebbles hours={item.cpdHours} />
        <figcaption>{item.cpdHours} CPD hours</figcaption>
      </figure>
    );
  }
  return (
    <figure class="glyph">
      <Stone credit={credit ? (ects ?? 0) * 2 : null} level={stoneLevel(item.level)} seed={item.slug} />
      <figcaption>{credit ? creditStated(credit) : 'Credit not stated'}</figcaption>
    </figure>
  );
}

/** "Offered and awarded by X", "Offered by X, awarded by Y", with what it earns where that is stated. */
function OfferedBy({ item: { provider, awardingBody, earns } }: { item: CardProps['item'] }) {
  const earned = earns.filter((one) => one !== 'credit').map((one) => EARNS[one] ?? one);
  return (
    <>
      {awardingBody?.id === provider.id ? 'Offered and awarded by ' : 'Offered by '}
      <ProviderNamed provider={provider} />
      {awardingBody !== null && awardingBody.id !== provider.id && `, awarded by ${awardingBody.name}`}
      {earned.length > 0 && ` · ${listInWords(earned)}`}
    </>
  );
}

/** A provider's name, with the mark where its identity is proved. */
export function ProviderNamed({ provider }: { provider: SearchItem['provider'] }) {
  return (
    <>
      {provider.name}
      {provider.verified && (
        <>
          {' '}
          <VerifiedTag />
        </>
      )}
    </>
  );
}

function Facts({ item }: { item: CardProps['item'] }) {
  const credit = item.credit[0];
  const workload = workloadInWords(item.workload);
  const start = startInWords(item.availability, item.nextOffering);
  return (
    <dl class="facts">
      <div>
        <dt>Level</dt>
        <dd>{item.level ? levelInWords(item.level) : <LevelMissing difficulty={item.difficulty} />}</dd>
      </div>
      <div>
        <dt>Credit</dt>
        <dd>
          {credit ? (
            <>
              {creditStated(credit)} <span class="approx">{creditGuide(credit)}</span>
            </>
          ) : (
            <NotStated />
          )}
        </dd>
      </div>
      <div>
        <dt>Workload</dt>
        <dd>{workload ?? <NotStated />}</dd>
      </div>
      <div>
        <dt>Next start</dt>
        <dd>{start ?? <NotStated />}</dd>
      </div>
      <div class="wide">
        <dt>Recognised by</dt>
        <dd>
          {item.recognisedBy.length === 0 ? <NotStated words="none stated" /> : item.recognisedBy.map(recognition)}
        </dd>
      </div>
    </dl>
  );
}

/** A platform's "beginner" is no qualification level, and says so. */
function LevelMissing({ difficulty }: { difficulty: string | null }) {
  if (difficulty === null) return <NotStated />;
  return <span class="approx">{DIFFICULTIES[difficulty] ?? difficulty}</span>;
}

function recognition(body: SearchItem['recognisedBy'][number]) {
  return (
    <span class="recognition">
      {body.name} {body.signed ? <Tag tone="good">signed</Tag> : <Tag tone="unknown">provider’s claim</Tag>}
    </span>
  );
}

function PriceShown({ item }: { item: CardProps['item'] }) {
  const price = priceInWords(item.price);
  if (price === null) {
    return (
      <div>
        <p class="price-none">Price not stated</p>
        <p class="tiny">Ask the provider</p>
      </div>
    );
  }
  return (
    <div>
      <p class="price">{price.figure}</p>
      <p class="tiny">{price.covers.join(' · ')}</p>
    </div>
  );
}

function Foot({ item, today }: CardProps) {
  const age = monthsBetween(item.lastChecked, today);
  // The source whose day the age is of: the one that was read last.
  const source = item.sources.find(({ checked }) => checked === item.lastChecked) ?? item.sources[0];
  const mode = modeInWords(item.mode, item.pace) ?? MODES[item.mode ?? ''];
  return (
    <div class="src tiny">
      {item.rating ? (
        <span class="rating">
          <Star />
          <span>
            {ratingInWords(item.rating)}
            {item.rating.source !== source?.name && `, ${item.rating.source}`}
          </span>
        </span>
      ) : (
        <NotStated words="no rating stated" />
      )}
      <span>
        {mode ? `${mode} · ` : ''}
        {age >= OLD_AFTER && <Tag tone="caution">{ageInWords(age)} old</Tag>}{' '}
        {source ? sourceOn(source.name, source.checked) : ''}
        {item.sources.length > 1 ? ` and ${item.sources.length - 1} more` : ''}
      </span>
    </div>
  );
}

function ageInWords(months: number): string {
  if (months < 24) return `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

/** Why a course was found, under its card. Differs from search to search, so it stands outside the card. */
export function whyHtml(sentences: readonly string[] | undefined): string {
  if (!sentences || sentences.length === 0) return '';
  return `<p class="why tiny">${escapeHtml(sentences.join(' '))}</p>`;
}
