/** What a course costs, in all its parts, and the two figures that make prices comparable. */
import type { ComponentChildren } from 'preact';
import {
  formatDay,
  formatLongDay,
  formatMoney,
  formatShortDay,
  Icon,
  NotStated,
  sentence,
  sourceOn,
} from '../../ui/index.js';
import { type LeadPrice, leadPrice } from '../rules/price.js';
import type { Availability, Course, Offering } from '../schema.js';
import { venueInWords } from './course-facts.js';
import { creditStated, ectsOf, PRICE_KINDS, priceInWords } from './words.js';

type BuyProps = {
  course: Course;
  availability: Availability;
  /** The same next offering as the card's. */
  next: Offering | null;
  /** It has no address of its own yet. */
  unpublished?: boolean;
  /** Where it can be taken on this site; null: only at its provider's. */
  here?: string | null;
  /** What else one can do with it: from features above. */
  acts?: ComponentChildren;
};

/** The panel beside a course: price and its parts, next start, and the way to the provider. */
export function Buy({ course, availability, next, unpublished = false, here = null, acts }: BuyProps) {
  // Runs here have their addresses here: the provider's own page is that of the course.
  const run = here === null && next?.url ? next : null;
  const link = run?.url ?? course.url;
  const visit = `/courses/${course.slug}/visit${run ? `?offering=${run.id}` : ''}`;
  return (
    <aside class="stack buy" aria-label="Price and next start">
      <div class="panel">
        <Price course={course} next={next} />
        <hr />
        <p class="label">{availability === 'ended' ? 'Last start' : 'Next start'}</p>
        <Start availability={availability} run={next ?? lastRun(course)} />
        {here !== null && (
          <p>
            <a class="btn btn-wide" href={here}>
              Take this course here
            </a>
          </p>
        )}
        {link && (
          <p>
            <a
              class={here === null ? 'btn btn-wide' : 'btn btn-line btn-wide'}
              href={unpublished ? link : visit}
              rel="noopener external nofollow"
            >
              Go to the provider’s page
              <Icon name="external-link" />
            </a>
          </p>
        )}
        <label class="tick buy-compare">
          <input type="checkbox" name="course" value={course.slug} form="compare" />
          <span>Compare</span>
        </label>
        {acts}
      </div>
    </aside>
  );
}

/** The same price as on the card, then every other one that a source states. */
function Price({ course, next }: Pick<BuyProps, 'course' | 'next'>) {
  const lead = leadPrice(course, next);
  const words = priceInWords(lead && { ...lead, others: 0, certificate: null });
  const source = priceSource(course, next);
  const notes = words
    ? [...words.covers, source && sourceOn(source.name, source.checked)]
    : [course.freeToAudit ? 'Other prices are not stated' : 'Ask the provider'];
  return (
    <>
      {words ? <p class="price buy-price">{words.figure}</p> : <p class="price-none buy-price">Price not stated</p>}
      <p class="tiny flush">{notes.filter(Boolean).join(' · ')}</p>
      <dl class="mini">
        {[...comparable(course, lead), ...otherPrices(course, lead)].map(([name, figure]) => (
          <div>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
        <div>
          <dt>Funding</dt>
          <dd>{course.funding.length > 0 ? 'stated below' : <NotStated words="none stated" />}</dd>
        </div>
      </dl>
    </>
  );
}

/** Where the price was read: for the course, else with the run that it belongs to. */
function priceSource(course: Course, next: Offering | null): { name: string; checked: string } | undefined {
  const stated = course.provenance.prices;
  if (stated) return { name: stated.sourceName, checked: stated.checked };
  const run = next ?? course.offerings.find(({ prices }) => prices.length > 0);
  return course.sources.find(({ key }) => key === run?.source);
}

/** Price per notional hour and per credit, only from a price of the whole course. */
function comparable(course: Course, lead: LeadPrice | null): [string, string][] {
  if (lead?.kind !== 'full' || lead.free || !lead.amount || !lead.currency) return [];
  const { amount, currency } = lead;
  const rows: [string, string][] = [];
  const hours = course.workload?.totalHours;
  const credit = course.credit[0];
  if (hours) rows.push(['A notional hour', formatMoney(Math.round(amount / hours), currency)]);
  if (credit && ectsOf(credit) !== null) {
    const unit = creditStated({ ...credit, value: 1 }).replace(/^1 /, '');
    rows.push([`A credit (${unit})`, formatMoney(Math.round(amount / credit.value), currency)]);
  }
  return rows;
}

function otherPrices(course: Course, lead: LeadPrice | null): [string, string][] {
  const all = [...course.prices, ...course.offerings.flatMap(({ prices }) => prices)];
  const rows = new Map<string, [string, string]>();
  for (const price of all) {
    const shown = price.kind === lead?.kind && price.amount === lead.amount && price.currency === lead.currency;
    const figure = price.amount === 0 ? 'Free' : formatMoney(price.amount, price.currency);
    const name = priceName(price);
    if (!shown && !(lead?.free && price.amount === 0)) rows.set(`${name} ${figure}`, [name, figure]);
  }
  return [...rows.values()];
}

function priceName(price: Course['prices'][number]): string {
  const words = price.period ? `a ${price.period}, subscription` : (PRICE_KINDS[price.kind] ?? price.kind);
  return [sentence(words), price.region].filter(Boolean).join(', ');
}

/** Of runs that are all over, the one that began last. */
function lastRun(course: Course): Offering | null {
  const begun = course.offerings.filter(({ start, cancelled }) => start !== undefined && !cancelled);
  return begun.toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? ''))[0] ?? null;
}

function Start({ availability, run: next }: { availability: Availability; run: Offering | null }) {
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
