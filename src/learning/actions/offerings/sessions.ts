/** Live sessions: staff set them and say who was there; learners say that they come, and type the code that is shown in the room. */
import { type Actor, recordAct, requirePerson } from '../../../accounts/index.js';
import { newId, sameText } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { lockEnrolment } from '../../queries/enrolments.js';
import {
  cancelSession,
  insertSession,
  lockSession,
  removeComing,
  saveAttendance,
  setSessionCode,
  updateSession,
} from '../../queries/offerings/sessions.js';
import { attendanceCode, plainCode } from '../../rules/offerings/codes.js';
import { codeCounts, readSession, type SessionAsked, whenInWords } from '../../rules/offerings/sessions.js';
import { LearningError } from '../../schema/index.js';
import type { LiveSession, Run } from '../../schema/runs.js';
import { judgeCompletion } from '../completing.js';
import { getEdition } from '../editions.js';
import { getPlace, placeOf, refuseUnlessWorking } from '../learner.js';
import type { Learning } from '../parts.js';
import { completeStep } from '../progress.js';
import { getRun, type HostedAsked, requireRegistrar } from './parts.js';
import { randomness, withTries } from './places.js';
import { RunFaultsError } from './running.js';
import { tellLearners } from './telling.js';

type InRun = HostedAsked & { offering: string };
type AtSession = InRun & { session: string };
type Parts = Pick<Learning, 'db' | 'clock'>;

/** How long a code is good where staff say nothing else. */
const CODE_MINUTES = 15;

/** Sets a session of a run; with `session`, changes that one. The learners are told. Answers its id. @throws RunFaultsError */
export async function setSession(
  { db, clock }: Parts,
  actor: Actor,
  asked: InRun & { session?: string | undefined; written: SessionAsked },
): Promise<string> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    const read = readSession(asked.written, run.timeZone, await sessionSteps(trx, run));
    if ('faults' in read) throw new RunFaultsError(read.faults);
    const before = asked.session === undefined ? null : await getSession(trx, run, asked.session);
    if (before?.cancelled) throw new LearningError(409, 'This session was cancelled. Set another one.');
    if (before && read.session.capacity !== null && read.session.capacity < before.coming)
      throw new RunFaultsError({ capacity: `${before.coming} said that they come.` });
    const id = before?.id ?? newId();
    if (before) await updateSession(trx, id, read.session, now);
    else await insertSession(trx, { id, offeringId: run.id, now, ...read.session });
    const when = whenInWords(read.session, run.timeZone);
    await tellLearners(trx, run.id, { what: 'session', how: before ? 'changed' : 'added', when });
    await recordAct(trx, actor, { act: 'learning.session-set', subject: `session:${id}` }, now);
    return id;
  });
}

/** Keys of the edition's live sessions. */
export async function sessionSteps(db: Db, run: Run): Promise<string[]> {
  const { steps } = await getEdition(db, run.courseId, run.edition);
  return steps.filter(({ step }) => step.type === 'session').map(({ step }) => step.key);
}

export async function callOffSession({ db, clock }: Parts, actor: Actor, asked: AtSession): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    const session = await getSession(trx, run, asked.session);
    if (session.cancelled) return;
    await cancelSession(trx, session.id, now);
    const when = whenInWords(session, run.timeZone);
    await tellLearners(trx, run.id, { what: 'session', how: 'cancelled', when });
    await recordAct(trx, actor, { act: 'learning.session-cancelled', subject: `session:${session.id}` }, now);
  });
}

/** Makes a new code that counts from now on for some minutes; an earlier one counts no more. */
export async function showCode(
  { db, clock }: Parts,
  actor: Actor,
  asked: AtSession & { minutes?: number },
): Promise<string> {
  const now = clock.now();
  const minutes = asked.minutes ?? CODE_MINUTES;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240)
    throw new LearningError(422, 'A code is good for 1 to 240 minutes.', 'minutes');
  return db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const session = await getSession(trx, await getRun(trx, course, asked.offering), asked.session);
    if (session.cancelled) throw new LearningError(409, 'This session was cancelled.');
    const code = attendanceCode(randomness());
    await setSessionCode(trx, session.id, { code, from: now, until: new Date(now.getTime() + minutes * 60_000) });
    await recordAct(trx, actor, { act: 'learning.session-code-shown', subject: `session:${session.id}` }, now);
    return code;
  });
}

