/** What a course costs, in all its parts, and the two figures that make prices comparable. */
import type { ComponentChildren } from 'preact';
import { formatDay, formatLongDay, formatMoney, formatShortDay, Icon, NotStated } from '../../ui/index.js';
import type { Availability, Course, Offering, Price } from '../schema.js';
import { venueInWords } from './course-facts.js';
import { creditStated, ectsOf, PRICE_KINDS } from './words.js';

type BuyProps = {
  course: Course;
  availability: Availability;
  /** The same next offering as the card's. */
  next: Offering | null;
};

/** The panel beside a course: price and its parts, next start, and the way to the provider. */
export function Buy({ course, availability, next }: BuyProps) {
  const prices = pricesOf(course, next);
  const main = mainPrice(prices);
  const link = next?.url ?? course.url;
  const source = course.provenance.prices;
  return (
    <aside class="stack buy" aria-label="Price and next start">
      <div class="panel">
        {main ? (
          <p class="price buy-price">{main.amount === 0 ? 'Free' : formatMoney(main.amount, main.currency)}</p>
        ) : (
          <p class="price-none buy-price">
            {course.freeToAudit ? 'Free to follow; other prices not stated' : 'Price not stated'}
          </p>
        )}
        <p class="tiny flush">
          {main
            ? [coverOf(main), source && `${source.sourceName}, ${formatDay(source.checked)}`]
                .filter(Boolean)
                .join(' · ')
            : 'Ask the provider'}
        </p>
        <dl class="mini">
          {comparable(course, main).map(([name, figure]) => (
            <div>
              <dt>{name}</dt>
              <dd>{figure}</dd>
            </div>
          ))}
          {prices
            .filter((price) => price !== main)
            .map((price) => (
              <div>
                <dt>{priceName(price)}</dt>
                <dd>{price.amount === 0 ? 'Free' : formatMoney(price.amount, price.currency)}</dd>
              </div>
            ))}
          <div>
            <dt>Funding</dt>
            <dd>{course.funding.length > 0 ? 'stated below' : <NotStated words="none stated" />}</dd>
          </div>
        </dl>
        <hr />
        <p class="label">{availability === 'ended' ? 'Last start' : 'Next start'}</p>
        <NextStart availability={availability} next={next} />
        {link && (
          <p>
            <a class="btn btn-wide" href={link} rel="noopener external">
              Go to the provider’s page
              <Icon name="external-link" />
            </a>
          </p>
        )}
        <div class="row buy-acts">
          <label class="tick">
            <input type="checkbox" name="course" value={course.slug} form="compare" />
            <span>Compare</span>
          </label>
          {next?.start && (
            <a class="act" href={`/courses/${course.slug}.ics`}>
              <Icon name="calendar" />
              Calendar
            </a>
          )}
        </div>
      </div>
    </aside>
  );
}

/** The prices that hold for the next run, else those of the course. */
function pricesOf(course: Course, next: Offering | null): Price[] {
  return next && next.prices.length > 0 ? next.prices : course.prices;
}

/** The whole course's lowest price for everybody, else what stands nearest to it. */
function mainPrice(prices: readonly Price[]): Price | undefined {
  const order = ['full', 'subscription', 'audit', 'unit', 'member', 'certificate', 'deposit', 'materials'];
  return prices.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      Number(a.region !== undefined) - Number(b.region !== undefined) ||
      a.amount - b.amount,
  )[0];
}

function coverOf(price: Price): string {
  if (price.period) return `a ${price.period}, subscription`;
  return [PRICE_KINDS[price.kind], price.region].filter(Boolean).join(', ');
}

function priceName(price: Price): string {
  const words = price.period ? `A ${price.period}, subscription` : (PRICE_KINDS[price.kind] ?? price.kind);
  return [words.charAt(0).toUpperCase() + words.slice(1), price.region].filter(Boolean).join(', ');
}

/** Price per notional hour and per credit, only from a price of the whole course. */
function comparable(course: Course, main: Price | undefined): [string, ComponentChildren][] {
  if (main?.kind !== 'full' || main.amount === 0) return [];
  const rows: [string, ComponentChildren][] = [];
  const hours = course.workload?.totalHours;
  const credit = course.credit[0];
  if (hours) rows.push(['A notional hour', formatMoney(Math.round(main.amount / hours), main.currency)]);
  if (credit && ectsOf(credit) !== null) {
    rows.push([
      `A credit (${creditStated(credit).replace(/^\S+ /, '')})`,
      formatMoney(Math.round(main.amount / credit.value), main.currency),
    ]);
  }
  return rows;
}

function NextStart({ availability, next }: Pick<BuyProps, 'availability' | 'next'>) {
  if (availability === 'any-time') {
    return (
      <p class="flush">
        <b>Any time</b>
        <span class="small quiet line">You begin when you like.</span>
      </p>
    );
  }
  if (!next?.start) {
    return (
      <p class="flush">
        {availability === 'enrolling' ? <b>Enrolling now</b> : <NotStated />}
        {next?.startText && <span class="small quiet line">“{next.startText}”</span>}
      </p>
    );
  }
  const day = next.startApproximate ? `about ${formatDay(next.start).replace(/^\d+ /, '')}` : formatLongDay(next.start);
  const places = next.places === undefined ? null : `${next.places} places`;
  const notes = [
    availability === 'ended' ? 'No later date is known.' : null,
    availability !== 'ended' && next.enrolUntil ? `Enrol by ${formatShortDay(next.enrolUntil)}.` : null,
    places && `${places}.`,
    venueInWords(next),
  ].filter(Boolean);
  return (
    <p class="flush">
      <b>{day}</b>
      {notes.length > 0 && <span class="small quiet line">{notes.join(' ')}</span>}
    </p>
  );
}
