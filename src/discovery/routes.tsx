/** Finding: the search page, its other forms, comparing, and the read API. Everybody may use them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Course, findCourse, toCtdl, toElm, toSchemaOrg } from '../catalogue/index.js';
import { verificationsOf } from '../organisations/index.js';
import type { Clock } from '../platform/clock/index.js';
import { newToken } from '../platform/crypto/index.js';
import type { Db } from '../platform/db/index.js';
import {
  type App,
  drawHtml,
  html,
  type KeptPage,
  keepPage,
  PLACE,
  sendKept,
  type Theme,
  themeOf,
} from '../platform/http/index.js';
import { reviewSummaries } from '../reviews/index.js';
import type { Frame } from '../ui/index.js';
import type { Discovery } from './actions/open.js';
import type { Reach } from './actions/reach.js';
import { createRecent } from './actions/recent.js';
import { withSigned } from './actions/recognised.js';
import { answerJson } from './formats/answer-json.js';
import { type Feed, toAtom, toJsonFeed } from './formats/atom.js';
import { toCalendar } from './formats/calendar.js';
import { toTable } from './formats/table.js';
import { searchString } from './pages/address.js';
import { listBytes } from './pages/card-html.js';
import { ComparePage } from './pages/compare-page.js';
import { SearchPage } from './pages/search-page.js';
import { pointOf } from './rules/places.js';
import { SearchAnswer, SearchQuery, type Suggestion, SuggestionList } from './schema.js';

export type DiscoveryRoutes = { discovery: Discovery; reach: Reach; db: Db; clock: Clock; frame: Frame };

/** A search page as it is kept, with the courses on it. */
type Drawn = { page: KeptPage; ids: readonly string[] };

/** Feeds and calendars hold this many courses, tables more: enough for a person, little enough for the server. */
const FEED = 50;
const TABLE = 1_000;
const COMPARED = 4;
/** Search pages kept: at 65 kB each, and 10 kB made smaller, 40 MB. An address longer than this is nobody else's. */
const PAGES = 500;
const LONGEST_KEPT = 300;

/** Programs are told of a place that nobody knows; a page says it beside the field, and shows what it has. */
const AskedExactly = SearchQuery.refine(({ near }) => near === undefined || pointOf(near) !== null, {
  path: ['near'],
  error: 'is no place that we know. Give a larger town nearby, or latitude and longitude such as 51.5,-0.12',
});

/** A whole course, and whether the identity of its provider is proved. */
const CourseAnswer = Course.extend({ provider: Course.shape.provider.extend({ verified: z.boolean() }) });

const config = { access: 'public' } as const;
/** An export costs more than a page; a person never needs thirty a minute. */
const exported = { access: 'public', limit: { hits: 30, seconds: 60 } } as const;

