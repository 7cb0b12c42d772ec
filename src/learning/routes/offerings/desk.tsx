/** A registrar’s runs: made, changed, opened, closed, cancelled; places, more time, purchase orders. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../accounts/index.js';
import { csvTable } from '../../../catalogue/index.js';
import { findOrganisation, OWN_PARTS, rolesOf } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { getEdition } from '../../actions/editions.js';
import { getRun, requireRegistrar } from '../../actions/offerings/parts.js';
import { endVouchers, makeVouchers, settleInvoice } from '../../actions/offerings/paying.js';
import { changeOffering, openOffering, setOfferingCode, setOfferingState } from '../../actions/offerings/running.js';
import { sessionSteps } from '../../actions/offerings/sessions.js';
import { answerExtension } from '../../actions/offerings/time.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { RunDeskPage, RunsDeskPage } from '../../pages/offerings/desk-pages.js';
import type { DeskPlace } from '../../pages/offerings/desk-shell.js';
import { RunFormPage } from '../../pages/offerings/run-form-page.js';
import { countWaiting } from '../../queries/offerings/enrolling.js';
import { batchesOf, invoicesOf } from '../../queries/offerings/places.js';
import { runsOf } from '../../queries/offerings/runs.js';
import { sessionsOf } from '../../queries/offerings/sessions.js';
import { extensionsAsked } from '../../queries/offerings/time.js';
import { FRESH_RUN, readRunForm, runTexts } from '../../rules/offerings/run-form.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, refusedBy, Said, sent, type Texts, textsOf } from './parts.js';

export const registrar = { access: 'registrar' } as const;
export const ofHosted = z.object({ organisation: z.string().min(1).max(300), hosted: z.uuid() });
export const ofRun = ofHosted.extend({ offering: z.uuid() });
export const RUNS = '/organisations/:organisation/teaching/:hosted/offerings';
const AT = `${RUNS}/:offering`;
type Hosted = z.infer<typeof ofHosted>;
type OneRun = z.infer<typeof ofRun>;

export function addDeskRoutes(app: App, parts: LearningRoutes): void {
  addListAndForm(app, parts);
  addRunActs(app, parts);
}

/** The workplace and the course in it, for whoever is a registrar there. */
export async function deskOf(parts: LearningRoutes, request: FastifyRequest, asked: Hosted) {
  const { db, frame, workplace } = parts;
  const actor = await actorOf(parts, request);
  const { organisation, course } = await requireRegistrar(db, actor, asked);
  const roles = actor.kind === 'person' ? await rolesOf(db, organisation.id, actor.id) : [];
  const title = await titleOf(parts, course);
  const place: DeskPlace = {
    workplace: { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] },
    course: { id: course.id, title },
  };
  return { actor, course, place, home: `/organisations/${organisation.slug}/teaching/${course.id}/offerings` };
}

async function titleOf(
  { db }: LearningRoutes,
  course: { id: string; edition: number; draft: unknown },
): Promise<string> {
  if (course.edition > 0) return (await getEdition(db, course.id, course.edition)).content.title;
  const { title } = z
    .object({ title: z.string().catch('') })
    .catch({ title: '' })
    .parse(course.draft);
  return title || 'A course';
}

function addListAndForm(app: App, parts: LearningRoutes): void {
  const { db } = parts;
  app.get(RUNS, { config: registrar, schema: { params: ofHosted, querystring: Said } }, async (request, reply) => {
    const { course, place } = await deskOf(parts, request as FastifyRequest, request.params);
    const { done } = request.query;
    const runs = await runsOf(db, course.id);
    return html(reply, <RunsDeskPage place={place} runs={runs} isPublished={course.edition > 0} done={done} />);
  });

  type Form = { texts?: Texts; refusal?: Refusal };
  const showForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Hosted & { offering?: string },
    form: Form,
  ) => {
    const { course, place } = await deskOf(parts, request, asked);
    const run = asked.offering === undefined ? null : await getRun(db, course, asked.offering);
    const employer = run?.employerId ? await findOrganisation(db, run.employerId) : null;
    const known = run ? runTexts(run, employer?.slug ?? null) : { ...FRESH_RUN, edition: String(course.edition) };
    const editions = Array.from({ length: course.edition }, (_, at) => course.edition - at);
    return html(
      reply,
      <RunFormPage
        place={place}
        run={run}
        texts={form.texts ?? known}
        editions={editions}
        refusal={form.refusal ?? null}
      />,
    );
  };
  app.get(`${RUNS}/new`, { config: registrar, schema: { params: ofHosted } }, (request, reply) =>
    showForm(request as FastifyRequest, reply, request.params, {}),
  );
  app.get(`${AT}/form`, { config: registrar, schema: { params: ofRun } }, (request, reply) =>
    showForm(request as FastifyRequest, reply, request.params, {}),
  );

  const keep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Hosted & { offering?: string },
    texts: Texts,
  ) => {
    const read = readRunForm(texts);
    if ('faults' in read) {
      const refusal = { message: 'Something needs changing before this run can be kept.', fields: read.faults };
      return showForm(request, reply.code(422), asked, { texts, refusal });
    }
    const actor = await actorOf(parts, request);
    const { organisation, hosted, offering } = asked;
    const base = `/organisations/${organisation}/teaching/${hosted}/offerings`;
    try {
      const { run } = read;
      if (offering !== undefined) {
        await changeOffering(parts, actor, { organisation, hosted, offering, run });
        return reply.redirect(`${base}/${offering}?done=changed`, 303);
      }
      const id = await openOffering(parts, actor, { organisation, hosted, run, open: texts.open !== 'no' });
      return reply.redirect(`${base}/${id}?done=made`, 303);
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return showForm(request, reply.code(status), asked, { texts, refusal });
    }
  };
  app.post(`${RUNS}/new`, { config: registrar, schema: { params: ofHosted, body: sent } }, (request, reply) =>
    keep(request as FastifyRequest, reply, request.params, textsOf(request.body)),
  );
  app.post(`${AT}/form`, { config: registrar, schema: { params: ofRun, body: sent } }, (request, reply) =>
    keep(request as FastifyRequest, reply, request.params, textsOf(request.body)),
  );
}

