/** Exchanging contacts: asked, agreed to by the other, seen by both, ended by either. A refusal is told to nobody. */
import { type Actor, recordAct, requirePerson, sendToPerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { CONTACT_ASKED, contactAskedLetter, contactGivenLetter } from '../../mails/index.js';
import {
  acceptAsk,
  areBlocked,
  askInVain,
  blockedBy,
  contactsOf,
  countAsksSince,
  declineAsk,
  deleteBlock,
  endContact,
  insertBlock,
  lockContact,
  lockPair,
  meetingOf,
  saveAsk,
} from '../../queries/people/directory.js';
import { ASKS_A_DAY, type Contact, readContact, type SeenContact, seenBy } from '../../rules/people/contacts.js';
import { LearningError } from '../../schema/index.js';
import type { Learning } from '../parts.js';

const DAY = 86_400_000;
const GONE = 'This is not here any more. Your contacts are at /my/contacts.';

export type Contacts = { seen: SeenContact[]; blocked: Awaited<ReturnType<typeof blockedBy>> };

export async function readContacts(db: Db, actor: Actor): Promise<Contacts> {
  const { id } = requirePerson(actor);
  const seen = (await contactsOf(db, id)).flatMap((contact) => seenBy(contact, id) ?? []);
  return { seen, blocked: await blockedBy(db, id) };
}

/** Whoever is met: both are listed in a place that they share. @throws LearningError 404 */
export async function getMeeting(db: Db, actor: Actor, listingId: string, now: Date) {
  const { id: personId } = requirePerson(actor);
  const meeting = await meetingOf(db, { personId, listingId, now });
  if (!meeting || (await areBlocked(db, personId, meeting.other)))
    throw new LearningError(
      404,
      'Nobody is listed here, or not any more. You see others where you are listed yourself.',
    );
  return meeting;
}

/** @throws LearningError 422 */
function statedContact(typed: string): string {
  const contact = readContact(typed);
  if (contact === null)
    throw new LearningError(422, 'Write a mail address, or a link that begins with https://.', 'contact');
  return contact;
}

/** Asks somebody, and says which contact they would get. @throws LearningError */
export async function askContact(
  learning: Pick<Learning, 'db' | 'letters' | 'origin'>,
  actor: Actor,
  { listing, contact }: { listing: string; contact: string },
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  const askerContact = statedContact(contact);
  await learning.db.transaction().execute(async (trx) => {
    const { other, ownName, otherName } = await getMeeting(trx, actor, listing, now);
    const between = await lockPair(trx, person.id, other);
    refuseTwice(between, person.id);
    if ((await countAsksSince(trx, person.id, new Date(now.getTime() - DAY))) >= ASKS_A_DAY)
      throw new LearningError(409, `You have asked ${ASKS_A_DAY} people since yesterday. Go on tomorrow.`);
    // Who was refused is told nothing, and asks in vain.
    const refused = between.find(({ askerId, state }) => askerId === person.id && state === 'declined');
    if (refused) return askInVain(trx, refused.id, now);
    await saveAsk(trx, {
      ...{ id: newId(), askerId: person.id, askedId: other, askerName: ownName, askedName: otherName },
      ...{ askerContact, askedAt: now },
    });
    await sendToPerson(trx, learning.letters, other, CONTACT_ASKED, contactAskedLetter({ link: pageOf(learning) }));
    await recordAct(trx, person, { act: 'learning.contact-asked', subject: `listing:${listing}` }, now);
  });
}

function refuseTwice(between: readonly Contact[], personId: string): void {
  if (between.some(({ state }) => state === 'accepted'))
    throw new LearningError(409, 'You have exchanged contacts already: see /my/contacts.');
  if (between.some(({ askerId, state }) => state === 'asked' && askerId !== personId))
    throw new LearningError(409, 'They have asked you: answer them at /my/contacts.');
  if (between.some((contact) => seenBy(contact, personId)?.stance === 'asked'))
    throw new LearningError(409, 'You have asked them already. You hear of it if they agree.');
}

function pageOf({ origin }: Pick<Learning, 'origin'>): string {
  return `${origin}/my/contacts`;
}

/** Gives one's own contact in return; from now on both see both. @throws LearningError */
export async function acceptContact(
  learning: Pick<Learning, 'db' | 'letters' | 'origin'>,
  actor: Actor,
  { id, contact }: { id: string; contact: string },
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  const given = statedContact(contact);
  await learning.db.transaction().execute(async (trx) => {
    const { askerId } = await getAsk(trx, person.id, id);
    await acceptAsk(trx, id, given, now);
    await sendToPerson(trx, learning.letters, askerId, CONTACT_ASKED, contactGivenLetter({ link: pageOf(learning) }));
    await recordAct(trx, person, { act: 'learning.contact-given', subject: `contact:${id}` }, now);
  });
}

/** Says no; whoever asked is not told. @throws LearningError */
export async function declineContact(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    await getAsk(trx, person.id, id);
    await declineAsk(trx, id, now);
  });
}

/** What waits for this person's answer. @throws LearningError 404 */
async function getAsk(trx: Db, personId: string, id: string): Promise<Contact> {
  const contact = await lockContact(trx, id);
  if (contact?.askedId !== personId || contact.state !== 'asked' || (await areBlocked(trx, personId, contact.askerId)))
    throw new LearningError(404, GONE);
  return contact;
}

/** Takes back what one asked, or ends what was exchanged: both contacts go. @throws LearningError 404 */
export async function withdrawContact(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const contact = await lockContact(trx, id);
    const stance = contact && seenBy(contact, person.id)?.stance;
    if (!stance || stance === 'waits') throw new LearningError(404, GONE);
    await endContact(trx, id, now);
    if (stance === 'exchanged')
      await recordAct(trx, person, { act: 'learning.contact-ended', subject: `contact:${id}` }, now);
  });
}

/** Neither sees the other any more, and what was exchanged ends. The other is not told. @throws LearningError 404 */
export async function blockPerson(
  db: Db,
  actor: Actor,
  met: { listing: string } | { contact: string },
  now: Date,
): Promise<void> {
  const { id: personId } = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const { other, name } = await metPerson(trx, actor, met, now);
    for (const contact of await lockPair(trx, personId, other)) await endContact(trx, contact.id, now);
    await insertBlock(trx, { personId, blockedId: other, name, now });
  });
}

type Met = { listing: string } | { contact: string };
async function metPerson(trx: Db, actor: Actor, met: Met, now: Date): Promise<{ other: string; name: string }> {
  if ('listing' in met) {
    const { other, otherName } = await getMeeting(trx, actor, met.listing, now);
    return { other, name: otherName };
  }
  const contact = await lockContact(trx, met.contact);
  const seen = contact && seenBy(contact, requirePerson(actor).id);
  if (!seen) throw new LearningError(404, GONE);
  return { other: seen.other, name: seen.name };
}

export async function unblockPerson(db: Db, actor: Actor, other: string): Promise<void> {
  await deleteBlock(db, requirePerson(actor).id, other);
}