export function addDiscoveryRoutes(app: App, { discovery, reach, db, clock, frame }: DiscoveryRoutes): void {
  // Hashing an answer of 50 kB costs more than finding it: its tag is the state of the index and the day instead.
  const run = newToken(6);
  const stateNow = () => `${discovery.version()}-${clock.today()}`;
  const preHandler = async (request: FastifyRequest, reply: FastifyReply) => {
    const tag = `W/"${run}-${stateNow()}-${themeOf(request)}"`;
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) await reply.code(304).send();
  };

  // Most visitors ask what others have just asked: the first page of a subject, a word from the start page. Drawing such a
  // page costs ten times as much as sending it, so pages are kept until the index or the day changes.
  const pages = createRecent<string, Drawn>(PAGES);
  let drawnFor = '';
  const page = { config, preHandler, compress: false, schema: { querystring: SearchQuery } } as const;
  app.get('/courses', page, async (request, reply) => {
    const { query, url } = request;
    const theme = themeOf(request);
    const key = `${theme} ${url}`;
    const state = stateNow();
    if (state !== drawnFor) pages.clear();
    drawnFor = state;
    const known = pages.get(key);
    const drawn = known ?? (await drawSearch(query, theme));
    if (!known && state === stateNow() && url.length <= LONGEST_KEPT) pages.put(key, drawn);
    reach.found(drawn.ids, request, 'page');
    return sendKept(request, reply, drawn.page);
  });

  async function drawSearch(query: SearchQuery, theme: Theme): Promise<Drawn> {
    const today = clock.today();
    const { answer, why } = await discovery.searchKept(query);
    const bytes = await drawHtml(
      <SearchPage frame={frame} query={query} answer={answer} today={today} forms={formsOf(query)} list={PLACE} />,
      { theme, filling: listBytes(answer.items, why, today) },
    );
    return { page: keepPage(bytes), ids: idsOf(answer) };
  }

  app.get('/courses.atom', { config: exported, schema: { querystring: AskedExactly } }, async ({ query }, reply) => {
    return reply
      .type('application/atom+xml; charset=utf-8')
      .serializer(asItIs)
      .send(toAtom(await feedOf(query, 'atom')));
  });
  app.get('/courses.json', { config: exported, schema: { querystring: AskedExactly } }, async ({ query }, reply) => {
    return reply.type('application/feed+json; charset=utf-8').send(toJsonFeed(await feedOf(query, 'json')));
  });
  app.get('/courses.ics', { config: exported, schema: { querystring: AskedExactly } }, async ({ query }, reply) => {
    const { items } = await listed(query, FEED);
    return attached(reply, 'text/calendar', 'courses.ics').send(toCalendar(titleOf(query), items, frame.origin));
  });
  app.get('/courses.csv', { config: exported, schema: { querystring: AskedExactly } }, async ({ query }, reply) => {
    const { items } = await listed(query, TABLE);
    return attached(reply, 'text/csv', 'courses.csv').send(toTable(items, frame.origin));
  });

  const Chosen = z.object({
    course: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(200)).max(20)),
  });
  app.get('/compare', { config, schema: { querystring: Chosen } }, async ({ query }, reply) => {
    const references = [...new Set(query.course)].slice(0, COMPARED);
    const courses = (await Promise.all(references.map((reference) => findCourse(db, reference)))).filter(
      (course) => course !== null,
    );
    const items = await discovery.items(courses.map((course) => course.num));
    return html(
      reply,
      <ComparePage frame={frame} items={items} dropped={query.course.length - items.length} today={clock.today()} />,
    );
  });

  app.get(
    '/api/v1/courses',
    {
      config,
      preHandler,
      schema: {
        summary: 'Search courses',
        description:
          'Exact total, one page of courses, counts on every facet (ignoring its own selection) and bands on every range.',
        querystring: AskedExactly,
        response: { 200: SearchAnswer },
      },
    },
    async (request, reply) => {
      const { answer, why } = await discovery.searchKept(request.query);
      reach.found(idsOf(answer), request, 'api');
      // Sent as bytes made of typed parts: checking the answer once more would cost more than making it.
      return (reply as FastifyReply).type('application/json; charset=utf-8').send(answerJson(answer, why));
    },
  );

  app.get(
    '/api/v1/courses/:id',
    {
      config,
      schema: {
        summary: 'One course, whole',
        description:
          'By UUID or slug. `as` gives it in a standard: schema.org, CTDL or the European Learning Model, as JSON-LD.',
        params: z.object({ id: z.string().min(1).max(300) }),
        querystring: z.object({ as: z.enum(['schema', 'ctdl', 'elm']).optional() }),
        response: {
          200: {
            description: 'The course; with `as`, in that standard.',
            content: {
              'application/json': { schema: CourseAnswer },
              'application/ld+json': { schema: z.record(z.string(), z.unknown()) },
            },
          },
        },
      },
      serializerCompiler: () => (data) => JSON.stringify(data),
    },
    async ({ params, query }, reply) => {
      const found = await findCourse(db, params.id);
      const [course] = found ? await withSigned(db, [found], clock.today()) : [];
      if (!course) throw new CourseNotFound(params.id);
      if (!query.as) return withProof(db, course);
      const reviews = (await reviewSummaries(db, [course.id])).get(course.id);
      const rating = reviews ? { value: reviews.plain, count: reviews.count } : null;
      const schema = (one: Course, origin: string) => toSchemaOrg(one, origin, rating);
      const write = { schema, ctdl: toCtdl, elm: toElm }[query.as];
      return reply.type('application/ld+json; charset=utf-8').send({ ...write(course, frame.origin) });
    },
  );

  app.get(
    '/api/v1/suggestions',
    {
      config,
      schema: {
        summary: 'Suggestions while typing',
        querystring: z.object({
          q: z.string().max(200).default(''),
          limit: z.coerce.number().int().min(1).max(20).default(8),
        }),
        response: { 200: SuggestionList },
      },
    },
    async ({ query }) => ({ suggestions: query.q.trim() === '' ? [] : await suggested(query.q, query.limit) }),
  );

  async function suggested(text: string, limit: number): Promise<SuggestionList['suggestions']> {
    const found = await Promise.all(
      discovery.suggest(text, limit).map(async (one) => ({ ...one, url: await pageOf(one) })),
    );
    return found.flatMap(({ url, ...one }) => (url === undefined ? [] : { ...one, url }));
  }

  /** Undefined: a course that was withdrawn since it was suggested. */
  async function pageOf({ kind, value }: Suggestion): Promise<string | undefined> {
    if (kind === 'course') return (await discovery.items([Number(value)]))[0]?.url;
    if (kind === 'query') return `/courses?q=${encodeURIComponent(value)}`;
    return `/${kind}s/${encodeURIComponent(value)}`;
  }

  async function listed(query: SearchQuery, most: number): Promise<SearchAnswer> {
    const first = await discovery.search(
      { ...query, page: 1, perPage: Math.min(100, most) },
      { counts: false, why: false },
    );
    const items = [...first.items];
    for (let page = 2; items.length < Math.min(most, first.total); page++) {
      const next = await discovery.search({ ...query, page, perPage: 100 }, { counts: false, why: false });
      if (next.items.length === 0) break;
      items.push(...next.items);
    }
    return { ...first, items: items.slice(0, most) };
  }

  async function feedOf(query: SearchQuery, form: 'atom' | 'json'): Promise<Feed> {
    const { items } = await listed(
      { ...query, sort: query.sort === 'relevance' && query.q === '' ? 'newest' : query.sort },
      FEED,
    );
    const { origin } = frame;
    return {
      title: titleOf(query),
      page: `${origin}/courses${searchString(query)}`,
      self: `${origin}${formsOf(query)[form]}`,
      origin,
      items,
    };
  }
}

