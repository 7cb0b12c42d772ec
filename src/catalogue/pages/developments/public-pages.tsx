/** What is new, for everybody: the list with its filter, and one development with what teaches it. */
import type { ComponentChildren } from 'preact';
import { type Discussion, DiscussionPanel } from '../../../discussion/index.js';
import {
  Act,
  Crumbs,
  countOf,
  type Frame,
  formatDay,
  Icon,
  Layout,
  Notice,
  Pager,
  Section,
  Select,
  State,
  Tag,
} from '../../../ui/index.js';
import type { Development, DevelopmentChange, DevelopmentQuery } from '../../schema/development.js';

type Option = { value: string; label: string };
export type DevelopmentsPageProps = {
  frame: Frame;
  query: DevelopmentQuery;
  /** What was chosen, in words; empty: nothing. */
  chosen: readonly string[];
  total: number;
  perPage: number;
  items: readonly Development[];
  topics: { skills: readonly Option[]; occupations: readonly Option[]; subjects: readonly Option[] };
};

export function DevelopmentsPage(props: DevelopmentsPageProps) {
  const { frame, query, chosen, total, perPage, items } = props;
  const asked = addressOf(query);
  return (
    <Layout
      frame={frame}
      title={['What is new', ...chosen].join(': ')}
      description="New rules, methods and tools, dated and sourced, with the courses that teach them."
      canonical="/developments"
      unlisted={asked !== ''}
      feeds={[{ type: 'application/atom+xml', title: 'What is new', href: `/developments.atom${asked}` }]}
    >
      <div class="wrap page">
        <h1>What is new</h1>
        <p class="lede">
          New rules, methods and tools: dated, with their sources, written by verified organisations and by staff.
        </p>
        {(total > 0 || asked !== '') && <Filter {...props} />}
        {items.length === 0 ? <Nothing isAsked={asked !== ''} /> : <Found {...props} asked={asked} />}
        <Pager
          page={query.page}
          perPage={perPage}
          total={total}
          hrefOf={(page) => `/developments${addressOf({ ...query, page })}`}
        />
      </div>
    </Layout>
  );
}

