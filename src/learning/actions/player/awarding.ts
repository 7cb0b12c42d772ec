/** What a completion gives: issued once, in the name of whoever teaches the course, and held by the learner at once. */
import { type Actor, findPerson, recordAct, sendToPerson } from '../../../accounts/index.js';
import { awardFor, findPublishedAchievement, IssuingError } from '../../../credentials/index.js';
import { getOrganisation, requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { claimIssued } from '../../../wallet/index.js';
import { LEARNING } from '../../mails/plain.js';
import { completedLetter } from '../../mails/player.js';
import { assurancesOf } from '../../queries/assessment/granting.js';
import {
  awardGround,
  lockCompletion,
  saveAwarded,
  saveRefused,
  waitingForAward,
} from '../../queries/player/completions.js';
import { watchedInWords } from '../../rules/assessment/index.js';
import { awardOfCompletion } from '../../rules/player/award.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { getOwnCourse } from '../people/asking.js';

/**
 * Issues what a completion gives, and puts it into the learner's wallet. Done again, it goes on where it stopped: nothing is issued twice.
 * Where it cannot be issued now, the reason is kept in words for the course's staff. Returns the credential's id; null: none.
 */
export async function awardCompletion(parts: Learning, enrolmentId: string): Promise<string | null> {
  const { db, clock } = parts;
  const issued = await db
    .transaction()
    .execute((trx) => issueIn(trx, parts, enrolmentId))
    .catch(async (error: unknown) => {
      if (!(error instanceof IssuingError)) throw error;
      await saveRefused(db, enrolmentId, error.message, clock.now());
      return null;
    });
  if (issued !== null) await claimIssued(parts, issued, clock.now());
  return issued?.credential ?? null;
}

type Issued = { credential: string; personId: string };

async function issueIn(trx: Db, parts: Learning, enrolmentId: string): Promise<Issued | null> {
  const completion = await lockCompletion(trx, enrolmentId);
  const ground = completion && (await awardGround(trx, enrolmentId));
  if (!completion || !ground) return null;
  const { personId } = ground;
  if (completion.credentialId !== null) return { credential: completion.credentialId, personId };
  if (completion.achievementId === null) return null;
  const person = await findPerson(trx, personId);
  const achievement = await findPublishedAchievement(trx, completion.achievementId);
  if (!person) return null;
  if (!achievement) throw new IssuingError(404, 'What this course gives is not published yet. Publish it first.');
  const { content } = await getEdition(trx, ground.courseId, ground.edition);
  const award = awardOfCompletion({
    person,
    achievement: achievement.content,
    course: { title: content.title, edition: ground.edition },
    enrolledAt: ground.enrolledAt,
    completedAt: ground.completedAt,
    reckoned: completion.reckoned,
    watched: watchedInWords(await assurancesOf(trx, enrolmentId), content),
  });
  const { organisationId } = ground;
  const asked = { organisationId, achievement: achievement.id, award, letters: false };
  const credential = await awardFor(trx, parts.issuing, asked);
  const now = parts.clock.now();
  await saveAwarded(trx, enrolmentId, credential, now);
  const about = { course: content.title, achievement: achievement.content.name, enrolmentId };
  await sendToPerson(trx, parts.letters, personId, LEARNING, completedLetter(about, parts.origin));
  return { credential, personId };
}

/** A registrar has it tried again. Returns how many were issued. @throws NotAllowedError, LearningError 404 */
export async function tryAwards(
  parts: Learning,
  actor: Actor,
  { organisation, hosted }: { organisation: string; hosted: string },
): Promise<number> {
  const { db, clock } = parts;
  const person = await requireRole(db, actor, organisation, 'registrar');
  const { id } = await getOrganisation(db, organisation);
  await getOwnCourse(db, id, hosted);
  const act = { act: 'learning.awards-tried', subject: `hosted-course:${hosted}` };
  await db.transaction().execute((trx) => recordAct(trx, person, act, clock.now()));
  return awardWaiting(parts, { courseId: hosted });
}

/** Tries again what could not be issued: each day, and when staff ask for it. Returns how many were issued. */
export async function awardWaiting(parts: Learning, asked: { courseId?: string } = {}): Promise<number> {
  let awarded = 0;
  for (const id of await waitingForAward(parts.db, asked))
    if ((await awardCompletion(parts, id)) !== null) awarded += 1;
  return awarded;
}
