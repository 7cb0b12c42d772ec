/** Runs and places: the last seat goes once, a code is worth what it says, moving and coming back lose nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import type { PersonActor } from '../../../accounts/index.js';
import type { Database } from '../../../platform/db/index.js';
import { listMail } from '../../../platform/mail/index.js';
import { enrol, leaveCourse, waitForSeat } from '../../actions/offerings/enrolling.js';
import { moveEnrolment } from '../../actions/offerings/moving.js';
import { makeVouchers, settleInvoice } from '../../actions/offerings/paying.js';
import { openOffering, setOfferingCode, setOfferingState } from '../../actions/offerings/running.js';
import { writeToLearners } from '../../actions/offerings/telling.js';
import { extend, pause, resume } from '../../actions/offerings/time.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { invoicesOf } from '../../queries/offerings/places.js';
import { pausesOf } from '../../queries/offerings/time.js';
import type { RunInput } from '../../schema/runs.js';
import { type Demo, openDemo } from './demo.js';

let database: Database;
let demo: Demo;
let registrar: PersonActor;
let organisation: string;
let course: HostedTest;
beforeAll(async () => {
  database = await openTestDatabase();
  demo = openDemo(database);
  registrar = await demo.addPerson('Demo Registrar');
  organisation = await demo.addOrganisation('Demo University');
  await demo.addMember(organisation, registrar, 'registrar');
  course = await addHostedCourse(database.db, { organisationId: organisation });
});
afterAll(() => database.close());

const open = (run: RunInput) => openOffering(demo.learning, registrar, { ...asked(), run });
const asked = () => ({ organisation, hosted: course.course });
const enrolIn = (person: PersonActor, offering: string, more = {}) =>
  enrol(demo.learning, person, { offering, ...more });

test('the last seat goes once, however many ask for it at one moment; the others may wait, and are told in their order', async () => {
  const offering = await open({ seats: 2 });
  const people = await Promise.all(Array.from({ length: 6 }, (_, at) => demo.addPerson(`Demo ${at}`)));
  const results = await Promise.allSettled(people.map((person) => enrolIn(person, offering)));
  const inside = people.filter((_, at) => results[at]?.status === 'fulfilled');
  expect(inside).toHaveLength(2);
  for (const result of results)
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ status: 409, message: expect.stringContaining('full') });
  const [first, second] = people.filter((person) => !inside.includes(person)) as [PersonActor, PersonActor];
  await waitForSeat(demo.learning, first, { offering });
  demo.state.at = '2026-11-24T09:05:00Z';
  await waitForSeat(demo.learning, second, { offering });
  const left = inside[0] as PersonActor;
  const mine = await enrolIn(left, offering);
  expect(mine.isNew).toBe(false);
  await leaveCourse(demo.learning, left, mine.enrolment);
  const told = (await listMail(database.db, 100)).filter(({ subject }) => subject.startsWith('A seat is free'));
  expect(told.map(({ recipient }) => recipient)).toEqual([first.email]);
  expect((await enrolIn(first, offering)).isNew).toBe(true);
});

test('two forms sent at once enrol once', async () => {
  const offering = await open({});
  const person = await demo.addPerson('Demo Twice');
  const [one, two] = await Promise.all([enrolIn(person, offering), enrolIn(person, offering)]);
  expect(one.enrolment).toBe(two.enrolment);
  expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
});

test('a voucher is good so often, until its day, for its run; guessing ends soon, also for the right code', async () => {
  const offering = await open({ places: 'voucher', price: { amount: 100, currency: 'GBP' } });
  const batch = { ...asked(), offering, name: 'Demo ward', count: 2, uses: 1, expires: '2026-11-30' };
  const [code = '', other = ''] = await makeVouchers(demo.learning, registrar, batch);
  const [ada, ben, cai] = [
    await demo.addPerson('Demo Ada'),
    await demo.addPerson('Demo Ben'),
    await demo.addPerson('Demo Cai'),
  ];
  await expect(enrolIn(ada, offering)).rejects.toMatchObject({ status: 422, field: 'voucher' });
  const both = await Promise.allSettled(
    [ada, ben].map((who) => enrolIn(who, offering, { voucher: code.toLowerCase() })),
  );
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const elsewhere = await open({ places: 'voucher' });
  await expect(enrolIn(cai, elsewhere, { voucher: other })).rejects.toMatchObject({ field: 'voucher' });
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, (_, at) => enrolIn(cai, offering, { voucher: `WRONG-CODE-${at}` })),
  );
  const stopped = guesses.filter((one) => one.status === 'rejected' && one.reason.status === 409);
  expect(stopped.length).toBeGreaterThanOrEqual(5);
  await expect(enrolIn(cai, offering, { voucher: other })).rejects.toMatchObject({ status: 409 });
  demo.state.at = '2026-11-24T12:00:00Z';
  expect((await enrolIn(cai, offering, { voucher: other })).isNew).toBe(true);
  demo.state.at = '2026-12-01T12:00:00Z';
  const [late = ''] = await makeVouchers(demo.learning, registrar, { ...batch, count: 1 });
  await expect(enrolIn(await demo.addPerson('Demo Late'), offering, { voucher: late })).rejects.toThrow('run out');
  demo.state.at = '2026-11-24T12:00:00Z';
  // The database alone names no code.
  const { rows } = await database.pool.query('select code_hash from learning.voucher');
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
});

test('a place against a purchase order stands until it is refused; then its learner leaves, and must bring another', async () => {
  const offering = await open({ places: 'invoice', price: { amount: 480.5, currency: 'GBP' } });
  const person = await demo.addPerson('Demo Dee');
  await expect(enrolIn(person, offering, { billed: 'Demo Trust' })).rejects.toMatchObject({ field: 'purchaseOrder' });
  const order = { purchaseOrder: 'PO-1', billed: 'Demo Trust, 1 Demo Street' };
  const { enrolment } = await enrolIn(person, offering, order);
  // What was paid for goes along, and back again, into what costs no more.
  const free = await open({ name: 'Demo free run' });
  await moveEnrolment(demo.learning, person, { enrolment, to: free });
  await moveEnrolment(demo.learning, person, { enrolment, to: offering });
  const dear = await open({ places: 'invoice', price: { amount: 500, currency: 'GBP' } });
  await expect(moveEnrolment(demo.learning, person, { enrolment, to: dear })).rejects.toMatchObject({
    field: 'purchaseOrder',
  });
  const [invoice] = await invoicesOf(database.db, offering);
  expect(invoice).toMatchObject({ learner: 'Demo Dee', amount: 480.5, state: 'asked' });
  const settle = { ...asked(), offering, invoice: invoice?.id ?? '' };
  await expect(settleInvoice(demo.learning, registrar, { ...settle, state: 'refused' })).rejects.toMatchObject({
    field: 'reason',
  });
  await settleInvoice(demo.learning, registrar, { ...settle, state: 'refused', reason: 'Demo: unknown number' });
  expect((await findEnrolment(database.db, enrolment))?.state).toBe('left');
  await expect(enrolIn(person, offering)).rejects.toMatchObject({ field: 'purchaseOrder' });
  expect(await enrolIn(person, offering, { ...order, purchaseOrder: 'PO-2' })).toEqual({ enrolment, isNew: true });
});

test('a private run takes members, addresses at the employer’s proved domain, and its code', async () => {
  const employer = await demo.addOrganisation('Demo Trust', 'demo-trust.test');
  const offering = await open({ kind: 'private', employer });
  const at = await demo.addPerson('Demo Nurse', 'nurse@ward.demo-trust.test');
  const near = await demo.addPerson('Demo Near', 'nurse@notdemo-trust.test');
  const member = await demo.addPerson('Demo Member');
  await demo.addMember(employer, member, 'viewer');
  expect((await enrolIn(at, offering)).isNew).toBe(true);
  expect((await enrolIn(member, offering)).isNew).toBe(true);
  await expect(enrolIn(near, offering, { code: 'DEMO-TRUST-27' })).rejects.toMatchObject({ status: 403 });
  await setOfferingCode(demo.learning, registrar, { ...asked(), offering, code: 'Demo Trust 27' });
  expect((await enrolIn(near, offering, { code: 'demo-trust-27' })).isNew).toBe(true);
});

test('pauses do not overlap; going on ends them; more time comes by itself as far as the run gives it', async () => {
  const offering = await open({ pace: { deadlines: 'relative' }, extensionLimit: 10 });
  const person = await demo.addPerson('Demo Eve');
  const { enrolment } = await enrolIn(person, offering);
  await pause(demo.learning, person, { enrolment, from: '2026-12-01', until: '2026-12-08' });
  await expect(pause(demo.learning, person, { enrolment, from: '2026-12-07' })).rejects.toMatchObject({ status: 409 });
  await expect(pause(demo.learning, person, { enrolment, from: '2026-11-23' })).rejects.toMatchObject({
    field: 'from',
  });
  demo.state.at = '2026-12-03T12:00:00Z';
  await resume(demo.learning, person, { enrolment });
  expect(await pausesOf(database.db, enrolment)).toMatchObject([{ from: '2026-12-01', until: '2026-12-03' }]);
  expect(await extend(demo.learning, person, { enrolment, days: 7 })).toBe('granted');
  expect(await extend(demo.learning, person, { enrolment, days: 7 })).toBe('asked');
  await expect(extend(demo.learning, person, { enrolment, days: 1 })).rejects.toMatchObject({ status: 409 });
  expect((await findEnrolment(database.db, enrolment))?.extensionDays).toBe(7);
  demo.state.at = '2026-11-24T12:00:00Z';
});

test('nobody but a registrar of the provider opens a run; whoever is in one that is cancelled is told', async () => {
  const stranger = await demo.addPerson('Demo Stranger');
  const other = await demo.addOrganisation('Demo College');
  await demo.addMember(other, stranger, 'owner');
  const run = {};
  await expect(openOffering(demo.learning, stranger, { ...asked(), run })).rejects.toMatchObject({ status: 403 });
  const theirs = { organisation: other, hosted: course.course };
  await expect(openOffering(demo.learning, stranger, { ...theirs, run })).rejects.toMatchObject({ status: 404 });
  await expect(open({ kind: 'cohort' })).rejects.toMatchObject({
    fields: { starts: expect.stringContaining('begins on a day') },
  });
  const offering = await open({});
  const person = await demo.addPerson('Demo Fay');
  await enrolIn(person, offering);
  await setOfferingState(demo.learning, registrar, { ...asked(), offering, state: 'cancelled', words: 'Demo reason' });
  await writeToLearners(demo.learning, { offering, news: { what: 'cancelled', words: 'Demo reason' } });
  const letters = (await listMail(database.db, 100)).filter(({ recipient }) => recipient === person.email);
  expect(letters.map(({ text }) => text).join()).toContain('Demo reason');
  await expect(enrolIn(stranger, offering)).rejects.toMatchObject({ status: 409 });
});
