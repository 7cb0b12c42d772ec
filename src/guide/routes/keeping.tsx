/** Keeping answers, and what can be done with them unkept: the record and the calendar, for whoever has no account. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { oneLine, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { FIRST_PAGE, saveDecision } from '../actions/decisions.js';
import { dropHeldAnswers, findHeldAnswers, holdAnswers } from '../actions/held-answers.js';
import { writePlan } from '../formats/plan-calendar.js';
import { KeepPage, RecordPage } from '../pages/decision-forms.js';
import { type SentForm, valuesOf } from '../rules/form.js';
import { keptAnswer } from '../rules/keeping.js';
import { planOf } from '../rules/plan.js';
import type { Recorded } from '../rules/record.js';
import { DecisionRefused } from '../schema.js';
import {
  actorOf,
  asking,
  cardOf,
  type DecisionRoutes,
  decisionIn,
  open,
  own,
  questionOf,
  Sent,
  sendRecord,
} from './decision-parts.js';

const COOKIE = 'guide-answers';
const DAY = 86_400;
const Name = z.string().overwrite(oneLine).max(100, 'Use at most 100 characters.');

export function addKeepingRoutes(app: App, parts: DecisionRoutes): void {
  const { db, clock, frame, origin } = parts;
  const ask = asking(parts);
  const cookie = (token: string, seconds: number): string =>
    `${COOKIE}=${token}; Path=/guide/saved; Max-Age=${seconds}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`;

  // Whoever is not signed in comes back to their answers afterwards: they wait under a cookie, never in an address.
  app.post('/guide/saved', { config: open, schema: { hide: true, body: Sent } }, async (request, reply) => {
    const sent: SentForm = request.body ?? {};
    const question = questionOf(sent);
    const decision = decisionIn(sent);
    const actor = await actorOf(parts, request);
    if (actor.kind !== 'person') {
      const token = await holdAnswers(db, { question, decision }, clock.now());
      return reply.header('set-cookie', cookie(token, DAY)).redirect('/sign-in?next=/guide/saved', 303);
    }
    const name = Name.safeParse(valuesOf(sent, 'name')[0] ?? '');
    if (!name.success) {
      const refusal = { message: 'Please check the name.', fields: { name: 'Use at most 100 characters.' } };
      return html(reply.code(422), <KeepPage frame={frame} held={{ question, decision }} refusal={refusal} />);
    }
    const asked = { question, decision, name: name.data === '' ? null : name.data };
    const id = await saveDecision({ db, ask }, actor, asked, clock.now());
    const token = tokenOf(request);
    if (token !== null) await dropHeldAnswers(db, token);
    return reply.header('set-cookie', cookie('', 0)).redirect(`/my/decisions/${id}?done=kept`, 303);
  });

  app.get('/guide/saved', { config: own }, async (request, reply) => {
    requirePerson(await actorOf(parts, request));
    const token = tokenOf(request);
    const held = token === null ? null : await findHeldAnswers(db, token, clock.now());
    return html(reply, <KeepPage frame={frame} held={held} />);
  });

  /** A result that is not kept, as a record. */
  async function recordOf(sent: SentForm): Promise<Recorded> {
    const answer = keptAnswer(await ask({ ...questionOf(sent), ...FIRST_PAGE }));
    return { name: 'Your shortlist', answer, chosen: null, why: null, link: null };
  }
  app.post('/guide/record.pdf', { config: open, schema: { hide: true, body: Sent } }, async (request, reply) =>
    sendRecord(reply, await recordOf(request.body ?? {}), clock.now()),
  );
  app.post('/guide/record', { config: open, schema: { hide: true, body: Sent } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return html(reply, <RecordPage frame={frame} recorded={await recordOf(request.body ?? {})} />);
  });

  app.post('/guide/plan.ics', { config: open, schema: { hide: true, body: Sent } }, async (request, reply) => {
    const sent: SentForm = request.body ?? {};
    const question = questionOf(sent);
    const course = await cardOf(parts, valuesOf(sent, 'course')[0] ?? '');
    if (!course) throw new DecisionRefused('This course is not in the catalogue any more.');
    const plan = planOf(course, question.time, clock.today());
    if (plan.sessions.length === 0)
      throw new DecisionRefused(`There is nothing to put on a calendar. ${plan.sentences.join(' ')}`);
    const written = {
      id: course.id,
      title: course.title,
      url: `${origin}${course.url}`,
      provider: course.provider.name,
    };
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="plan-${course.slug.slice(0, 80)}.ics"`)
      .send(writePlan(written, plan, clock.today()));
  });
}

/** What the cookie holds; null: nothing that could be ours. */
function tokenOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(headers.cookie ?? '')?.[1] ?? null;
}
