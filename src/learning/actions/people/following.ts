/** The letter of what is new in the discussions that somebody follows: each post in one letter, and none twice. */
import { type Actor, requirePerson, sendToPerson } from '../../../accounts/index.js';
import { countNewPosts } from '../../../discussion/index.js';
import type { Db } from '../../../platform/db/index.js';
import { FOLLOWED, followedLetter, type NewIn } from '../../mails/index.js';
import { type Digest, followsOf, listDue, lockDigest, saveEvery, saveTold } from '../../queries/people/talk.js';
import { readStepSubject, talkAddress } from '../../rules/people/circles.js';
import type { Learning } from '../parts.js';
import { findTalkAbout } from './talking.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A post is told of when it is this old: what was being written while a letter was made is in the next. */
const SETTLED = 10 * MINUTE;
/** Somewhat less than a day or a week, since the job does not begin at the same second. */
const DUE = { day: 23 * HOUR, week: (7 * 24 - 1) * HOUR };
const AT_ONCE = 200;

/** Writes to everybody whose letter is due; one transaction each, so that whoever was told is told once, whatever stops it. */
export async function sendFollowed(
  learning: Pick<Learning, 'db' | 'letters' | 'origin'>,
  now: Date,
): Promise<{ sent: number }> {
  let sent = 0;
  const due = { day: new Date(now.getTime() - DUE.day), week: new Date(now.getTime() - DUE.week) };
  for (let after: string | null = null; ; ) {
    const people = await listDue(learning.db, { ...due, after, most: AT_ONCE });
    for (const id of people) if (await tellOne(learning, id, now)) sent += 1;
    if (people.length < AT_ONCE) return { sent };
    after = people.at(-1) ?? null;
  }
}

async function tellOne(
  learning: Pick<Learning, 'db' | 'letters' | 'origin'>,
  personId: string,
  now: Date,
): Promise<boolean> {
  return learning.db.transaction().execute(async (trx) => {
    const digest = await lockDigest(trx, personId);
    if (!digest || digest.toldUntil.getTime() > now.getTime() - DUE[digest.every]) return false;
    const until = new Date(now.getTime() - SETTLED);
    const talks = await newIn(trx, learning.origin, personId, { after: digest.toldUntil, until });
    await saveTold(trx, personId, until);
    if (talks.length === 0) return false;
    const settings = `${learning.origin}/my/contacts#followed`;
    return sendToPerson(trx, learning.letters, personId, FOLLOWED, followedLetter(talks, settings));
  });
}

async function newIn(
  trx: Db,
  origin: string,
  personId: string,
  { after, until }: { after: Date; until: Date },
): Promise<NewIn[]> {
  const follows = await followsOf(trx, personId);
  const subjects = [...new Set(follows.map(({ subject }) => subject))];
  const found = subjects.length > 0 ? await countNewPosts(trx, subjects, { after, until, except: personId }) : [];
  const talks: NewIn[] = [];
  for (const subject of subjects) {
    const count = found.find((one) => one.subject === subject)?.count;
    const talk = count ? readStepSubject(subject) : null;
    const about = talk && (await findTalkAbout(trx, talk));
    if (count && talk && about)
      talks.push({ title: about.title, course: about.courseTitle, count, link: `${origin}${talkAddress(talk)}` });
  }
  return talks;
}

/** How often that letter comes. Whether it comes at all is chosen with all other letters. */
export async function chooseEvery(db: Db, actor: Actor, every: Digest['every'], now: Date): Promise<void> {
  await saveEvery(db, requirePerson(actor).id, every, now);
}

/** What somebody follows, with where it stands and where it is followed no more. */
export async function listFollowed(
  db: Db,
  actor: Actor,
): Promise<{ title: string; course: string; href: string; action: string }[]> {
  const found = [];
  for (const { subject, enrolmentId } of await followsOf(db, requirePerson(actor).id)) {
    const talk = readStepSubject(subject);
    const about = talk && (await findTalkAbout(db, talk));
    if (!talk || !about) continue;
    const step = `/learn/${enrolmentId}/steps/${talk.step}`;
    found.push({ title: about.title, course: about.courseTitle, href: talkAddress(talk), action: `${step}/following` });
  }
  return found;
}
