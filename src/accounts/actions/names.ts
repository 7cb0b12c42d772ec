/** The name of a person. */
import type { Db } from '../../platform/db/index.js';
import { saveName } from '../queries/people.js';
import type { PersonActor } from '../schema/index.js';
import { personKey, recordAct } from './audit.js';

/** Changes the actor's name, as `PersonName` allows it. Signed documents keep the name that they were made with. */
export async function changeName(db: Db, actor: PersonActor, name: string, now: Date): Promise<void> {
  if (name === actor.name) return;
  await db.transaction().execute(async (trx) => {
    await saveName(trx, actor.id, name, now);
    await recordAct(trx, actor, { act: 'accounts.name-changed', subject: await personKey(trx, actor.id) }, now);
  });
}
