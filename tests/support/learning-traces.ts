/** What a learner leaves behind in courses that are delivered here. */
import { newId } from '../../src/platform/crypto/index.js';
import type { Client } from './client.js';
import { addEnrolment, addHostedCourse } from './learning.js';
import { addMembers, post, signUp, verifiedOrganisation } from './people.js';
import type { RunningSite } from './site.js';
import { done, idOf } from './trace-acts.js';
import type { Tracing } from './traces.js';

export async function amongLearners({ site, id, client, other }: Tracing): Promise<void> {
  const { db, pool } = site.database;
  const { id: organisationId } = await verifiedOrganisation(site, 'Demo Lagoon Institute', { owner: other });
  const course = await addHostedCourse(db, { organisationId });
  const friend = await signUp(site, 'Demo Friend', 'friend@example.org');
  const [mine, theirs] = [await addEnrolment(db, course, id), await addEnrolment(db, course, await idOf(site, friend))];
  // Files are added by forms with files, tried elsewhere.
  await pool.query(
    `insert into learning.media (course_id, name, sha256, type, bytes, added_by, added)
     values ($1, 'plan.png', repeat('0', 64), 'image/png', 1, $2, now())`,
    [course.course, id],
  );
  await asLearner(client, pool, mine);
  const listed = { about: 'Quillfeather heals wounds', workplace: 'Quillfeather Ward' };
  await done(client.post(`/learn/${mine}/people`, { ...listed, name: 'Demo Quillfeather' }));
  await done(post(site, `/learn/${theirs}/people`, { name: 'Demo Friend', about: '', workplace: '' }, friend.cookie));
  const { rows } = await pool.query('select id from learning.listing where enrolment_id = $1', [theirs]);
  const listing = `/learn/listings/${rows[0].id}`;
  await done(client.post(`${listing}/contact`, { contact: 'https://quillfeather.example.org/me' }));
  await done(client.post(`${listing}/block`));
  await done(client.post(`/learn/${mine}/steps/talk/following`, { following: 'yes' }));
  // What is written is discussion's; by now this person has written as often as a young account may.
  const subject = `learning:question:${mine}`;
  await pool.query(`update discussion.post set created = created - interval '11 minutes' where person_id = $1`, [id]);
  await done(client.post('/discussion/posts', { subject, text: 'Quillfeather asks whether a photograph will do' }));
  await done(post(site, '/discussion/posts', { subject, text: 'Yes, Quillfeather' }, other.cookie));
  // They chose to have no such letters, so one that came before that is written down.
  await pool.query('insert into learning.check_in (enrolment_id, sent_at) values ($1, now())', [mine]);
}

/** Reads, notes, reflects, marks a step as done, likes recordings quick, has a result and completes. */
async function asLearner(client: Client, pool: RunningSite['database']['pool'], enrolment: string): Promise<void> {
  const step = `/learn/${enrolment}/steps/phases`;
  await client.get(step);
  await done(client.post(`${step}/notes`, { text: 'Quillfeather notes four phases' }));
  await done(client.post(`${step}/reflection`, { text: 'Quillfeather sees the third most' }));
  await done(client.post(`${step}/done`));
  const person = '(select person_id from learning.enrolment where id = $1)';
  await pool.query(`insert into learning.playback (person_id, speed, changed) values (${person}, 1.5, now())`, [
    enrolment,
  ]);
  await pool.query(
    `insert into learning.step_result (enrolment_id, step, digest, score, passed, by, reference, decided_at)
     values ($1, 'check', 'x', 1, true, 'attempt', gen_random_uuid(), now())`,
    [enrolment],
  );
  await pool.query(
    `insert into learning.completion (enrolment_id, course_id, edition, reckoned, completed_at)
     select id, course_id, edition, '{}', now() from learning.enrolment where id = $1`,
    [enrolment],
  );
}

/** Enrols against a purchase order, pauses, asks for time, comes to a session, moves by voucher, waits for a seat. */
export async function inRuns({ site, client, other }: Tracing): Promise<void> {
  const organisation = await verifiedOrganisation(site, 'Demo Marsh Institute', { owner: other });
  const course = await addHostedCourse(site.database.db, { organisationId: organisation.id, slug: 'demo-runs' });
  const desk = `/organisations/${organisation.slug}/teaching/${course.course}/offerings`;
  const asOther = (path: string, fields: Record<string, string>) => post(site, path, fields, other.cookie);
  const idIn = (to: unknown) =>
    /offerings\/([\w-]{36})|learn\/([\w-]{36})/.exec(String(to))?.slice(1).find(Boolean) ?? '';
  const open = async (run: Record<string, string>) => idIn((await asOther(`${desk}/new`, run)).headers.location);
  const [ordered, vouched] = [
    await open({ places: 'invoice', price: '10', currency: 'GBP' }),
    await open({ places: 'voucher' }),
  ];
  const order = { purchaseOrder: 'PO-1', billed: 'Demo Trust', billedEmail: 'quill-office@quillfeather.test' };
  const enrolled = await client.post(`/learn/runs/${ordered}/enrolment`, order);
  const mine = `/learn/${idIn(enrolled.headers.location)}`;
  const meeting = { step: 'meeting', starts: '2099-01-12T18:30', ends: '2099-01-12T20:00', address: 'Demo Hall' };
  await asOther(`${desk}/${ordered}/sessions/new`, meeting);
  const { rows } = await site.database.pool.query('select id from learning.session where offering_id = $1', [ordered]);
  await done(client.post(`${mine}/sessions/${rows[0].id}/place`, { coming: 'yes', step: 'meeting' }));
  await done(client.post(`${mine}/extensions`, { days: '100' }));
  const { body } = await asOther(`${desk}/${vouched}/vouchers`, { name: 'Demo', count: '1', uses: '1', expires: '' });
  const voucher = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(body)?.[0] ?? '';
  await client.post(`${mine}/run`, { to: vouched, voucher: 'WRONG' });
  await client.post(`${mine}/run`, { to: vouched, voucher: 'WRONG' });
  await done(client.post(`${mine}/run`, { to: vouched, voucher }));
  await done(client.post(`${mine}/pauses`));
  const full = await open({ places: 'free', seats: '1' });
  await done(asOther(`/learn/runs/${full}/enrolment`, {}));
  await done(client.post(`/learn/runs/${full}/waiting`, { wait: 'yes' }));
}

/** Takes a test with more time, and records as an assessor how somebody else's was supervised. */
export async function takesTests({ site, id, email, client, other }: Tracing): Promise<void> {
  const { db } = site.database;
  const organisation = await verifiedOrganisation(site, 'Demo Estuary Institute', { owner: other });
  const course = await addHostedCourse(db, { organisationId: organisation.id, slug: 'demo-tested' });
  const [mine, theirs] = [await addEnrolment(db, course, id), await addEnrolment(db, course, await idOf(site, other))];
  const teaching = `/organisations/${organisation.slug}/teaching/${course.course}`;
  await done(post(site, `${teaching}/accommodations`, { enrolment: mine, multiplier: '1.25' }, other.cookie));
  const begun = await client.post(`/learn/${mine}/steps/check/attempts`);
  const answers = { base: '0', number: '1', by: newId(), q2: 'quillfeather' };
  await done(client.post(`${begun.headers.location}/answers`, answers));
  await addMembers(site, organisation, { assessor: { name: '', email, password: '', cookie: '' } });
  const supervised = { step: 'check', kind: 'supervised', method: 'online', day: '2026-11-20' };
  await done(client.post(`${teaching}/assurances`, { enrolment: theirs, ...supervised }));
}