function addRunActs(app: App, parts: LearningRoutes): void {
  const { db, origin } = parts;
  type More = { done?: string | undefined; refusal?: Refusal };
  const show = async (request: FastifyRequest, reply: FastifyReply, asked: OneRun, { done, refusal }: More) => {
    const { course, place } = await deskOf(parts, request, asked);
    const run = await getRun(db, course, asked.offering);
    const employer = run.employerId ? await findOrganisation(db, run.employerId) : null;
    const desk = {
      ...{ run, employer: employer?.name ?? null, newest: course.edition },
      waiting: await countWaiting(db, run.id),
      batches: await batchesOf(db, run.id),
      invoices: await invoicesOf(db, run.id),
      extensions: await extensionsAsked(db, run.id),
      sessions: await sessionsOf(db, run.id),
      hasSessionSteps: (await sessionSteps(db, run)).length > 0,
    };
    return html(reply, <RunDeskPage place={place} desk={desk} origin={origin} done={done} refusal={refusal ?? null} />);
  };
  app.get(AT, { config: registrar, schema: { params: ofRun, querystring: Said } }, (request, reply) =>
    show(request as FastifyRequest, reply, request.params, { done: request.query.done }),
  );

  /** An act on a run: done and told, or the page comes back with what is wrong. */
  type Act = (actor: Actor, asked: OneRun & Record<string, string>, texts: Texts) => Promise<string>;
  const act = (path: string, params: z.ZodObject, run: Act) =>
    app.post(`${AT}/${path}`, { config: registrar, schema: { params, body: sent } }, async (request, reply) => {
      const asked = request.params as OneRun & Record<string, string>;
      const { organisation, hosted, offering } = asked;
      try {
        const done = await run(await actorOf(parts, request as FastifyRequest), asked, textsOf(request.body));
        return reply.redirect(
          `/organisations/${organisation}/teaching/${hosted}/offerings/${offering}?done=${done}`,
          303,
        );
      } catch (error) {
        const { refusal, status } = refusedBy(error);
        return show(request as FastifyRequest, reply.code(status), asked, { refusal });
      }
    });
  act('state', ofRun, async (actor, asked, { state, words }) => {
    if (state !== 'open' && state !== 'closed' && state !== 'cancelled')
      throw new LearningError(422, 'Say whether the run is open, closed or cancelled.');
    await setOfferingState(parts, actor, { ...asked, state, words: words ?? null });
    return state;
  });
  act('code', ofRun, async (actor, asked, { code }) => {
    await setOfferingCode(parts, actor, { ...asked, code: code || null });
    return code ? 'code' : 'no-code';
  });
  act('vouchers/:vouchers/withdrawal', ofRun.extend({ vouchers: z.uuid() }), async (actor, asked) => {
    await endVouchers(parts, actor, { ...asked, batch: asked.vouchers ?? '' });
    return 'withdrawn';
  });
  act('invoices/:invoice', ofRun.extend({ invoice: z.uuid() }), async (actor, asked, { state = '', reason }) => {
    await settleInvoice(parts, actor, { ...asked, invoice: asked.invoice ?? '', state, reason: reason ?? null });
    return 'settled';
  });
  act('extensions/:extension', ofRun.extend({ extension: z.uuid() }), async (actor, asked, { decision, words }) => {
    const granted = decision === 'granted' ? true : decision === 'refused' ? false : null;
    await answerExtension(parts, actor, { ...asked, extension: asked.extension ?? '', granted, words: words ?? null });
    return 'decided';
  });

  app.post(`${AT}/vouchers`, { config: registrar, schema: { params: ofRun, body: sent } }, async (request, reply) => {
    const { name = '', count, uses, expires } = textsOf(request.body);
    try {
      if (expires && !z.iso.date().safeParse(expires).success)
        throw new LearningError(422, 'Write the day as 2027-01-31.', 'expires');
      const asked = { ...request.params, name, count: Number(count), uses: Number(uses), expires: expires || null };
      const codes = await makeVouchers(parts, await actorOf(parts, request as FastifyRequest), asked);
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="vouchers.csv"')
        .type('text/csv; charset=utf-8')
        .send(
          csvTable([
            ['code', 'for', 'places', 'until'],
            ...codes.map((code) => [code, name, uses ?? '', expires ?? '']),
          ]),
        );
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(request as FastifyRequest, reply.code(status), request.params, { refusal });
    }
  });

  app.get(`${AT}/invoices.csv`, { config: registrar, schema: { params: ofRun } }, async (request, reply) => {
    const { course } = await deskOf(parts, request as FastifyRequest, request.params);
    const run = await getRun(db, course, request.params.offering);
    const head = [
      'purchase order',
      'billed',
      'invoice to',
      'learner',
      'amount',
      'currency',
      'state',
      'asked',
      'reason',
    ];
    const rows = (await invoicesOf(db, run.id)).map((one) => [
      ...[one.purchaseOrder, one.billed, one.billedEmail ?? '', one.learner ?? '', one.amount.toFixed(2), one.currency],
      ...[one.state, one.askedAt.toISOString().slice(0, 10), one.reason ?? ''],
    ]);
    return reply
      .header('content-disposition', 'attachment; filename="purchase-orders.csv"')
      .type('text/csv; charset=utf-8')
      .send(csvTable([head, ...rows]));
  });
}
