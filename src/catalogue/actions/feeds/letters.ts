/** Who is told of a feed that needs somebody: its organisation's owners and editors, as they chose. */
import { type Letters, type NotificationTopic, sendToPerson } from '../../../accounts/index.js';
import { allows, getOrganisation, listMembers } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Message } from '../../../platform/mail/index.js';
import { failingLetter, waitingLetter } from '../../mails.js';
import type { Feed } from '../../queries/index.js';

export const MY_FEEDS: NotificationTopic = {
  id: 'catalogue.my-feeds',
  label: 'My feeds',
  about: 'A letter when a feed of your organisation has failed for a week, or waits for your yes.',
  default: true,
};

export function tellFailing(trx: Db, letters: Letters, feed: Feed, why: string): Promise<void> {
  return tell(trx, letters, feed, (name, link) => failingLetter(name, { address: feed.url, why, link }));
}

export function tellWaiting(trx: Db, letters: Letters, feed: Feed, unseen: number): Promise<void> {
  return tell(trx, letters, feed, (name, link) => waitingLetter(name, { address: feed.url, unseen, link }));
}

async function tell(
  trx: Db,
  letters: Letters,
  { id, organisationId }: Feed,
  letter: (name: string, link: string) => Pick<Message, 'subject' | 'text'>,
): Promise<void> {
  const { name, slug } = await getOrganisation(trx, organisationId);
  const link = `${letters.origin}/organisations/${slug}/feeds/${id}`;
  for (const { personId, roles } of await listMembers(trx, organisationId)) {
    if (allows(roles, 'editor')) await sendToPerson(trx, letters, personId, MY_FEEDS, letter(name, link));
  }
}
