/** What is a person's own, gathered from every feature that has something of theirs. */
import type { PersonActor } from '../../accounts/index.js';
import { KEPT_PAGES } from '../../lists/index.js';
import { type Invitation, invitationsFor, type Membership, membershipsOf } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { listTakings, type Taking } from '../../reviews/index.js';

/** A place of one's own with what is in it. */
export type MyPlace = { href: string; label: string; about: string };

export type MyFacts = {
  person: PersonActor;
  memberships: Membership[];
  invitations: Invitation[];
  /** Courses that are under way, what was changed last first. */
  takings: Taking[];
  places: readonly MyPlace[];
};

/** In the order in which one comes to them: choosing, keeping, taking, telling. */
const PLACES: readonly MyPlace[] = [
  { href: '/my/decisions', label: 'Decisions', about: 'What you answered to the six questions, and what came of it.' },
  ...KEPT_PAGES,
  { href: '/my/learning', label: 'My learning', about: 'The courses that you take here: what is next, and by when.' },
  { href: '/my/courses', label: 'My courses', about: 'What you take with its providers, and how far you are.' },
  {
    href: '/my/credentials',
    label: 'Credentials',
    about: 'What you have earned, from here and from anywhere; to show and to share.',
  },
  { href: '/my/reviews', label: 'My reviews', about: 'What you wrote of courses, and what came of it.' },
];
const SHOWN = 3;

export async function gatherMy(db: Db, person: PersonActor, now: Date): Promise<MyFacts> {
  const invitations = await invitationsFor(db, person.id, now);
  const takings = (await listTakings(db, person)).filter(({ step }) => step !== 'finished' && step !== 'stopped');
  return {
    person,
    memberships: await membershipsOf(db, person.id),
    invitations,
    takings: takings.slice(0, SHOWN),
    places: PLACES,
  };
}