function Found({ items, total, asked }: DevelopmentsPageProps & { asked: string }) {
  return (
    <Section
      id="found"
      title={countOf(total, 'development')}
      aside={
        <Act href={`/developments.atom${asked}`} icon="rss">
          Follow by feed
        </Act>
      }
    >
      <ol class="developments">
        {items.map((item) => (
          <li>
            <DevelopmentBrief item={item} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function DevelopmentBrief({ item }: { item: Development }) {
  return (
    <article class="development">
      <time datetime={item.day}>{formatDay(item.day)}</time>
      <div>
        <h3>
          <a href={item.url}>{item.title}</a>
        </h3>
        <p class="development-summary">{shortened(item.summary)}</p>
        <p class="small quiet">
          <Author item={item} />
          {item.skills.length > 0 && ` · ${item.skills.map(({ label }) => label).join(', ')}`}
        </p>
      </div>
    </article>
  );
}

function shortened(summary: string): string {
  const first = summary.split('\n')[0] ?? '';
  return first.length > 300 ? `${first.slice(0, 299).replace(/\s+\S*$/, '')}…` : first;
}

function Author({ item: { author } }: { item: Development }) {
  if (author === null) return <span>Written by staff of this site</span>;
  return (
    <span>
      Written by <a href={`/providers/${author.slug}`}>{author.name}</a>
      {author.verified && (
        <>
          {' '}
          <Tag tone="good">
            <Icon name="check" />
            verified
          </Tag>
        </>
      )}
    </span>
  );
}

function Nothing({ isAsked }: { isAsked: boolean }) {
  return isAsked ? (
    <State kind="empty" title="Nothing new here yet" act={{ href: '/developments', label: 'See everything new' }}>
      <p class="small quiet">No development that anybody has written fits these choices.</p>
    </State>
  ) : (
    <State
      kind="empty"
      title="Nothing has been written yet"
      act={{ href: '/guidance/claim-your-organisation', label: 'Write for your organisation' }}
    >
      <p class="small quiet">
        Professional bodies, providers and employers whose identity is proved write here what is new in their field,
        each with a date and a source. Nothing is made up to fill the page.
      </p>
    </State>
  );
}

function Filter({ query, topics }: DevelopmentsPageProps) {
  const any = { value: '', label: 'Any' };
  return (
    <form class="development-filter" method="get" action="/developments">
      <Select id="skill" name="skill" label="Skill" value={query.skill ?? ''} options={[any, ...topics.skills]} />
      <Select
        id="occupation"
        name="occupation"
        label="Occupation"
        value={query.occupation ?? ''}
        options={[any, ...topics.occupations]}
      />
      <Select
        id="subject"
        name="subject"
        label="Subject"
        value={query.subject ?? ''}
        options={[any, ...topics.subjects]}
      />
      <div class="field">
        <label for="since">Since</label>
        <input class="input" id="since" name="since" type="date" value={query.since ?? ''} />
      </div>
      <button class="btn btn-line" type="submit">
        Show
      </button>
    </form>
  );
}

/** `?skill=…&page=2`; '' where nothing is asked. */
export function addressOf({ skill, occupation, subject, since, page }: DevelopmentQuery): string {
  const asked = Object.entries({ skill, occupation, subject, since, page: page > 1 ? String(page) : undefined });
  const text = new URLSearchParams(asked.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return text === '' ? '' : `?${text}`;
}

export type DevelopmentPageProps = {
  frame: Frame;
  item: Development;
  withdrawnReason: string | null;
  changes: readonly DevelopmentChange[];
  /** Courses that teach its skills, given by what is above the catalogue. */
  teaching: ComponentChildren;
  discussion: Discussion;
};

export function DevelopmentPage({ frame, item, withdrawnReason, changes, teaching, discussion }: DevelopmentPageProps) {
  return (
    <Layout
      frame={frame}
      title={item.title}
      description={shortened(item.summary).slice(0, 200)}
      canonical={item.url}
      unlisted={withdrawnReason !== null}
    >
      <div class="wrap page">
        <Crumbs trail={[{ label: 'What is new', href: '/developments' }, { label: item.title }]} />
        <div class="development-page">
          <h1>{item.title}</h1>
          <p class="small quiet">
            <time datetime={item.day}>{formatDay(item.day)}</time> · <Author item={item} />
          </p>
          {withdrawnReason !== null && <Notice kind="note">Its author has withdrawn this: {withdrawnReason}</Notice>}
          {item.summary.split(/\n{2,}/).map((paragraph) => (
            <p class="development-text">{paragraph}</p>
          ))}
          <Section id="sources" title="Sources">
            <Sources item={item} />
          </Section>
          <Topics item={item} />
          {withdrawnReason === null && (
            <Act href={`/my/follows/add?kind=development&key=${item.id}`} icon="bell">
              Follow what comes of it
            </Act>
          )}
        </div>
        {teaching}
        {changes.length > 1 && <History changes={changes} />}
        <DiscussionPanel discussion={discussion} invitation="What does this change in your work?" />
      </div>
    </Layout>
  );
}

function Sources({ item }: { item: Development }) {
  return (
    <ul class="rows">
      {item.sources.map(({ url, title, checked, link }) => (
        <li>
          <div>
            <a href={url} rel="nofollow noopener">
              {title}
            </a>
            <span class="quiet small">
              {new URL(url).hostname}, read on {formatDay(checked)}
            </span>
          </div>
          {link === 'dead' && <Tag tone="caution">link does not open any more</Tag>}
        </li>
      ))}
    </ul>
  );
}

function Topics({ item }: { item: Development }) {
  const topics = [
    ...item.skills.map(({ id, label }) => ({ href: `/skills/${id}`, label })),
    ...item.subjects.map(({ id, label }) => ({ href: `/subjects/${id}`, label })),
    ...item.occupations.map(({ id, label }) => ({ href: `/developments?occupation=${id}`, label })),
  ];
  return (
    <p class="development-topics">
      <span class="quiet small">About </span>
      {topics.map(({ href, label }, at) => (
        <>
          {at > 0 && ', '}
          <a href={href}>{label}</a>
        </>
      ))}
    </p>
  );
}

const WHAT: Record<DevelopmentChange['what'], string> = {
  published: 'Published',
  changed: 'Changed',
  withdrawn: 'Withdrawn',
  restored: 'Published again',
};
const FIELDS: Record<string, string> = {
  title: 'title',
  summary: 'text',
  day: 'day',
  skills: 'skills',
  occupations: 'occupations',
  subjects: 'subjects',
  sources: 'sources',
};

function History({ changes }: { changes: readonly DevelopmentChange[] }) {
  return (
    <details class="development-history">
      <summary>Its history</summary>
      <ul class="rows">
        {changes.map(({ at, what, by, before }) => (
          <li>
            <div>
              {WHAT[what]} by {by === 'staff' ? 'staff of this site' : 'its author'}
              <span class="quiet small">
                {formatDay(at.toISOString().slice(0, 10))}
                {Object.keys(before).length > 0 &&
                  `: ${Object.keys(before)
                    .map((field) => FIELDS[field] ?? field)
                    .join(', ')}`}
                {typeof before.title === 'string' && `. The title was “${before.title}”.`}
                {typeof before.day === 'string' && ` The day was ${formatDay(before.day)}.`}
              </span>
              {typeof before.summary === 'string' && <p class="small preserve">It said: “{before.summary}”</p>}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
