/** A registrar opens, changes, closes and cancels runs. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { getOrganisation } from '../../../organisations/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertRun, type RunWritten, setEmployerCode, setRunState, updateRun } from '../../queries/offerings/runs.js';
import { codeHash, plainCode } from '../../rules/offerings/codes.js';
import { faultsOfRun } from '../../rules/offerings/entry.js';
import { fieldOf } from '../../rules/offerings/run-form.js';
import { LearningError } from '../../schema/index.js';
import { RunAsked, type RunInput } from '../../schema/runs.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { listSoon } from './listing.js';
import { getRun, type HostedAsked, requireRegistrar } from './parts.js';
import { tellLearners, tellWaiting } from './telling.js';

/** What is wrong with a run, at each field. */
export class RunFaultsError extends LearningError {
  constructor(readonly fields: Readonly<Record<string, string>>) {
    super(422, 'Something needs changing before this run can be kept.', Object.keys(fields)[0]);
  }
}

type OneRun = HostedAsked & { offering: string };

/**
 * Makes a run of the newest edition; `open: false` keeps it from learners for now. Answers its id.
 * @throws RunFaultsError, LearningError 404 | 409, NotAllowedError
 */
export async function openOffering(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  asked: HostedAsked & { run: RunInput; open?: boolean },
): Promise<string> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const written = await checked(trx, course, wellFormed(asked.run));
    const id = newId();
    const state = asked.open === false ? 'draft' : 'open';
    await insertRun(trx, { id, courseId: course.id, state, now, ...written });
    await listSoon(trx, course.id);
    await recordAct(trx, actor, { act: 'learning.run-made', subject: `offering:${id}`, detail: { state } }, now);
    return id;
  });
}

/** Changes a run. Who is in it keeps their edition, their start and their place. */
export async function changeOffering(
  learning: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>,
  actor: Actor,
  asked: OneRun & { run: RunInput },
): Promise<void> {
  const now = learning.clock.now();
  await learning.db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const before = await getRun(trx, course, asked.offering, { hold: true });
    if (before.state === 'cancelled') throw new LearningError(409, 'This run was cancelled. Make a new one.');
    const given = wellFormed(asked.run);
    const written = await checked(trx, course, { ...given, edition: given.edition ?? before.edition });
    if (before.taken > 0 && (written.kind === 'private') !== (before.kind === 'private'))
      throw new RunFaultsError({ kind: 'There are learners in this run already. Make another run for others.' });
    if (written.seats !== null && written.seats < before.taken)
      throw new RunFaultsError({ seats: `${before.taken} are in this run already.` });
    await updateRun(trx, before.id, written, now);
    await tellWaiting(trx, learning, before.id, now);
    await listSoon(trx, course.id);
    await recordAct(trx, actor, { act: 'learning.run-changed', subject: `offering:${before.id}` }, now);
  });
}

/** Opens a run to learners, closes it to new ones, or cancels it; whoever is in it is told of the last two. */
export async function setOfferingState(
  learning: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>,
  actor: Actor,
  asked: OneRun & { state: 'open' | 'closed' | 'cancelled'; words?: string | null },
): Promise<void> {
  const now = learning.clock.now();
  await learning.db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering, { hold: true });
    if (run.state === asked.state) return;
    if (run.state === 'cancelled') throw new LearningError(409, 'This run was cancelled. Make a new one.');
    if (run.state === 'draft' && asked.state === 'closed') throw new LearningError(409, 'This run was never open.');
    await setRunState(trx, run.id, asked.state, now);
    if (asked.state === 'cancelled')
      await tellLearners(trx, run.id, { what: 'cancelled', words: asked.words?.trim().slice(0, 600) || null });
    if (asked.state === 'closed') await tellLearners(trx, run.id, { what: 'closed' });
    if (asked.state === 'open') await tellWaiting(trx, learning, run.id, now);
    await listSoon(trx, course.id);
    await recordAct(trx, actor, { act: `learning.run-${asked.state}`, subject: `offering:${run.id}` }, now);
  });
}

/** The code by which an employer's people come in; null: their address at work or a membership alone. */
export async function setOfferingCode(
  { db, clock, secret }: Pick<Learning, 'db' | 'clock' | 'secret'>,
  actor: Actor,
  asked: OneRun & { code: string | null },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering, { hold: true });
    if (run.kind !== 'private') throw new LearningError(409, 'Only a private run has a code of the employer.');
    if (asked.code !== null && plainCode(asked.code).length < 8)
      throw new LearningError(422, 'A code has at least 8 letters and digits.', 'code');
    await setEmployerCode(trx, run.id, asked.code === null ? null : codeHash(secret, 'employer', asked.code), now);
    await recordAct(trx, actor, { act: 'learning.run-code-set', subject: `offering:${run.id}` }, now);
  });
}

/** @throws RunFaultsError */
function wellFormed(run: RunInput): RunAsked {
  const read = RunAsked.safeParse(run);
  if (read.success) return read.data;
  throw new RunFaultsError(Object.fromEntries(read.error.issues.map(({ path, message }) => [fieldOf(path), message])));
}

async function checked(
  trx: Db,
  course: { id: string; edition: number; retired: Date | null },
  run: RunAsked,
): Promise<RunWritten> {
  if (course.retired) throw new LearningError(409, 'This course is retired: it takes no new learners.');
  if (course.edition === 0) throw new LearningError(409, 'Publish the course first: a run is a run of an edition.');
  const { employer: named, edition = course.edition, ...given } = run;
  const employer = run.kind === 'private' && named ? await getOrganisation(trx, named).catch(() => null) : null;
  const faults = faultsOfRun(run);
  if (run.kind === 'private' && named && !employer)
    faults.employer = 'There is no such organisation. Look for the end of its address here: /providers/NAME.';
  if (Object.keys(faults).length > 0) throw new RunFaultsError(faults);
  await getEdition(trx, course.id, edition);
  return { ...given, name: given.name || null, edition, employerId: employer?.id ?? null };
}
