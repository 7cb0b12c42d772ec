/** A site with many learners in one course, straight in its tables: what a benchmark of learning asks. */
import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId, newToken, seal, sha256 } from '../../src/platform/crypto/index.js';
import type { Db } from '../../src/platform/db/index.js';
import { insertSource } from '../../src/statements/queries/sources.js';
import { addIssuer } from '../../tests/support/issuing.js';
import { addHostedCourse } from '../../tests/support/learning.js';

export type Learner = { enrolment: string; actorKey: string; cookie: string };
export type Learners = { learners: Learner[]; steps: string[]; basic: string };

const WEEKS = 6;
const STEPS = 6;

/** `count` people, signed in and enrolled in a course of 36 articles of about 3 kB; and a source that may write statements. */
export async function addLearners(db: Db, { count, secret }: { count: number; secret: string }): Promise<Learners> {
  const { id: organisationId } = await addIssuer(db, 'Demo Institute of Benchmarks');
  const weeks = Array.from({ length: WEEKS }, (_, week) => ({
    key: `week-${week + 1}`,
    title: `Week ${week + 1}`,
    steps: Array.from({ length: STEPS }, (_, step) => ({
      key: `week-${week + 1}-step-${step + 1}`,
      type: 'article' as const,
      title: `Step ${step + 1} of week ${week + 1}`,
      minutes: 10,
      body: article(step),
      reflection: 'What will you do differently?',
    })),
  }));
  const content = { title: 'Demo course of a benchmark', weeks };
  const { course, edition, offering } = await addHostedCourse(db, { organisationId, content });
  const sealed = seal(secret, 'accounts', 'better-auth');
  const learners: Learner[] = [];
  const rows = Array.from({ length: count }, (_, at) => {
    const token = randomBytes(24).toString('base64url');
    const signature = createHmac('sha256', sealed).update(token).digest('base64');
    const [person, enrolment, actorKey] = [newId(), newId(), newId()];
    learners.push({
      enrolment,
      actorKey,
      cookie: `cairn.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
    });
    return {
      person,
      enrolment,
      actor: actorKey,
      session: newId(),
      token,
      email: `demo-learner-${at}@example.org`,
      name: `Demo Learner ${at}`,
    };
  });
  const given = JSON.stringify(rows);
  const each = sql`jsonb_to_recordset(${given}::jsonb) as r (person uuid, enrolment uuid, actor uuid, session uuid, token text, email text, name text)`;
  await sql`insert into accounts.person (id, name, email, email_verified) select person, name, email, true from ${each}`.execute(
    db,
  );
  await sql`
    insert into accounts.session (id, token, person_id, expires_at) select session, token, person, now() + interval '13 days' from ${each}`.execute(
    db,
  );
  await sql`
    insert into learning.enrolment (id, person_id, course_id, edition, offering_id, state, actor_key, enrolled_at, starts)
    select enrolment, person, ${course}, ${edition}, ${offering}, 'active', actor, now(), current_date from ${each}`.execute(
    db,
  );
  const source = {
    ...{ id: newId(), organisationId, name: 'Demo player', keyId: newToken(12), scopes: ['write', 'read-all'] },
    ...{ version: '2.0.0', retentionMonths: null, created: new Date(), revokedAt: null },
  };
  const password = newToken();
  await insertSource(db, { ...source, secretHash: sha256(password) } as Parameters<typeof insertSource>[1]);
  const basic = `Basic ${Buffer.from(`${source.keyId}:${password}`).toString('base64')}`;
  return { learners, steps: weeks.flatMap((week) => week.steps.map(({ key }) => key)), basic };
}

/** Headings, lists and a table, as an article has them. */
function article(step: number): string {
  const paragraph = 'A wound heals in phases, and each phase asks for **something else** of whoever looks after it. ';
  return `## What to look for ${step}\n\n${paragraph.repeat(6)}\n\n- first\n- second\n- [third](https://example.org/)\n\n## In numbers\n\n| Phase | Days |\n|---|---|\n| One | 3 |\n| Two | 20 |\n\n${paragraph.repeat(18)}\n`;
}

/** What a player says of a learner, `count` times: each statement with an id of its own. */
export function statementsOf({ actorKey, enrolment }: Learner, origin: string, count: number): object[] {
  return Array.from({ length: count }, (_, at) => ({
    id: newId(),
    actor: { objectType: 'Agent', account: { homePage: origin, name: actorKey } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/experienced', display: { en: 'experienced' } },
    object: { id: `${origin}/learning/steps/${at % 36}`, definition: { name: { en: 'A step' } } },
    context: { registration: enrolment, contextActivities: { grouping: [{ id: `${origin}/learning/course` }] } },
    timestamp: new Date().toISOString(),
  }));
}
