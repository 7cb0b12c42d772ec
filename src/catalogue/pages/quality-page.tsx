/** What the entries of a provider lack, how that compares, and where to mend it. */
import { WorkplacePage } from '../../organisations/index.js';
import {
  Act,
  countOf,
  formatDay,
  formatNumber,
  NotStated,
  Pager,
  Section,
  Select,
  State,
  Tag,
} from '../../ui/index.js';
import type { Quality, QualityEntry } from '../actions/quality.js';
import { QUALITY_FIELDS, type QualityField } from '../rules/quality.js';
import { type Place, pathOf } from './publishing/place.js';

export const QUALITY_WORDS: Record<QualityField, { label: string; about: string }> = {
  price: { label: 'Price', about: 'or that it is free' },
  date: { label: 'Next date', about: 'or that one can begin at any time' },
  level: { label: 'Level', about: 'such as FHEQ 7' },
  credit: { label: 'Credit or CPD hours', about: 'either will do' },
  outcomes: { label: 'Learning outcomes', about: '' },
  workload: { label: 'Workload', about: 'hours or weeks' },
  summary: { label: 'Summary', about: '' },
  language: { label: 'Language', about: '' },
  link: { label: 'Working link', about: 'looked at weekly' },
  fresh: { label: 'Fresh', about: 'read or changed in the last 90 days' },
};

export type QualityPageProps = {
  place: Place;
  quality: Quality;
  /** Shows courses that lack this alone. */
  missing: QualityField | null;
  page: number;
  perPage: number;
};

export function QualityPage({ place, quality, missing, page, perPage }: QualityPageProps) {
  const { entries } = quality;
  const base = `${pathOf(place)}/quality`;
  const wanting = entries.filter((entry) => (missing ? entry.missing.includes(missing) : entry.missing.length > 0));
  const hrefOf = (to: number) =>
    `${base}?${new URLSearchParams({ ...(missing && { missing }), page: String(to) })}#mend`;
  return (
    <WorkplacePage
      {...place}
      here="quality"
      title="Quality of your entries"
      lede="People filter by price, date and level: a course that does not state them drops out of their results."
    >
      {entries.length === 0 ? (
        <State kind="empty" title="No course is listed yet">
          <p>Once there is one, you see here what it lacks.</p>
        </State>
      ) : (
        <>
          <Shares quality={quality} base={base} />
          <Section id="mend" title="To mend" aside={<span class="tiny">{countOf(wanting.length, 'course')}</span>}>
            <form class="form" method="get" action={`${base}#mend`}>
              <Select
                id="missing"
                name="missing"
                label="Courses that lack"
                options={[
                  { value: '', label: 'Anything' },
                  ...QUALITY_FIELDS.map((field) => ({ value: field, label: QUALITY_WORDS[field].label })),
                ]}
                value={missing ?? ''}
              />
              <button class="btn btn-line" type="submit">
                Show
              </button>
            </form>
            {wanting.length === 0 && <p>None lacks {missing ? 'that' : 'anything'}.</p>}
            <ul class="rows">
              {wanting.slice((page - 1) * perPage, page * perPage).map((entry) => (
                <Entry entry={entry} place={place} />
              ))}
            </ul>
            <Pager page={page} perPage={perPage} total={wanting.length} hrefOf={hrefOf} />
          </Section>
          <p>
            <Act href={`${base}.csv`} icon="download">
              All of this, as CSV
            </Act>
          </p>
        </>
      )}
    </WorkplacePage>
  );
}

function Shares({ quality: { entries, shares, medians }, base }: { quality: Quality; base: string }) {
  const middle = new Map(medians.map((median) => [median.field, median.share]));
  const providers = medians[0]?.providers ?? 0;
  return (
    <>
      <p class="strong after">
        What your {entries.length === 1 ? 'course states' : `${formatNumber(entries.length)} courses state`}
      </p>
      <table class="table cards">
        <caption class="sr">The share of your courses that state each fact, beside the middle of all providers</caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col" class="n">
              Yours
            </th>
            <th scope="col" class="n">
              Middle of all providers
            </th>
            <th scope="col" class="n">
              To mend
            </th>
          </tr>
        </thead>
        <tbody>
          {QUALITY_FIELDS.map((field) => {
            const { label, about } = QUALITY_WORDS[field];
            const gaps = entries.filter(({ missing }) => missing.includes(field)).length;
            const share = middle.get(field);
            return (
              <tr>
                <th scope="row">
                  <span>
                    {label}
                    {about && <span class="tiny line">{about}</span>}
                  </span>
                </th>
                <td data-l="Yours" class="n">
                  {percent(shares[field])}
                </td>
                <td data-l="Middle of all providers" class="n">
                  {share === undefined ? <NotStated words="not known yet" /> : percent(share)}
                </td>
                <td data-l="To mend" class="n">
                  {gaps === 0 ? '0' : <a href={`${base}?missing=${field}#mend`}>{formatNumber(gaps)}</a>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="small quiet">
        {providers > 0
          ? `The middle: of ${formatNumber(providers)} providers with five courses or more, half state it more often, half less.`
          : 'How that compares with others is worked out overnight.'}
      </p>
    </>
  );
}

function Entry({ entry, place }: { entry: QualityEntry; place: Place }) {
  const { id, slug, title, missing, broken } = entry;
  return (
    <li>
      <span>
        <a href={`/courses/${slug}`}>{title}</a>
        {broken && (
          <span class="small quiet">
            Its link {broken.status === null ? 'could not be opened' : `answered ${broken.status}`} on{' '}
            {formatDay(broken.checked.toISOString().slice(0, 10))}: {broken.url}
          </span>
        )}
      </span>
      <span class="row">
        {missing.map((field) => (
          <Tag tone="caution">{QUALITY_WORDS[field].label.toLowerCase()}</Tag>
        ))}
      </span>
      {place.mayWrite && (
        <a class="act" href={`${pathOf(place)}/courses/${id}/edit`}>
          Edit<span class="sr"> {title}</span>
        </a>
      )}
    </li>
  );
}

function percent(share: number): string {
  // Nearly all is not all.
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
}
