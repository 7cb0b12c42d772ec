/** Being seen by others who learn here, or not: by choice, for each course or credential, taken back at once. */
import { type Actor, oneLine, requirePerson } from '../../../accounts/index.js';
import { findPublishedAchievement } from '../../../credentials/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  findListing,
  isHolder,
  type Listed,
  type ListingWords,
  listedHolders,
  listedInRun,
  removeListing,
  saveListing,
  type Where,
} from '../../queries/people/directory.js';
import { runOf } from '../../rules/people/circles.js';
import { LearningError } from '../../schema/index.js';
import { getPlace, type Place, refuseUnlessWorking } from '../learner.js';

export type Directory = {
  /** What this person shows of themselves; null: they are not listed, and see nobody. */
  own: Listed | null;
  others: Listed[];
};

/** Those who take the course in the same run, for somebody who is listed too. @throws LearningError 404 */
export async function readCohort(db: Db, actor: Actor, enrolmentId: string): Promise<Directory & { place: Place }> {
  const place = await getPlace(db, actor, enrolmentId);
  const { personId, courseId, state } = place.enrolment;
  const own = state === 'left' ? null : await findListing(db, personId, { enrolmentId });
  const circle = { courseId, run: runOf(place.offering) };
  return { place, own, others: own ? await listedInRun(db, personId, circle) : [] };
}

/** Those who hold the same credential, for somebody who does and is listed too. @throws LearningError 404, whoever does not hold it. */
export async function readHolders(
  db: Db,
  actor: Actor,
  achievementId: string,
  now: Date,
): Promise<Directory & { achievement: string }> {
  const person = requirePerson(actor);
  const achievement = await findPublishedAchievement(db, achievementId);
  if (!achievement || !(await isHolder(db, person.id, achievementId, now)))
    throw new LearningError(404, 'This page is for those who hold the credential, and have claimed it here.');
  const own = await findListing(db, person.id, { achievementId });
  const others = own ? await listedHolders(db, person.id, achievementId, now) : [];
  return { achievement: achievement.content.name, own, others };
}

export type AskedListing = { name: string; about: string; workplace: string };

/** @throws LearningError 422 */
function readWords({ name, about, workplace }: AskedListing): ListingWords {
  const words = { name: oneLine(name), about: oneLine(about), workplace: oneLine(workplace) };
  if (words.name === '') throw new LearningError(422, 'Say how you want to be called.', 'name');
  for (const [field, text] of Object.entries(words))
    if (text.length > 200) throw new LearningError(422, 'Use at most 200 characters.', field);
  return { name: words.name, about: words.about || null, workplace: words.workplace || null };
}

/** From now on others of the run see what is said here, or what was changed. @throws LearningError */
export async function joinCohort(
  db: Db,
  actor: Actor,
  enrolmentId: string,
  asked: AskedListing,
  now: Date,
): Promise<void> {
  const words = readWords(asked);
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, enrolmentId, { hold: true });
    refuseUnlessWorking(place);
    await saveListing(trx, { id: newId(), personId: place.enrolment.personId, where: { enrolmentId }, words, now });
  });
}

/** The same among the holders of an achievement. @throws LearningError */
export async function joinHolders(
  db: Db,
  actor: Actor,
  achievementId: string,
  asked: AskedListing,
  now: Date,
): Promise<void> {
  const words = readWords(asked);
  const { id: personId } = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    await readHolders(trx, actor, achievementId, now);
    await saveListing(trx, { id: newId(), personId, where: { achievementId }, words, now });
  });
}

/** Nobody sees them there any more. Done twice, it is done. */
export async function leaveDirectory(db: Db, actor: Actor, where: Where): Promise<void> {
  const { id } = requirePerson(actor);
  await db.transaction().execute((trx) => removeListing(trx, id, where));
}
