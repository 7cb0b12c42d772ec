/** The browsers in which a person is signed in. */
import { forgetSessions } from '../queries/people.js';
import { forgetSession, forgetTrust } from '../queries/sessions.js';
import type { PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';

/** Signs one browser out. Signing out twice is no error. */
export async function endSession({ db }: Accounts, actor: PersonActor, id: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await forgetSession(trx, actor.id, id))) return;
    await recordAct(trx, actor, { act: 'accounts.session-ended', subject: await personKey(trx, actor.id) }, now);
  });
}

/** Signs every other browser out; all are asked for a code again. Returns how many there were. */
export async function endOtherSessions({ db }: Accounts, actor: PersonActor, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const ended = await forgetSessions(trx, actor.id, actor.sessionId);
    await forgetTrust(trx, actor.id);
    const act = { act: 'accounts.other-sessions-ended', subject: await personKey(trx, actor.id), detail: { ended } };
    await recordAct(trx, actor, act, now);
    return ended;
  });
}