async function withProof(db: Db, course: Course): Promise<z.infer<typeof CourseAnswer>> {
  const proofs = await verificationsOf(db, [course.provider.id]);
  return { ...course, provider: { ...course.provider, verified: proofs.has(course.provider.id) } };
}

/** No course stands under this identifier. Thrown by the API; pages have their own words. */
class CourseNotFound extends Error {
  override readonly name = 'CourseNotFound';
  readonly status = 404;
  constructor(reference: string) {
    super(`There is no course “${reference.slice(0, 80)}”. Search with GET /api/v1/courses?q=.`);
  }
}

function idsOf({ items }: SearchAnswer): string[] {
  return items.map(({ id }) => id);
}

function formsOf(query: SearchQuery): { atom: string; json: string; ical: string; csv: string; api: string } {
  const asked = searchString({ ...query, page: 1 });
  return {
    atom: `/courses.atom${asked}`,
    json: `/courses.json${asked}`,
    ical: `/courses.ics${asked}`,
    csv: `/courses.csv${asked}`,
    api: `/api/v1/courses${asked}`,
  };
}

function titleOf(query: SearchQuery): string {
  return query.q === '' ? 'Courses on Cairn' : `Courses for “${query.q}” on Cairn`;
}

function attached(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply
    .type(`${type}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${name}"`)
    .serializer(asItIs);
}

function asItIs(payload: unknown): string {
  return payload as string;
}