/** Staff say that a learner was there, or is excused. Whoever was there has the step done. */
export async function tickAttendance(
  { db, clock }: Parts,
  actor: Actor,
  asked: AtSession & { enrolment: string; state: 'present' | 'excused' },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    const session = await getSession(trx, run, asked.session);
    const enrolment = await lockEnrolment(trx, asked.enrolment);
    if (enrolment?.offeringId !== run.id || enrolment.state === 'left')
      throw new LearningError(404, 'Nobody in this run has this enrolment.');
    const { id: sessionId, step } = session;
    await saveAttendance(trx, { sessionId, enrolmentId: enrolment.id, state: asked.state, how: 'staff', now });
    const place = await placeOf(trx, enrolment);
    if (asked.state === 'present') await completeStep(trx, place, { step, how: 'attended', now });
    else await judgeCompletion(trx, place, now);
    const detail = { state: asked.state };
    await recordAct(trx, actor, { act: 'learning.attendance-said', subject: `session:${sessionId}`, detail }, now);
  });
}

type Own = { enrolment: string; session: string };

/** A learner says that they come, which holds a chair, or that they do not. */
export async function sayComing(
  { db, clock }: Parts,
  actor: Actor,
  { enrolment: id, session: sessionId, coming }: Own & { coming: boolean },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, id, { hold: true });
    refuseUnlessWorking(place);
    const session = await lockSession(trx, place.offering.id, sessionId);
    if (!session || session.cancelled) throw new LearningError(404, 'Your run has no such session.');
    if (!coming) return removeComing(trx, session.id, id);
    if (session.ends <= now) throw new LearningError(409, 'This session is over.');
    await removeComing(trx, session.id, id);
    const { coming: others } = (await lockSession(trx, place.offering.id, sessionId)) ?? session;
    if (session.capacity !== null && others >= session.capacity)
      throw new LearningError(409, 'All chairs are taken. Ask your provider, or choose another session.');
    await saveAttendance(trx, { sessionId: session.id, enrolmentId: id, state: 'coming', how: null, now });
  });
}

/**
 * A learner types the code that is shown in the room. Few tries; and only while it counts.
 * @throws LearningError 404 | 409 | 422
 */
export async function attend(
  { db, clock }: Parts,
  actor: Actor,
  { enrolment: id, session: sessionId, code }: Own & { code: string },
): Promise<void> {
  const person = requirePerson(actor);
  const now = clock.now();
  await getPlace(db, actor, id);
  await withTries(db, person, 'attendance', now, () =>
    db.transaction().execute(async (trx) => {
      const place = await getPlace(trx, actor, id, { hold: true });
      refuseUnlessWorking(place);
      const session = await lockSession(trx, place.offering.id, sessionId);
      if (!session || session.cancelled) throw new LearningError(404, 'Your run has no such session.');
      const isRight = codeCounts(session, now) && sameText(session.code ?? '', plainCode(code));
      if (!isRight)
        throw new LearningError(
          422,
          'This code is not the one that is shown now. Look again, or ask whoever leads.',
          'code',
        );
      await saveAttendance(trx, { sessionId: session.id, enrolmentId: id, state: 'present', how: 'code', now });
      if (place.edition.steps.some(({ step }) => step.key === session.step))
        await completeStep(trx, place, { step: session.step, how: 'attended', now });
    }),
  );
}

async function getSession(trx: Db, run: Run, id: string): Promise<LiveSession> {
  const session = await lockSession(trx, run.id, id);
  if (!session) throw new LearningError(404, 'This run has no such session.');
  return session;
}
