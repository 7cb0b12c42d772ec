/** What is held about a person among others: what they show, whom they gave a contact, what they follow. */
import type { ErasureNote, ExportPart } from '../../../accounts/index.js';
import { closeDiscussion } from '../../../discussion/index.js';
import type { Db } from '../../../platform/db/index.js';
import { peopleHeld, erasePeople as removeAll, talksOf } from '../../queries/people/personal.js';
import { questionSubject } from '../../rules/people/circles.js';

export const PEOPLE_TABLES: readonly string[] = [
  ...['learning.listing', 'learning.contact', 'learning.block', 'learning.follow', 'learning.digest'],
  ...['learning.question', 'learning.check_in'],
];

const ABOUT = {
  listings: 'Where you chose to be seen by others who learn here, and what they see.',
  contacts: 'Contacts that you asked for or were asked for. What others gave is here as long as both agree.',
  blocks: 'Whom you blocked.',
  follows: 'Discussions of courses that you follow.',
  letters: 'How often a letter tells you what is new in them.',
  questions: 'Your talks with the staff of courses; their words are with what you wrote.',
  checkIns: 'When the staff of a course asked you whether you are all right.',
};

export async function exportPeople(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await peopleHeld(db, personId);
  return Object.entries(ABOUT).map(([name, about]) => ({
    path: `learning/${name}.json`,
    about,
    data: held[name as keyof typeof ABOUT],
  }));
}

/** A private talk goes whole: what staff wrote there speaks of this person. */
export async function erasePeople(trx: Db, personId: string): Promise<ErasureNote[]> {
  for (const id of await talksOf(trx, personId)) await closeDiscussion(trx, questionSubject(id), new Date());
  await removeAll(trx, personId);
  return [
    {
      kept: false,
      what: 'Where others on your courses saw you, contacts that you exchanged, and your private questions to staff with their answers.',
    },
  ];
}
