import { creditStated, EARNS, levelInWords, priceInWords, startInWords } from '../../catalogue/index.js';
import { type CheckSample, CheckSection } from '../../credentials/index.js';
import { ProviderNamed, type SearchItem } from '../../discovery/index.js';
import {
  countOf,
  type Frame,
  formatNumber,
  IndexList,
  Layout,
  listInWords,
  Mark,
  NotStated,
  Pebbles,
  SearchBox,
  Section,
  Stone,
  sentence,
} from '../../ui/index.js';
import { articles } from './guidance/index.js';
import { drawHills, type Hill, HOUR_TICKS } from './hills.js';

type Entry = { href: string; label: string; count?: number };

export type HomePageProps = {
  frame: Frame;
  totals: { courses: number; providers: number; subjects: number };
  /** Up to four hills, the largest first, and what each is one of. */
  ridges: { of: string; hills: readonly Hill[] };
  /** Searches that find something, to try. */
  tries: readonly Entry[];
  /** A few courses that one can take next, and where all of them are. */
  next: { title: string; all: Entry; items: readonly SearchItem[] };
  subjects: readonly Entry[];
  providers: readonly Entry[];
  /** What can be begun here at once, free; null: nothing. */
  here: { href: string; title: string; minutes: number } | null;
  /** Credentials that can be checked to see what that is like; none but in a demonstration. */
  samples: readonly CheckSample[];
};

/** What helps before one chooses; the rest stands on the page of guidance. */
const GUIDANCE = articles.slice(0, 4).map(({ slug, title }) => ({ href: `/guidance/${slug}`, label: title }));

export function HomePage(props: HomePageProps) {
  const { frame, totals, ridges, tries, next, subjects, providers, here, samples } = props;
  return (
    <Layout
      frame={frame}
      title="Find the right short course"
      description="CPD courses and microcredentials from every provider, side by side: price, hours, level, credit and who recognises them."
      canonical="/"
      enhancers={['suggest', 'verify']}
      jsonLd={websiteData(frame.origin)}
    >
      <div class="hero">
        <div class="wrap">
          <h1>Find the right short course.</h1>
          <p class="lede">
            {countOf(totals.courses, 'course')} from{' '}
            {countOf(totals.providers, 'university, platform or body', 'universities, platforms and bodies')}, side by
            side: price, hours, level, credit and who recognises them.
          </p>
          <search>
            <form action="/courses">
              <SearchBox
                id="q"
                label="What do you want to learn?"
                placeholder="Skill or subject"
                suggest="/api/v1/suggestions"
              />
              {tries.length > 0 && (
                <p class="tries">
                  <span>Try</span>
                  {tries.map(({ href, label }) => (
                    <a href={href}>{label}</a>
                  ))}
                </p>
              )}
            </form>
          </search>
          <p class="hero-guide">
            Not sure what to look for? <a href="/guide">Six questions</a> make a shortlist for you.
            {here && (
              <>
                {' '}
                Or try a course now: <a href={here.href}>{here.title}</a>, {lengthInWords(here.minutes)}, free.
              </>
            )}
          </p>
        </div>
        {ridges.hills.length > 0 && <Hills {...ridges} />}
      </div>
      <div class="wrap page">
        <SixQuestions />
        {next.items.length > 0 && <Next {...next} />}
        <Section
          id="browse"
          title="Browse by subject"
          aside={
            <a class="act" href="/subjects">
              All {countOf(totals.subjects, 'subject')}
            </a>
          }
        >
          <IndexList entries={subjects} />
        </Section>
        <CheckSection samples={samples} />
        <Section
          id="guidance"
          title="Before you choose"
          aside={
            <a class="act" href="/guidance">
              All guidance
            </a>
          }
        >
          <IndexList entries={GUIDANCE} />
        </Section>
        <Section
          id="by-provider"
          title="Browse by provider"
          aside={
            <a class="act" href="/providers">
              All providers
            </a>
          }
        >
          <IndexList entries={providers} />
        </Section>
      </div>
    </Layout>
  );
}

function lengthInWords(minutes: number): string {
  return minutes < 55 ? `about ${minutes} minutes` : `about ${countOf(Math.round(minutes / 60), 'hour')}`;
}

