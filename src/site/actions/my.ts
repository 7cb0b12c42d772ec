/** What is a person's own, gathered from every feature that has something of theirs. */
import type { PersonActor } from '../../accounts/index.js';
import { type Membership, membershipsOf } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';

export type MyFacts = { person: PersonActor; memberships: Membership[] };

export async function gatherMy(db: Db, person: PersonActor): Promise<MyFacts> {
  return { person, memberships: await membershipsOf(db, person.id) };
}
