/** A course's own page, its dates for a calendar, and where the data comes from. Everybody may read them. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { verificationsOf } from '../organisations/index.js';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type App, html } from '../platform/http/index.js';
import type { Frame } from '../ui/index.js';
import { calendarDays, writeCalendar } from './formats/calendar.js';
import { toSchemaOrg } from './formats/schema-org/write.js';
import { AboutDataPage } from './pages/about-data-page.js';
import { CoursePage, type CoursePageProps, type SimilarCourse } from './pages/course-page.js';
import { aboutData, findCourse } from './queries/index.js';
import { availability, nextOffering } from './rules/availability.js';
import type { Course } from './schema.js';

export type CatalogueRoutes = {
  db: Db;
  clock: Clock;
  frame: Frame;
  /** Courses like this one: asked of what is above the catalogue. */
  similar: (course: Course) => Promise<readonly SimilarCourse[]>;
  /** Told of each look at a course and each way on to its provider, which are counted above. */
  looks: { opened(id: string, request: FastifyRequest): void; handedOver(id: string, request: FastifyRequest): void };
  /** What features above put on a course's page for whoever looks at it. */
  weave?: (course: Course, request: FastifyRequest) => Promise<Woven>;
};

export type Woven = Pick<CoursePageProps, 'here' | 'acts' | 'beside'> & {
  /** The mean of what Cairn's own reviews say, and their number. */
  rating?: { value: number; count: number } | null;
  /** Who recognises it, with what bodies have signed; left out: as sources claim. */
  recognition?: Course['recognition'];
  /** It was drawn for this visitor alone: no cache may keep it. */
  personal: boolean;
};

/** There is no such course. */
export class CourseUnknownError extends Error {
  override readonly name = 'CourseUnknownError';
  readonly status = 404;
  constructor() {
    super('No course stands at this address. It may never have been here, or the link may be mistyped.');
  }
}

/** No source gives a date for this course, so there is nothing for a calendar. */
export class NoDatesError extends Error {
  override readonly name = 'NoDatesError';
  readonly status = 404;
  constructor() {
    super('No source states a date for this course, so there is nothing to put into a calendar.');
  }
}

const config = { access: 'public' } as const;
const visited = z.object({ offering: z.string().max(100).optional().catch(undefined) });
const params = z.object({ slug: z.string().min(1).max(300) });

export function addCatalogueRoutes(app: App, { db, clock, frame, similar, looks, weave }: CatalogueRoutes): void {
  app.get('/courses/:slug', { config, schema: { params } }, async (request, reply) => {
    const { params } = request;
    const course = await findCourse(db, params.slug);
    if (!course) throw new CourseUnknownError();
    // A title may change, and with it the address: old links lead to the present one.
    // One that was merged into another may be parted again, so nobody should remember that way for good.
    if (course.slug !== params.slug)
      return reply.redirect(`/courses/${course.slug}`, params.slug.endsWith(`-${course.num}`) ? 301 : 302);
    const today = clock.today();
    looks.opened(course.id, request);
    const proofs = await verificationsOf(db, [course.provider.id]);
    const woven = await weave?.(course, request);
    if (woven?.personal) reply.header('cache-control', 'no-store');
    return html(
      reply,
      <CoursePage
        frame={frame}
        course={woven?.recognition ? { ...course, recognition: woven.recognition } : course}
        availability={availability(course, today)}
        next={nextOffering(course, today)}
        today={today}
        verification={proofs.get(course.provider.id) ?? null}
        jsonLd={toSchemaOrg(course, frame.origin, woven?.rating ?? null)}
        similar={course.state === 'published' ? await similar(course) : []}
        here={woven?.here ?? null}
        acts={woven?.acts}
        beside={woven?.beside}
      />,
    );
  });

  app.get('/courses/:slug.ics', { config, schema: { params } }, async ({ params }, reply) => {
    const course = await findCourse(db, params.slug);
    if (!course) throw new CourseUnknownError();
    const days = calendarDays(course, frame.origin);
    if (days.length === 0) throw new NoDatesError();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${course.slug.slice(0, 80)}.ics"`)
      .serializer((text: unknown) => text as string)
      .send(writeCalendar(course.title, days));
  });

  // The way to the provider leads through here so that it can be counted; never to any other address than the stored one.
  app.get('/courses/:slug/visit', { config, schema: { params, querystring: visited } }, async (request, reply) => {
    const course = await findCourse(db, request.params.slug);
    if (!course) throw new CourseUnknownError();
    const run = course.offerings.find(({ id }) => id === request.query.offering);
    const address = webAddress(run?.url) ?? webAddress(course.url);
    reply.header('x-robots-tag', 'noindex, nofollow').header('cache-control', 'no-store');
    if (address === null) return reply.redirect(`/courses/${course.slug}`, 302);
    looks.handedOver(course.id, request);
    return reply.redirect(address, 302);
  });

  app.get('/about/data', { config }, async (_request, reply) => {
    return html(reply, <AboutDataPage frame={frame} about={await aboutData(db)} />);
  });
}

/** Only what is stored and leads to the web. */
function webAddress(text: string | undefined): string | null {
  const url = URL.parse(text ?? '');
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}
