/** Where staff merge courses and part them. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusalFrom, refusalOf } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { comparePair, lookAtCourse, lookForMerges } from '../../actions/staff/look-for-merges.js';
import { keepApart, MergingError, mergeCourses, partListings, undoMerge } from '../../actions/staff/merge-courses.js';
import { MergedCoursePage, PairPage, UndoMergePage } from '../../pages/staff/merging-acts.js';
import { MergingPage } from '../../pages/staff/merging-pages.js';
import { findCourseMergeTitles } from '../../queries/index.js';
import { actorOf, doneInQuery, momentOf, Reason, type StaffRoutes, staff } from './parts.js';

const PAGE = '/staff/merging';
const DONE: Record<string, string> = {
  merged: 'They are one course now.',
  two: 'They stay two courses.',
  parted: 'They are parted.',
  own: 'This is a course of its own now.',
};
/** A course by its address here, its number or its id: `https://…/courses/nursing-12`, `nursing-12`, `12`. */
const Meant = z
  .string()
  .trim()
  .max(400)
  .transform((text) => /(?:^|-)(\d{1,9})(?:[?#].*)?$/.exec(text.split('/').at(-1) ?? '')?.[1] ?? text);
const asId = z.string().max(60);
const given = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
const Reasoned = z.object({ reason: Reason });

export function addMergingRoutes(app: App, parts: StaffRoutes): void {
  const { db, frame } = parts;
  const word = z.string().max(400).catch('').default('');
  const query = doneInQuery.extend({ provider: word, one: word, other: word });
  app.get(PAGE, { config: staff, schema: { querystring: query } }, async ({ query: { done, ...asked } }, reply) => {
    const found = await lookForMerges(db, asked.provider);
    const missing = asked.provider !== '' && found.provider === null;
    const refusal = missing ? { message: `There is no provider ${asked.provider} here.` } : null;
    if (missing) reply.code(404);
    return html(
      reply,
      <MergingPage frame={frame} {...found} asked={asked} done={DONE[done ?? '']} refusal={refusal} />,
    );
  });

  app.get(
    `${PAGE}/pair`,
    { config: staff, schema: { querystring: z.object({ one: Meant, other: Meant }) } },
    (request, reply) => showPair(reply, request.query, {}),
  );
  app.post(`${PAGE}/pair`, { config: staff, schema: { body: given } }, async (request, reply) => {
    const meant = z.object({ one: asId, other: asId }).safeParse(request.body);
    if (!meant.success) throw new MergingError('Choose two courses first.', 422);
    const pair = meant.data;
    const asked = z.object({ keep: asId, reason: Reason }).safeParse(request.body);
    if (!asked.success) return showPair(reply, pair, { ...textOf(request.body), refusal: refusalOf(asked.error) });
    const { keep, reason } = asked.data;
    try {
      const actor = await actorOf(parts, request);
      if (keep === 'both') {
        await keepApart(db, actor, { ...pair, reason }, momentOf(parts));
        return reply.redirect(`${PAGE}?done=two`, 303);
      }
      if (keep !== pair.one && keep !== pair.other) throw new MergingError('Choose one of the two.', 422);
      const from = keep === pair.one ? pair.other : pair.one;
      const { num } = await mergeCourses(db, actor, { from, into: keep, reason }, momentOf(parts));
      return reply.redirect(`${PAGE}/courses/${num}?done=merged`, 303);
    } catch (error) {
      return showPair(reply, pair, { reason, refusal: refusalFrom(error) });
    }
  });

  const oneCourse = z.object({ course: z.string().min(1).max(60) });
  app.get(
    `${PAGE}/courses/:course`,
    { config: staff, schema: { params: oneCourse, querystring: doneInQuery } },
    (request, reply) => showCourse(reply, request.params.course, { done: DONE[request.query.done ?? ''] }),
  );
  app.post(
    `${PAGE}/courses/:course/parting`,
    { config: staff, schema: { params: oneCourse, body: given } },
    async (request, reply) => {
      const { course } = request.params;
      const listings = [request.body.listing ?? []].flat().slice(0, 500);
      const asked = Reasoned.safeParse(request.body);
      const kept = { chosen: listings, ...textOf(request.body) };
      if (!asked.success) return showCourse(reply, course, { ...kept, refusal: refusalOf(asked.error) });
      try {
        const parting = { course, listings, reason: asked.data.reason };
        const { num } = await partListings(db, await actorOf(parts, request), parting, momentOf(parts));
        return reply.redirect(`${PAGE}/courses/${num}?done=own`, 303);
      } catch (error) {
        return showCourse(reply, course, { ...kept, refusal: refusalFrom(error) });
      }
    },
  );

  const oneMerge = z.object({ merge: z.uuid() });
  app.get(`${PAGE}/:merge/undoing`, { config: staff, schema: { params: oneMerge } }, (request, reply) =>
    showUndo(reply, request.params.merge, {}),
  );
  app.post(
    `${PAGE}/:merge/undoing`,
    { config: staff, schema: { params: oneMerge, body: given } },
    async (request, reply) => {
      const { merge } = request.params;
      const asked = Reasoned.safeParse(request.body);
      if (!asked.success) return showUndo(reply, merge, { refusal: refusalOf(asked.error) });
      try {
        const undoing = { merge, reason: asked.data.reason };
        const { num } = await undoMerge(db, await actorOf(parts, request), undoing, momentOf(parts));
        return reply.redirect(`${PAGE}/courses/${num}?done=parted`, 303);
      } catch (error) {
        return showUndo(reply, merge, { reason: asked.data.reason, refusal: refusalFrom(error) });
      }
    },
  );

  type Shown = { reason?: string | undefined; refusal?: Refusal };
  async function showPair(reply: FastifyReply, pair: { one: string; other: string }, shown: Shown) {
    if (shown.refusal) reply.code(422);
    return html(reply, <PairPage frame={frame} {...(await comparePair(db, pair.one, pair.other))} {...shown} />);
  }
  async function showCourse(
    reply: FastifyReply,
    course: string,
    shown: Shown & { chosen?: string[]; done?: string | undefined },
  ) {
    if (shown.refusal) reply.code(422);
    return html(reply, <MergedCoursePage frame={frame} {...(await lookAtCourse(db, course))} {...shown} />);
  }
  async function showUndo(reply: FastifyReply, merge: string, shown: Shown) {
    const titles = await findCourseMergeTitles(db, merge);
    if (!titles) throw new MergingError('This was parted already.', 404);
    if (shown.refusal) reply.code(422);
    return html(reply, <UndoMergePage frame={frame} {...titles} {...shown} />);
  }
}

function textOf({ reason }: z.infer<typeof given>): { reason?: string } {
  return typeof reason === 'string' ? { reason } : {};
}
