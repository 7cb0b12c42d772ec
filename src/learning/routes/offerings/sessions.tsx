/** Live sessions: set and led by staff; learners say that they come, and type the code of the room. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { getEdition } from '../../actions/editions.js';
import { getRun } from '../../actions/offerings/parts.js';
import {
  attend,
  callOffSession,
  sayComing,
  setSession,
  showCode,
  tickAttendance,
} from '../../actions/offerings/sessions.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { SessionDeskPage, SessionFormPage } from '../../pages/offerings/session-desk-pages.js';
import { attendeesOf, findSession } from '../../queries/offerings/sessions.js';
import { wallOf } from '../../rules/offerings/days.js';
import { LearningError } from '../../schema/index.js';
import type { LiveSession, Run } from '../../schema/runs.js';
import { deskOf, ofRun, RUNS, registrar } from './desk.js';
import { actorOf, refusedBy, Said, sent, signedIn, type Texts, textsOf } from './parts.js';

const BASE = `${RUNS}/:offering/sessions`;
const ofSession = ofRun.extend({ session: z.uuid() });
type OneRun = z.infer<typeof ofRun>;
type Asked = OneRun & { session?: string };

export function addSessionRoutes(app: App, parts: LearningRoutes): void {
  addSessionForms(app, parts);
  addSessionDesk(app, parts);
  addAttending(app, parts);
}

function addSessionForms(app: App, parts: LearningRoutes): void {
  const { db } = parts;
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked,
    form: { texts?: Texts; refusal?: Refusal },
  ) => {
    const { course, place } = await deskOf(parts, request, asked);
    const run = await getRun(db, course, asked.offering);
    const session = asked.session === undefined ? null : await getSession(parts, run, asked.session);
    const { steps } = await getEdition(db, course.id, run.edition);
    const live = steps
      .filter(({ step }) => step.type === 'session')
      .map(({ step: { key, title } }) => ({ key, title }));
    const texts = form.texts ?? (session ? textsOfSession(session, run) : {});
    return html(
      reply,
      <SessionFormPage
        place={place}
        run={run}
        steps={live}
        texts={texts}
        session={session}
        refusal={form.refusal ?? null}
      />,
    );
  };
  const keep = async (request: FastifyRequest, reply: FastifyReply, asked: Asked, texts: Texts) => {
    const word = (name: string) => texts[name] ?? '';
    const written = {
      ...{
        step: word('step'),
        starts: word('starts'),
        ends: word('ends'),
        address: word('address'),
        room: word('room'),
      },
      ...{ access: word('access'), link: word('link'), capacity: word('capacity') },
    };
    const { organisation, hosted, offering } = asked;
    try {
      const id = await setSession(parts, await actorOf(parts, request), { ...asked, written });
      const at = `/organisations/${organisation}/teaching/${hosted}/offerings/${offering}`;
      return reply.redirect(asked.session ? `${at}/sessions/${id}?done=kept` : `${at}?done=session`, 303);
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(request, reply.code(status), asked, { texts, refusal });
    }
  };
  app.get(`${BASE}/new`, { config: registrar, schema: { params: ofRun } }, (request, reply) =>
    show(request as FastifyRequest, reply, request.params, {}),
  );
  app.get(`${BASE}/:session/form`, { config: registrar, schema: { params: ofSession } }, (request, reply) =>
    show(request as FastifyRequest, reply, request.params, {}),
  );
  app.post(`${BASE}/new`, { config: registrar, schema: { params: ofRun, body: sent } }, (request, reply) =>
    keep(request as FastifyRequest, reply, request.params, textsOf(request.body)),
  );
  app.post(
    `${BASE}/:session/form`,
    { config: registrar, schema: { params: ofSession, body: sent } },
    (request, reply) => keep(request as FastifyRequest, reply, request.params, textsOf(request.body)),
  );
}

function textsOfSession(session: LiveSession, { timeZone }: Run): Texts {
  const { step, starts, ends, address, room, access, link, capacity } = session;
  return {
    ...{
      step,
      starts: wallOf(starts, timeZone),
      ends: wallOf(ends, timeZone),
      address: address ?? '',
      room: room ?? '',
    },
    ...{ access: access ?? '', link: link ?? '', capacity: capacity === null ? '' : String(capacity) },
  };
}

function addSessionDesk(app: App, parts: LearningRoutes): void {
  const { db, clock } = parts;
  type More = { done?: string | undefined; refusal?: Refusal };
  const show = async (request: FastifyRequest, reply: FastifyReply, asked: z.infer<typeof ofSession>, more: More) => {
    const { course, place } = await deskOf(parts, request, asked);
    const run = await getRun(db, course, asked.offering);
    const session = await getSession(parts, run, asked.session);
    const { steps } = await getEdition(db, course.id, run.edition);
    const title = steps.find(({ step }) => step.key === session.step)?.step.title ?? 'Live session';
    const attendees = await attendeesOf(db, run.id, session.id);
    reply.header('cache-control', 'no-store');
    return html(
      reply,
      <SessionDeskPage
        {...{ place, run, session, title, attendees, now: clock.now(), done: more.done }}
        refusal={more.refusal ?? null}
      />,
    );
  };
  app.get(
    `${BASE}/:session`,
    { config: registrar, schema: { params: ofSession, querystring: Said } },
    (request, reply) => show(request as FastifyRequest, reply, request.params, { done: request.query.done }),
  );
  type Run = (request: FastifyRequest, asked: z.infer<typeof ofSession>, texts: Texts) => Promise<unknown>;
  const act = (path: string, run: Run) =>
    app.post(
      `${BASE}/:session/${path}`,
      { config: registrar, schema: { params: ofSession, body: sent } },
      async (request, reply) => {
        const { organisation, hosted, offering, session } = request.params;
        try {
          await run(request as FastifyRequest, request.params, textsOf(request.body));
        } catch (error) {
          const { refusal, status } = refusedBy(error);
          return show(request as FastifyRequest, reply.code(status), request.params, { refusal });
        }
        const at = `/organisations/${organisation}/teaching/${hosted}/offerings/${offering}`;
        return reply.redirect(`${at}/sessions/${session}?done=kept`, 303);
      },
    );
  act('code', async (request, asked, { minutes }) =>
    showCode(parts, await actorOf(parts, request), { ...asked, minutes: Number(minutes || '15') }),
  );
  act('cancellation', async (request, asked) => callOffSession(parts, await actorOf(parts, request), asked));
  act('attendance', async (request, asked, { enrolment = '', state }) => {
    if (!z.uuid().safeParse(enrolment).success || (state !== 'present' && state !== 'excused'))
      throw new LearningError(422, 'Say who it is, and whether they were there or are excused.');
    return tickAttendance(parts, await actorOf(parts, request), { ...asked, enrolment, state });
  });
}

async function getSession({ db }: LearningRoutes, run: Run, id: string): Promise<LiveSession> {
  const session = await findSession(db, run.id, id);
  if (!session) throw new LearningError(404, 'This run has no such session.');
  return session;
}

function addAttending(app: App, parts: LearningRoutes): void {
  const params = z.object({ enrolment: z.uuid(), session: z.uuid() });
  const base = '/learn/:enrolment/sessions/:session';
  type Run = (request: FastifyRequest, asked: z.infer<typeof params>, texts: Texts) => Promise<string>;
  const act = (path: string, run: Run) =>
    app.post(`${base}/${path}`, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
      const texts = textsOf(request.body);
      const { enrolment } = request.params;
      const back = /^[a-z0-9-]{1,64}$/.test(texts.step ?? '')
        ? `/learn/${enrolment}/steps/${texts.step}`
        : `/learn/${enrolment}/plan`;
      try {
        const said = await run(request as FastifyRequest, request.params, texts);
        return reply.redirect(`${back}?session=${said}#sessions`, 303);
      } catch (error) {
        refusedBy(error);
        return reply.redirect(`${back}?fault=${faultOf(error)}#sessions`, 303);
      }
    });
  act('place', async (request, asked, { coming }) => {
    await sayComing(parts, await actorOf(parts, request), { ...asked, coming: coming === 'yes' });
    return coming === 'yes' ? 'coming' : 'not-coming';
  });
  act('attendance', async (request, asked, { code = '' }) => {
    await attend(parts, await actorOf(parts, request), { ...asked, code });
    return 'attended';
  });
}

/** A word for the page to say it by: what stands in an address is not shown. */
function faultOf(error: unknown): 'code' | 'many' | 'full' {
  if (!(error instanceof LearningError) || error.status !== 409) return 'code';
  return error.field === 'attendance' ? 'many' : 'full';
}
