/** Small pieces that every page uses, as functions of plain data. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';
import { countOf, formatNumber, sourceOn } from './words.js';

type Tone = 'good' | 'caution' | 'bad' | 'unknown';

/** A word or two on a wash: "signed", "provider’s claim". The words carry the meaning, the colour only repeats it. */
export function Tag({ tone, children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={tone ? `tag ${tone}` : 'tag'}>{children}</span>;
}

/** What no source states, set in italics. */
export function NotStated({ words = 'not stated' }: { words?: string }) {
  return <span class="none">{words}</span>;
}

/** A filter in use: a link that takes it away. */
export function Chip({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <li>
      <a class="chip" href={href}>
        {children}
        <Icon name="x" />
        <span class="sr">, remove</span>
      </a>
    </li>
  );
}

export function Crumbs({ trail }: { trail: readonly { label: string; href?: string }[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol class="crumbs">
        {trail.map(({ label, href }) => (
          <li>{href === undefined ? <span>{label}</span> : <a href={href}>{label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

type SectionProps = {
  id: string;
  title: ComponentChildren;
  /** Beside the heading: a link or a quiet word. */
  aside?: ComponentChildren;
  children: ComponentChildren;
};

/** A section opened by a heavy rule. */
export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export type Fact = {
  name: string;
  value: ComponentChildren;
  /** The source's own words, where the value was parsed from them. */
  raw?: string | null;
  /** What other sources say. */
  differing?: readonly { value: string; source: string; checked: string }[];
  source?: { name: string; checked: string } | null;
  /** In place of source and date: "Not the same as credit". */
  remark?: string;
};

/** Facts, one a row: name, value (with the words it was read from), source and date. */
export function FactTable({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="fact-table">
      {facts.map((fact) => (
        <div>
          <dt>{fact.name}</dt>
          <dd>
            {fact.value}
            {fact.raw && <span class="raw">As written: “{fact.raw}”</span>}
            {fact.differing?.map((other) => (
              <span class="raw differs">
                {sourceOn(other.source, other.checked)}, says “{other.value}”
              </span>
            ))}
          </dd>
          <dd class="src">{fact.source ? sourceOn(fact.source.name, fact.source.checked) : (fact.remark ?? '')}</dd>
        </div>
      ))}
    </dl>
  );
}

type StateProps = {
  kind: 'empty' | 'error';
  title: ComponentChildren;
  children?: ComponentChildren;
  /** The next step. */
  act?: { href: string; label: string };
  level?: 2 | 3;
};

/** A list that has nothing to show: why, and the next step. */
export function State({ kind, title, children, act, level = 2 }: StateProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class={kind === 'error' ? 'state state-error' : 'state'}>
      {kind === 'error' ? <Icon name="triangle-alert" /> : <EmptyGround />}
      <Heading>{title}</Heading>
      {children}
      {act && (
        <a class="act" href={act.href}>
          {act.label}
        </a>
      )}
    </div>
  );
}

function EmptyGround() {
  return (
    <svg
      viewBox="0 0 80 40"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-dasharray="4 3"
    >
      <path d="M4 38h72M14 36c-5-5-3-14 6-16 14-3 30-3 40 0 9 3 9 12 4 16z" />
    </svg>
  );
}

type PagerProps = {
  page: number;
  perPage: number;
  total: number;
  hrefOf: (page: number) => string;
};

/** "21 to 40 of 87" with previous and next; nothing where all fits on one page. */
export function Pager({ page, perPage, total, hrefOf }: PagerProps) {
  const from = (page - 1) * perPage + 1;
  const to = Math.min(total, page * perPage);
  if (total === 0 || from > total) return null;
  return (
    <nav class="row pager" aria-label="Pages">
      <span class="small quiet num">
        {formatNumber(from)} to {formatNumber(to)} of {formatNumber(total)}
      </span>
      <span class="row">
        {page > 1 && (
          <a class="btn btn-line" href={hrefOf(page - 1)} rel="prev">
            <Icon name="arrow-left" />
            Previous
          </a>
        )}
        {to < total && (
          <a class="btn btn-line" href={hrefOf(page + 1)} rel="next">
            Next {formatNumber(Math.min(perPage, total - to))}
            <Icon name="arrow-right" />
          </a>
        )}
      </span>
    </nav>
  );
}

/** A link with an icon before its word. */
export function Act({ href, icon, children }: { href: string; icon: IconName; children: ComponentChildren }) {
  return (
    <a class="act" href={href}>
      <Icon name={icon} />
      {children}
    </a>
  );
}

/** A list of names with their counts, in columns: subjects, providers, skills. */
export function IndexList({ entries }: { entries: readonly { href: string; label: string; count?: number }[] }) {
  return (
    <ul class="index-list">
      {entries.map(({ href, label, count }) => (
        <li>
          <a href={href}>
            <span>{label}</span>
            {count !== undefined && (
              <span class="num">
                {formatNumber(count)}
                <span class="sr"> {count === 1 ? 'course' : 'courses'}</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** "4.5 of 5 (62 reviews)". */
export function ratingInWords(rating: { value: number; count: number | null }): string {
  const reviews = rating.count === null ? '' : ` (${countOf(rating.count, 'review')})`;
  return `${rating.value.toFixed(1)} of 5${reviews}`;
}
