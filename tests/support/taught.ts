/** A course that an organisation delivers here, with people on it: its owner and a reader, who both handed in an assignment. */
import { newId } from '../../src/platform/crypto/index.js';
import { addEnrolment, addHostedCourse, DEMO_CONTENT } from './learning.js';
import { newClient, post, type TestPerson } from './people.js';
import type { RunningSite } from './site.js';

type Asked = {
  organisation: { id: string };
  owner: TestPerson & { id: string };
  reader: TestPerson & { id: string };
};

/** The names of one of each thing, by the parameter of its route. The enrolment and what hangs on it is the owner's, the work to be marked the reader's. */
export type Taught = {
  hosted: string;
  offering: string;
  enrolment: string;
  submission: string;
  peer: string;
  session: string;
  vouchers: string;
  invoice: string;
  extension: string;
  /** The reader, as the owner sees them among those who take the course. */
  listing: string;
  /** What the reader asks of the owner. */
  contact: string;
};

export async function openTaught(site: RunningSite, { organisation, owner, reader }: Asked): Promise<Taught> {
  const { db, pool } = site.database;
  const weeks = (DEMO_CONTENT.weeks ?? []).map((week) => ({
    ...week,
    steps: week.steps.map((step) => (step.type === 'assignment' ? { ...step, peers: 1, files: { most: 2 } } : step)),
  }));
  const banks = [{ key: 'basics', title: 'Basics', items: [] }];
  const course = await addHostedCourse(db, {
    organisationId: organisation.id,
    content: { ...DEMO_CONTENT, weeks, banks },
  });
  const enrolment = await addEnrolment(db, course, owner.id);
  const theirs = await addEnrolment(db, course, reader.id);
  const at = (id: string) => `/learn/${id}/steps/plan`;
  const work = { number: '1', saves: '0', words: 'Demo words on a wound', peers: 'yes' };
  await act(site, reader, `${at(theirs)}/submission`, work);
  await act(site, owner, `${at(enrolment)}/submission`, work);
  const { rows } = await pool.query('select id from learning.submission where enrolment_id = $1', [theirs]);
  const opened = await act(site, owner, `${at(enrolment)}/peers`, {});
  const peer = /\/peers\/([0-9a-f-]{36})$/.exec(opened)?.[1] ?? '';
  const ofRun = await addToRun(site, course.offering, theirs);
  const ofPeople = await addPeople(site, { owner: { ...owner, enrolment }, reader: { ...reader, enrolment: theirs } });
  return {
    hosted: course.course,
    offering: course.offering,
    enrolment,
    submission: rows[0].id,
    peer,
    ...ofRun,
    ...ofPeople,
  };
}

type Learner = TestPerson & { enrolment: string };

/** Both let others see them, the reader asks for the owner's contact, and the owner asks staff something. */
async function addPeople(site: RunningSite, { owner, reader }: { owner: Learner; reader: Learner }) {
  const { pool } = site.database;
  const idOf = async (table: string, column: string, value: string): Promise<string> =>
    (await pool.query(`select id from learning.${table} where ${column} = $1`, [value])).rows[0]?.id ?? '';
  for (const { enrolment, name, ...who } of [owner, reader])
    await act(site, { ...who, name }, `/learn/${enrolment}/people`, { name, about: '', workplace: '' });
  const own = await idOf('listing', 'enrolment_id', owner.enrolment);
  const given = `${owner.enrolment}@example.org`;
  await act(site, reader, `/learn/listings/${own}/contact`, { contact: given });
  const subject = `learning:question:${owner.enrolment}`;
  await act(site, owner, '/discussion/posts', { subject, text: 'Demo: what should I do first?' });
  return {
    listing: await idOf('listing', 'enrolment_id', reader.enrolment),
    contact: await idOf('contact', 'asker_contact', given),
  };
}

/** What a registrar finds in a run: a session, vouchers, a purchase order, somebody who asks for more time. */
async function addToRun({ database: { pool } }: RunningSite, offering: string, enrolment: string) {
  const [session, vouchers, invoice, extension] = [newId(), newId(), newId(), newId()];
  await pool.query(
    `insert into learning.session (id, offering_id, step, starts, ends, address, link, created, changed)
     values ($1, $2, 'meeting', now() + interval '1 day', now() + interval '25 hours', 'Demo Hall', 'https://example.org/call', now(), now())`,
    [session, offering],
  );
  await pool.query(
    `insert into learning.voucher_batch (id, offering_id, name, uses, created) values ($1, $2, 'Demo ward', 1, now())`,
    [vouchers, offering],
  );
  await pool.query(
    `insert into learning.invoice (id, offering_id, enrolment_id, purchase_order, billed, amount, currency, state, asked_at)
     values ($1, $2, $3, 'PO-1', 'Demo Trust', 480, 'GBP', 'asked', now())`,
    [invoice, offering, enrolment],
  );
  await pool.query(
    `insert into learning.extension (id, enrolment_id, days, state, asked_at) values ($1, $2, 30, 'asked', now())`,
    [extension, enrolment],
  );
  return { session, vouchers, invoice, extension };
}

async function act(site: RunningSite, { cookie }: TestPerson, path: string, fields: Record<string, string>) {
  const answer = await post(site, path, fields, cookie, newClient());
  const to = String(answer.headers.location);
  if (answer.statusCode !== 303 || to.includes('refused='))
    throw new Error(`${path} answered ${answer.statusCode} ${to}: ${answer.body.slice(0, 2000)}`);
  return to;
}
