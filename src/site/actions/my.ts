/** What is a person's own, gathered from every feature that has something of theirs. */
import type { PersonActor } from '../../accounts/index.js';
import { type Invitation, invitationsFor, type Membership, membershipsOf } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';

export type MyFacts = { person: PersonActor; memberships: Membership[]; invitations: Invitation[] };

export async function gatherMy(db: Db, person: PersonActor, now: Date): Promise<MyFacts> {
  const invitations = await invitationsFor(db, person.id, now);
  return { person, memberships: await membershipsOf(db, person.id), invitations };
}
