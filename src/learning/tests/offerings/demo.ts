/** People, an organisation and the parts of learning, over a database of the test's own. */
import type { PersonActor } from '../../../accounts/index.js';
import { fixedClock } from '../../../platform/clock/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Database } from '../../../platform/db/index.js';
import { openPost } from '../../../platform/mail/index.js';
import type { Learning } from '../../actions/parts.js';

export type Demo = Awaited<ReturnType<typeof openDemo>>;

/** `at`: what the clock shows, until `at` is set to something else. */
export function openDemo(database: Database, at = '2026-11-24T09:00:00Z') {
  const origin = 'http://localhost:3000';
  const secret = 'demo secret of the tests of runs';
  const post = openPost({ smtpUrl: undefined, demonstration: true, dataFolder: '/nowhere', origin } as never, database);
  const state = { at };
  const clock = { now: () => fixedClock(state.at).now(), today: () => fixedClock(state.at).today() };
  const learning: Omit<Learning, 'issuing' | 'dataFolder' | 'verifier'> = {
    ...{ db: database.db, clock, origin, secret },
    letters: { post, origin, secret },
  };
  const addPerson = async (name: string, email = `${newId()}@example.org`): Promise<PersonActor> => {
    const id = newId();
    await database.pool.query('insert into accounts.person (id, name, email) values ($1, $2, $3)', [id, name, email]);
    await database.pool.query(
      'insert into accounts.address (id, person_id, email, verified_at) values ($1, $2, $3, now())',
      [newId(), id, email],
    );
    return { kind: 'person', id, name, email, isStaff: false, sessionId: newId() };
  };
  const addOrganisation = async (name: string, domain: string | null = null): Promise<string> => {
    const id = newId();
    await database.pool.query(
      `insert into organisations.organisation (id, slug, name, kind) values ($1, $2, $3, 'university')`,
      [id, name.toLowerCase().replaceAll(' ', '-'), name],
    );
    if (domain)
      await database.pool.query(
        `insert into organisations.verification (organisation_id, method, domain, verified_at) values ($1, 'dns', $2, now())`,
        [id, domain],
      );
    return id;
  };
  const addMember = (organisation: string, { id }: PersonActor, role: string) =>
    database.pool.query(
      'insert into organisations.member (organisation_id, person_id, roles) values ($1, $2, array[$3])',
      [organisation, id, role],
    );
  return { learning, state, addPerson, addOrganisation, addMember };
}