function Hills({ of, hills }: HomePageProps['ridges']) {
  const ridges = drawHills(hills);
  const shade = (at: number) => `var(--hill-${at + 1 + (4 - Math.min(4, hills.length))})`;
  const top = ridges.reduce(
    (best, ridge) => (ridge.summit.y < best.summit.y ? ridge : best),
    ridges[0] as (typeof ridges)[0],
  );
  return (
    <figure aria-labelledby="ridge-t">
      <div class="ridge-box">
        <svg class="ridge" viewBox="0 0 1280 320" preserveAspectRatio="none" aria-hidden="true">
          {ridges.map(({ path }, at) => (
            <path fill={shade(at)} d={path} />
          ))}
        </svg>
        <span class="ridge-mark" style={`--x:${top.summit.x}%;--y:${100 - top.summit.y}%`} aria-hidden="true">
          <Mark />
        </span>
      </div>
      <figcaption class="ridge-key">
        <ol class="ridge-axis" aria-hidden="true">
          {HOUR_TICKS.map((hours) => (
            <li>{hours} h</li>
          ))}
        </ol>
        <div class="wrap">
          <div class="ridge-cap">
            <p id="ridge-t">
              The lie of the land: how long the courses take. A ridge for each {of}, each to its own scale; the higher,
              the more courses.
            </p>
            <ul class="legend">
              {hills.map(({ label, count }, at) => (
                <li>
                  <i style={`background:${shade(at)}`} />
                  {label} <b class="num">{formatNumber(count)}</b>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </figcaption>
    </figure>
  );
}

const SIX = [
  { asks: 'What do you want to be able to do?', about: 'Your goal, and what you lack for it.' },
  { asks: 'What is new in your field?', about: 'A rule, a method, a tool, and since when.' },
  { asks: 'Who pays, and how much?', about: 'You, your employer, a scheme.' },
  { asks: 'What time do you have?', about: 'Hours a week, and the weeks you are away.' },
  { asks: 'Who must recognise it?', about: 'A body, an award, an employer.' },
  { asks: 'What matters in reviews?', about: 'Fair workload, support, use at work.' },
];

/** The guide in a glance. */
function SixQuestions() {
  return (
    <section class="section first" aria-labelledby="six">
      <div class="section-head">
        <h2 id="six">The guide: six questions, one shortlist</h2>
        <a class="btn" href="/guide">
          Start the guide
        </a>
      </div>
      <ol class="six">
        {SIX.map(({ asks, about }) => (
          <li>
            <div>
              <b>{asks}</b>
              <span>{about}</span>
            </div>
          </li>
        ))}
      </ol>
      <p class="small quiet after">
        About five minutes. Skip any question. No account needed. Every result says why it is there.{' '}
        <a href="/guide?example=1">See it filled in with an example</a>
      </p>
    </section>
  );
}

function Next({ title, all, items }: HomePageProps['next']) {
  return (
    <section class="section with-aside" aria-labelledby="next">
      <div>
        <div class="section-head">
          <h2 id="next">{title}</h2>
          <a class="act" href={all.href}>
            {all.label}
          </a>
        </div>
        <table class="table cards timetable">
          <caption class="sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Start</th>
              <th scope="col">Course</th>
              <th scope="col">Counts as</th>
              <th scope="col" class="n">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <NextRow item={item} />
            ))}
          </tbody>
        </table>
      </div>
      <aside class="stack" aria-label="How to read the stones">
        <StonesExplained />
      </aside>
    </section>
  );
}

function NextRow({ item }: { item: SearchItem }) {
  const credit = item.credit[0];
  const price = priceInWords(item.price);
  const counts = credit
    ? creditStated(credit) + (item.level ? `, level ${levelInWords(item.level)}` : '')
    : earned(item);
  const start = startInWords(item.availability, item.nextOffering);
  return (
    <tr>
      <td class="nowrap num" data-l="Starts">
        {start ?? <NotStated />}
      </td>
      <th scope="row">
        <span>
          <a href={item.url}>{item.title}</a>
          <span class="tiny line">{byWhom(item)}</span>
        </span>
      </th>
      <td data-l="Counts as">{counts ?? <NotStated words="credit not stated" />}</td>
      <td class="n" data-l="Price">
        {price?.figure ?? <NotStated />}
      </td>
    </tr>
  );
}

/** "Harvard University, through edX". */
function byWhom({ provider, awardingBody }: SearchItem) {
  return (
    <>
      {awardingBody !== null && awardingBody.id !== provider.id && `${awardingBody.name}, through `}
      <ProviderNamed provider={provider} />
    </>
  );
}

/** CPD hours, else what one gets for it; null where nothing is stated. */
function earned({ cpdHours, earns }: SearchItem): string | null {
  if (cpdHours !== null) return countOf(cpdHours, 'CPD hour');
  return earns.length === 0 ? null : sentence(listInWords(earns.map((one) => EARNS[one] ?? one)));
}

function StonesExplained() {
  return (
    <div>
      <h3>Credit and CPD hours are not the same</h3>
      <div class="row stones-shown">
        <Stone credit={15} level={7} seed="a" />
        <Pebbles hours={12} />
      </div>
      <p class="small quiet">
        Here a <b>stone</b> is academic credit: the thicker, the more credit; the deeper the shade, the higher the
        level. A <b>pebble</b> is one CPD hour. A broken line means that no source says.
      </p>
    </div>
  );
}

/** schema.org WebSite with its search. */
function websiteData(origin: string): unknown {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: 'Cairn',
    url: `${origin}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}/courses?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}
