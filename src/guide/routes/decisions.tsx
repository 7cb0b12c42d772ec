/** The pages of decisions that are kept: their owner's, and those of whoever opened one by a link. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findPerson, oneLine, refusalOf, requirePerson } from '../../accounts/index.js';
import { commentsAsked, readDiscussion } from '../../discussion/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import {
  decide,
  FIRST_PAGE,
  getOwnDecision,
  nameDecision,
  ownDecisions,
  removeDecision,
} from '../actions/decisions.js';
import { decisionSubject, findSharedDecision, standingTo } from '../actions/sharing.js';
import { DeletePage, NamePage, RecordPage } from '../pages/decision-forms.js';
import { DecisionPage, type DecisionPageProps, ReaderPage } from '../pages/decision-page.js';
import { DecisionsPage } from '../pages/decisions-page.js';
import { GuideFault } from '../rules/faults.js';
import { keptAnswer } from '../rules/keeping.js';
import { planOf } from '../rules/plan.js';
import type { Recorded } from '../rules/record.js';
import { sinceThen } from '../rules/since-then.js';
import { type Decision, DecisionRefused, DecisionUnknownError, type KeptAnswer } from '../schema.js';
import {
  actorOf,
  asking,
  asksAnew,
  cardOf,
  type DecisionRoutes,
  draws,
  onDecision,
  own,
  sendRecord,
} from './decision-parts.js';

const DONE: Record<string, string> = {
  kept: 'It is kept. Share it, print it, or come back and see what changed.',
  named: 'It has its new name.',
  decided: 'What you chose is kept.',
};
const LIST_DONE: Record<string, string> = { deleted: 'It is deleted.' };
const doneAsked = z.object({ done: z.string().max(40).optional().catch(undefined) });
const texts = z.record(z.string(), z.string().max(5000)).default({});
const Name = z.string().overwrite(oneLine).min(1, 'Give it a name.').max(100, 'Use at most 100 characters.');
const Named = z.object({ name: Name });
const Choice = z.object({
  course: z.string().max(300).default(''),
  why: z.string().trim().max(1000, 'Use at most 1,000 characters.').default(''),
});

export function addDecisionPages(app: App, parts: DecisionRoutes): void {
  const { db, clock, frame, origin, kinds } = parts;
  const ask = asking(parts);
  const wordsOf = (words: Record<string, string>, done: string | undefined): string | undefined =>
    done !== undefined && Object.hasOwn(words, done) ? words[done] : undefined;

  app.get('/my/decisions', { config: own, schema: { querystring: doneAsked } }, async (request, reply) => {
    const decisions = await ownDecisions(db, await actorOf(parts, request));
    return html(
      reply,
      <DecisionsPage frame={frame} done={wordsOf(LIST_DONE, request.query.done)} decisions={decisions} />,
    );
  });

  const page = '/my/decisions/:decision';
  const asked = doneAsked.extend(commentsAsked.shape);
  app.get(page, { config: asksAnew, schema: { params: onDecision, querystring: asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { decision: id } = request.params;
    const { done, comments } = request.query;
    if ((await standingTo(db, actor, id)) === 'reader') return showReader(request, reply, id, comments);
    return showOwner(request, reply, id, comments, { done: wordsOf(DONE, done) });
  });

  async function showReader(request: FastifyRequest, reply: FastifyReply, id: string, comments: number) {
    const decision = await findSharedDecision(db, id);
    const owner = decision && (await findPerson(db, decision.personId));
    if (!decision || !owner) throw new DecisionUnknownError();
    const discussion = await talkOf(request, id, comments);
    return html(reply, <ReaderPage frame={frame} decision={decision} owner={owner.name} discussion={discussion} />);
  }

  async function talkOf(request: FastifyRequest, id: string, page: number) {
    return readDiscussion({ db, kinds }, await actorOf(parts, request), decisionSubject(id), {
      page,
      now: clock.now(),
    });
  }

  type More = Pick<DecisionPageProps, 'done' | 'refusal' | 'given'>;
  async function showOwner(request: FastifyRequest, reply: FastifyReply, id: string, comments: number, more: More) {
    const decision = await getOwnDecision(db, await actorOf(parts, request), id);
    const { today, fault } = await askToday(decision);
    const then = decision.version.answer;
    const facts = {
      today,
      fault,
      since: today && then && today.day !== then.day ? sinceThen(then, today) : null,
      plan: await planFor(decision),
      discussion: await talkOf(request, id, comments),
    };
    return html(reply, <DecisionPage frame={frame} decision={decision} {...facts} {...more} />);
  }

  /** The same question on this day. */
  async function askToday({ version }: Decision): Promise<{ today: KeptAnswer | null; fault: string | null }> {
    if (version.question === null) return { today: null, fault: MOVED_ON };
    try {
      return { today: keptAnswer(await ask({ ...version.question, ...FIRST_PAGE })), fault: null };
    } catch (error) {
      if (!(error instanceof GuideFault)) throw error;
      return { today: null, fault: `These answers cannot be asked again as they stand: ${error.words}.` };
    }
  }

  /** Of what was chosen. */
  async function planFor({ chosen, version }: Decision): Promise<DecisionPageProps['plan']> {
    const course = chosen && (await cardOf(parts, chosen.slug));
    if (!course) return null;
    return { slug: course.slug, title: course.title, plan: planOf(course, version.question?.time, clock.today()) };
  }

  app.post(`${page}/choice`, { config: own, schema: { params: onDecision, body: texts } }, async (request, reply) => {
    const { decision: id } = request.params;
    const actor = await actorOf(parts, request);
    const again = (refusal: Refusal) => showOwner(request, reply.code(422), id, 1, { refusal, given: request.body });
    const given = Choice.safeParse(request.body);
    await getOwnDecision(db, actor, id);
    if (!given.success) return again(refusalOf(given.error));
    const { course, why } = given.data;
    try {
      await decide(
        db,
        actor,
        id,
        { course: course || null, why: why || null, listed: await listedToday(id, actor) },
        clock.now(),
      );
    } catch (error) {
      if (!(error instanceof DecisionRefused)) throw error;
      return again({ message: error.message, fields: { [error.field ?? 'course']: error.message } });
    }
    return reply.redirect(`/my/decisions/${id}?done=decided`, 303);
  });

  /** What can be chosen today: the list has moved on since it was kept. */
  async function listedToday(id: string, actor: Awaited<ReturnType<typeof actorOf>>) {
    const { today } = await askToday(await getOwnDecision(db, actor, id));
    return today?.items.map(({ course }) => course) ?? [];
  }

  app.get(`${page}/name`, { config: own, schema: { params: onDecision } }, async (request, reply) => {
    const decision = await getOwnDecision(db, await actorOf(parts, request), request.params.decision);
    return html(reply, <NamePage frame={frame} decision={decision} />);
  });
  app.post(`${page}/name`, { config: own, schema: { params: onDecision, body: texts } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { decision: id } = request.params;
    const decision = await getOwnDecision(db, actor, id);
    const given = Named.safeParse(request.body);
    if (!given.success) {
      const more = { refusal: refusalOf(given.error), given: request.body.name };
      return html(reply.code(422), <NamePage frame={frame} decision={decision} {...more} />);
    }
    await nameDecision(db, actor, id, given.data.name, clock.now());
    return reply.redirect(`/my/decisions/${id}?done=named`, 303);
  });

  app.get(`${page}/removal`, { config: own, schema: { params: onDecision } }, async (request, reply) => {
    const decision = await getOwnDecision(db, await actorOf(parts, request), request.params.decision);
    return html(reply, <DeletePage frame={frame} decision={decision} />);
  });
  app.post(`${page}/removal`, { config: own, schema: { params: onDecision } }, async (request, reply) => {
    await removeDecision(db, await actorOf(parts, request), request.params.decision, clock.now());
    return reply.redirect('/my/decisions?done=deleted', 303);
  });

  /** As it is kept; what was kept in a form that is not read any more, as it stands today. */
  async function recordOf(request: FastifyRequest, id: string): Promise<Recorded> {
    const actor = requirePerson(await actorOf(parts, request));
    const decision = await getOwnDecision(db, actor, id);
    const answer = decision.version.answer ?? (await askToday(decision)).today;
    if (answer === null) throw new DecisionRefused(MOVED_ON);
    const { name, chosen, why } = decision;
    return { name, answer, chosen, why, link: `${origin}/my/decisions/${id}` };
  }
  app.get(`${page}/record`, { config: own, schema: { params: onDecision } }, async (request, reply) =>
    html(reply, <RecordPage frame={frame} recorded={await recordOf(request, request.params.decision)} />),
  );
  app.get(`${page}/record.pdf`, { config: draws, schema: { params: onDecision } }, async (request, reply) =>
    sendRecord(reply, await recordOf(request, request.params.decision), clock.now()),
  );
}

const MOVED_ON =
  'The six questions have changed since you kept these answers. Answer them anew, and this decision goes on with them.';
