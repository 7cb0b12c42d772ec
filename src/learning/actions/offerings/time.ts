/** Pauses and more time. No reason is asked for either. */
import { type Actor, recordAct, sendToPerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import { LEARNING, moreTimeLetter } from '../../mails/index.js';
import { findRun } from '../../queries/offerings/runs.js';
import {
  addDays,
  decideExtension,
  endPauses,
  extensionsOf,
  insertExtension,
  insertPause,
  pausesOf,
} from '../../queries/offerings/time.js';
import { dayIn, daysAfter, daysBetween } from '../../rules/offerings/days.js';
import { LearningError } from '../../schema/index.js';
import { getEdition } from '../editions.js';
import { getPlace, refuseUnlessWorking } from '../learner.js';
import type { Learning } from '../parts.js';
import { getRun, type HostedAsked, requireRegistrar } from './parts.js';

/** A pause longer than this is begun anew. */
const LONGEST_PAUSE = 366;

/**
 * Pauses from a day (left out: today) until a day, or until they go on.
 * @throws LearningError 422 with the field that is wrong, 409 where another pause lies there
 */
export async function pause(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  { enrolment: id, from, until }: { enrolment: string; from?: string | undefined; until?: string | null | undefined },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, id, { hold: true });
    refuseUnlessWorking(place);
    const today = dayIn(now, place.offering.timeZone);
    const begins = from ?? today;
    const ends = until ?? null;
    if (begins < today) throw new LearningError(422, 'A pause begins today or later.', 'from');
    if (begins > daysAfter(today, LONGEST_PAUSE)) throw new LearningError(422, 'This is too far ahead.', 'from');
    if (ends !== null && ends <= begins)
      throw new LearningError(422, 'Go on after the day on which you begin.', 'until');
    if (ends !== null && daysBetween(begins, ends) > LONGEST_PAUSE)
      throw new LearningError(422, 'A pause is at most a year. You can begin another one then.', 'until');
    const others = await pausesOf(trx, id);
    const clash = others.some((one) => (one.until ?? '9999') > begins && (ends === null || one.from < ends));
    if (clash)
      throw new LearningError(409, 'There is a pause in that time already. Go on first, or choose other days.', 'from');
    await insertPause(trx, { id: newId(), enrolmentId: id, from: begins, until: ends, now });
  });
}

/** Goes on today: a pause that runs ends, one that was to come never comes. */
export async function resume(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  { enrolment: id }: { enrolment: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { offering } = await getPlace(trx, actor, id, { hold: true });
    await endPauses(trx, id, dayIn(now, offering.timeZone));
  });
}

/**
 * Asks for more time: granted by itself as far as the run gives it, beyond that by the registrar.
 * @throws LearningError 422 | 409 where one waits already
 */
export async function extend(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  { enrolment: id, days }: { enrolment: string; days: number },
): Promise<'granted' | 'asked'> {
  const now = clock.now();
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new LearningError(422, 'Ask for 1 to 365 days.', 'days');
  return db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, id, { hold: true });
    refuseUnlessWorking(place);
    if (place.enrolment.state === 'completed') throw new LearningError(409, 'You completed this course.');
    if ((await extensionsOf(trx, id)).some(({ state }) => state === 'asked'))
      throw new LearningError(409, 'You have asked already. You get a letter when it is decided.', 'days');
    const run = await findRun(trx, place.offering.id);
    const state = place.enrolment.extensionDays + days <= (run?.extensionLimit ?? 0) ? 'granted' : 'asked';
    const decidedAt = state === 'granted' ? now : null;
    await insertExtension(trx, { id: newId(), enrolmentId: id, days, state, askedAt: now, decidedAt });
    if (state === 'granted') await addDays(trx, id, days);
    return state;
  });
}

/** The registrar grants or refuses more time; the learner has a letter. */
export async function answerExtension(
  { db, clock, letters, origin }: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>,
  actor: Actor,
  asked: HostedAsked & { offering: string; extension: string; granted: boolean | null; words?: string | null },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { course } = await requireRegistrar(trx, actor, asked);
    const run = await getRun(trx, course, asked.offering);
    const words = asked.words?.trim().slice(0, 500) || null;
    const state = asked.granted ? 'granted' : 'refused';
    const found = await decideExtension(trx, { id: asked.extension, offeringId: run.id, state, words, now });
    if (!found) throw new LearningError(409, 'This was decided already, or the learner has moved to another run.');
    if (asked.granted === null) throw new LearningError(422, 'Say whether you give the time.');
    if (asked.granted) await addDays(trx, found.enrolmentId, found.days);
    const { title } = (await getEdition(trx, course.id, run.edition)).content;
    const link = `${origin}/learn/${found.enrolmentId}/plan`;
    const letter = moreTimeLetter({ title, link, days: found.days, granted: asked.granted, words });
    await sendToPerson(trx, letters, found.personId, LEARNING, letter);
    const detail = { days: found.days, granted: asked.granted };
    await recordAct(trx, actor, { act: 'learning.extension-decided', subject: `offering:${run.id}`, detail }, now);
  });
}
