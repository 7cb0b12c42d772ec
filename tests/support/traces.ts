/** What somebody leaves behind in every feature: real acts, by the pages. A new feature adds its own acts here. */
import { z } from 'zod';
import { findPersonByEmail, NAMED_VIEWS, SHARE_OPENED } from '../../src/accounts/index.js';
import { codeOf } from '../../src/accounts/tests/authenticator.js';
import { defineTask, enqueue } from '../../src/platform/jobs/index.js';
import { proveLearner } from '../../src/reviews/index.js';
import { handsIn } from './assignment-traces.js';
import { broughtCredential } from './brought.js';
import { type Client, openClient } from './client.js';
import { addAchievement } from './issuing.js';
import { amongLearners, inRuns, takesTests } from './learning-traces.js';
import {
  addMembers,
  get,
  newestLink,
  PASSWORD,
  post,
  signUp,
  type TestPerson,
  verifiedOrganisation,
} from './people.js';
import { aboutOf } from './roles.js';
import type { RunningSite } from './site.js';
import { done } from './trace-acts.js';
import { openSource } from './xapi.js';

export type Tracing = {
  site: RunningSite;
  /** Whose traces are left. */
  id: string;
  email: string;
  client: Client;
  /** Somebody who stays. */
  other: TestPerson;
};

/** Leaves traces in every feature. Each act must succeed: a trace that was not left would not be missed. */
export async function leaveTraces(
  site: RunningSite,
  { name, email }: { name: string; email: string },
): Promise<Tracing> {
  await signUp(site, name, email);
  const other = await signUp(site, 'Demo Other', 'other@example.org');
  const id = (await findPersonByEmail(site.database.db, email))?.id ?? '';
  const client = openClient(site, { agent: 'Quillbrowser/1.0' });
  await done(client.post('/sign-in', { email, password: PASSWORD }));
  const tracing = { site, id, email, client, other };
  await inAccounts(tracing);
  await inPlatform(tracing);
  await inOrganisations(tracing);
  await inDiscussion(tracing);
  const course = await openCourse(tracing);
  await inReviews(tracing, course);
  await inLists(tracing, course);
  await inGuide(tracing);
  await inWallet(tracing);
  await amongLearners(tracing);
  await inRuns(tracing);
  await takesTests(tracing);
  await handsIn(tracing, asPerson(tracing));
  await inIssuing(tracing);
  await inStatements(tracing);
  return tracing;
}

async function inAccounts({ site, id, email, client, other }: Tracing): Promise<void> {
  await done(client.post('/account/consent', { purpose: NAMED_VIEWS.id, given: 'yes' }));
  await done(client.post('/account/letters', { topic: SHARE_OPENED.id }));
  const shared = { label: 'For Demo Quillfeather’s employer', days: '30', passcode: '' };
  await done(client.post('/account/shared/new', { ...shared, subject: `organisations:memberships:${id}` }));
  const { body } = await client.get('/account/shared');
  await post(site, /\/shared\/[\w-]{43}/.exec(body)?.[0] ?? '', {}, other.cookie);

  // Looks, by name, at what somebody else shares.
  const otherId = (await findPersonByEmail(site.database.db, other.email))?.id;
  const theirs = { label: 'Demo', days: '30', passcode: '', subject: `organisations:memberships:${otherId}` };
  await done(post(site, '/account/shared/new', theirs, other.cookie));
  const list = await site.app.inject({ url: '/account/shared', headers: { cookie: other.cookie } });
  await client.get(/\/shared\/[\w-]{43}/.exec(list.body)?.[0] ?? '');

  // A second address that is proved, one that is not, and links that wait.
  await done(client.post('/account/addresses', { email: `second-${email}` }));
  await done(client.post(await newestLink(site.database, `second-${email}`, '/account/addresses/confirmation/')));
  await done(client.post('/account/addresses', { email: `third-${email}` }));
  await post(site, '/new-password', { email });
  await done(client.post('/account/data/erasure/letter'));

  // Staff, by the operator's link, and a passkey (its ceremony needs a browser: tried elsewhere).
  await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [id]);
  await site.database.pool.query(
    `insert into accounts.passkey (id, person_id, name, public_key, counter, transports, backed_up)
     values ($1, $2, 'Quillfeather’s key', $3, 1, '{internal}', true)`,
    [`key-of-${id}`, id, Buffer.from(`public key of ${id}`)],
  );
  await withSecondFactor(client);
  // A sign-in that stops at the code.
  await done(openClient(site).post('/sign-in', { email, password: PASSWORD }));
}

async function withSecondFactor(client: Client): Promise<void> {
  await done(client.post('/account/second-factor', { password: PASSWORD }));
  const page = await client.get('/account/second-factor/code');
  const secret = /data-secret="([A-Z2-7]+)"/.exec(page.body)?.[1] ?? '';
  const on = await client.post('/account/second-factor/code', { code: codeOf(secret) });
  if (!on.body.includes('<code>')) throw new Error('the second factor was not switched on');
}

const waiting = defineTask('tests.wait-for-ever', z.object({ personId: z.uuid() }));

async function inPlatform({ site, id, client }: Tracing): Promise<void> {
  const { db } = site.database;
  await enqueue(db, waiting, { personId: id });
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const name of ['Demo Quillfeather', ''])
    await site.app.inject({
      method: 'POST',
      url: '/account',
      headers: {
        cookie,
        'idempotency-key': `quill-${name.length}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ name }).toString(),
    });
}

async function inOrganisations({ site, id, email, client, other }: Tracing): Promise<void> {
  const mine = await verifiedOrganisation(site, 'Demo Wetland Institute', {
    editor: { name: '', email, password: '', cookie: '' },
    owner: other,
  });
  const wanted = { name: 'Demo Wetland University', message: 'Quillfeather asks for this' };
  await done(client.post(`/organisations/${mine.slug}/profile/name`, wanted));
  await done(post(site, `/organisations/${mine.slug}/hand-over`, { person: id }, other.cookie));
  const theirs = await verifiedOrganisation(site, 'Demo Upland Institute', { owner: other });
  await done(post(site, `/organisations/${theirs.slug}/members/new`, { email, roles: 'viewer' }, other.cookie));
  // Letters to others that name this person.
  const shared = await verifiedOrganisation(site, 'Demo Moorland Institute', {
    owner: { name: '', email, password: '', cookie: '' },
    viewer: other,
  });
  const otherId = (await findPersonByEmail(site.database.db, other.email))?.id ?? '';
  const invited = { email: 'somebody@example.org', roles: 'viewer' };
  await done(client.post(`/organisations/${shared.slug}/members/new`, invited));
  await done(client.post(`/organisations/${shared.slug}/hand-over`, { person: otherId }));
  await done(post(site, `/organisations/${shared.slug}/hand-over/acceptance`, {}, other.cookie));
  const registered = await client.post('/organisations/new', {
    name: 'Demo Fenland Academy',
    kind: 'college',
    country: 'GB',
    url: 'https://fenland.example',
  });
  const slug = /\/organisations\/([^/?]+)/.exec(String(registered.headers.location))?.[1];
  await done(client.post(`/organisations/${slug}/claim`, { method: 'staff', message: 'Quillfeather runs it' }));
}

/** Writes, is reported and hidden, appeals; reports somebody else; decides as staff. */
async function inDiscussion({ site, email, client, other }: Tracing): Promise<void> {
  const written = await client.post('/discussion/posts', {
    subject: 'site:guidance:how-to-choose',
    text: 'Quillfeather wrote this',
  });
  const mine = postIn(written);
  const theirs = postIn(
    await post(site, `/discussion/posts/${mine}/answer`, { text: 'Somebody answers' }, other.cookie),
  );
  const spam = { category: 'spam', words: '' };
  await done(client.post(`/discussion/posts/${theirs}/report`, { ...spam, words: 'Quillfeather dislikes it' }));
  await done(post(site, `/discussion/posts/${mine}/report`, { ...spam, words: 'It is by quillfeather' }, other.cookie));
  const decided = { outcome: 'hidden', category: 'spam', reason: 'Demo Quillfeather advertises' };
  // The only staff there is decides on their own.
  await done(client.post(`/staff/posts/${mine}/decision`, decided));
  await done(client.post(`/staff/posts/${theirs}/decision`, { ...decided, outcome: 'kept', reason: 'It is fine' }));
  const decision = await newestLink(site.database, email, '/discussion/decisions/');
  await done(client.post(`${decision}/appeal`, { words: 'Quillfeather says no' }));
  const { body } = await client.get('/staff/reports');
  const appeal = /\/staff\/appeals\/[\w-]{36}\/decision/.exec(body)?.[0] ?? '';
  await done(client.post(appeal, { stands: 'yes', reason: 'It stands' }));
}

/** Takes a course, reviews it, votes on what somebody else says, and later answers that for the provider. */
async function inReviews({ site, id, email, client, other }: Tracing, course: string): Promise<void> {
  await done(client.post('/my/courses', { course, step: 'started' }));
  const said = { overall: '4', finished: 'finished', incentive: 'none', signed: 'yes' };
  const written = await client.post(`/reviews/${course}/new`, { ...said, advantages: 'Quillfeather learnt much' });
  const mine = /review=([\w-]{36})/.exec(String(written.headers.location))?.[1] ?? '';
  await done(client.post(`/my/reviews/${mine}`, { ...said, advantages: 'Quillfeather learnt a little' }));
  const third = await signUp(site, 'Demo Third', 'third@example.org');
  const theirs = await post(site, `/reviews/${course}/new`, { ...said, advantages: 'It was fine' }, third.cookie);
  const review = /review=([\w-]{36})/.exec(String(theirs.headers.location))?.[1] ?? '';
  await done(client.post(`/reviews/${review}/vote`, { helpful: 'yes' }));
  const { rows } = await site.database.pool.query('select id, provider_id from catalogue.course where slug = $1', [
    course,
  ]);
  const facts = { by: 'graded-step', learner: id, course: rows[0].id, graded: true, current: true } as const;
  const proof = { personId: id, courseId: rows[0].id, editionNumber: null, reference: 'quill-attempt', facts };
  await site.database.db.transaction().execute((trx) => proveLearner(trx, proof, new Date()));
  await addMembers(site, { id: rows[0].provider_id }, { editor: { ...other, email } });
  const desk = `/organisations/demo-heathland-institute/reviews/${review}`;
  await done(client.post(`${desk}/reply`, { text: 'Thank you for saying so' }));
  await done(client.post(`${desk}/complaint`, { ground: 'other', words: 'Quillfeather doubts it' }));
}

/** Keeps a course with a note and a search, and follows something. */
async function inLists({ site, id, client }: Tracing, course: string): Promise<void> {
  const made = await client.post('/my/lists', { name: 'Quillfeather’s list', note: 'For Quillfeather' });
  const list = /[\w-]{36}/.exec(String(made.headers.location))?.[0] ?? '';
  await done(client.post('/my/lists/add', { course, list, note: 'Quillfeather likes it' }));
  await done(client.post('/my/searches/new', { search: 'q=quillfeather', name: 'Quillfeather', told: 'yes' }));
  await done(client.post('/my/follows/add', { kind: 'skill', key: 'data-analysis' }));
  await done(client.post('/my/alerts/choice', { every: 'day', kind: 'new' }));
  await done(client.post('/my/alerts/feed'));
  // Told of a new course, and by letter: nothing new is published here.
  await site.database.pool.query(
    `insert into lists.alert (id, person_id, kind, subject, event, facts, created, changed, told_on)
     select gen_random_uuid(), $1, 'new', 'search:' || id, id::text,
       jsonb_build_object('because', name, 'total', 1, 'courses', jsonb_build_array($2::text)), created, created, '2026-11-23'
     from lists.saved_search where person_id = $1`,
    [id, course],
  );
  await site.database.pool.query(
    `insert into lists.alert_letter (person_id, day, lines) values ($1, '2026-11-23', 1)`,
    [id],
  );
}

/** Keeps a decision, shares it and has a comment on it; opens a decision of somebody else. */
async function inGuide({ site, client, other }: Tracing): Promise<void> {
  const answers = { 'goals.next.text': 'quillfeather', 'time.hoursPerWeek': '5' };
  const share = { label: 'Demo', days: 'never', passcode: '' };
  const kept = await client.post('/guide/saved', { ...answers, name: 'Quillfeather decides' });
  const mine = /[\w-]{36}/.exec(String(kept.headers.location))?.[0] ?? '';
  await done(client.post(`/my/decisions/${mine}/choice`, { course: '', why: 'Quillfeather waits' }));
  const subject = `guide:decision:${mine}`;
  await done(client.post('/account/shared/new', { ...share, subject, label: 'Decision' }));
  const sharesOf = (body: string, label: string) =>
    new RegExp(`<strong>${label}</strong>.*?(/shared/[\\w-]{43})`, 's').exec(body)?.[1] ?? '';
  const link = sharesOf((await client.get('/account/shared')).body, 'Decision');
  // Others have written as often by now as a young account may.
  const colleague = await signUp(site, 'Demo Colleague', 'colleague@example.org');
  await site.app.inject({ url: link, headers: { cookie: colleague.cookie } });
  await done(post(site, '/discussion/posts', { subject, text: 'Quillfeather should wait' }, colleague.cookie));

  const theirs = await post(site, '/guide/saved', { 'time.hoursPerWeek': '5', name: 'Demo' }, other.cookie);
  const id = /[\w-]{36}/.exec(String(theirs.headers.location))?.[0] ?? '';
  await done(
    post(site, '/account/shared/new', { ...share, subject: `guide:decision:${id}`, label: 'Theirs' }, other.cookie),
  );
  const list = await site.app.inject({ url: '/account/shared', headers: { cookie: other.cookie } });
  await client.get(sharesOf(list.body, 'Theirs'));
}

/** Brings a credential, puts a word on it, publishes it and shares it. */
async function inWallet({ client }: Tracing): Promise<void> {
  const brought = await client.post('/my/credentials/new', { text: broughtCredential('Quillfeather') });
  const id = /[\w-]{36}/.exec(String(brought.headers.location))?.[0] ?? '';
  const at = `/my/credentials/${id}`;
  await done(client.post(`${at}/words`, { grouping: 'Quillfeather’s', note: 'Quillfeather earned it' }));
  const share = { label: 'Credential', days: 'never', passcode: '', subject: `wallet:credential:${id}` };
  await done(client.post('/account/shared/new', share));
}

/** Takes a course with somebody: is seen, exchanges contacts, blocks, follows, asks, and is asked how they are. */
function asPerson({ email, client }: Tracing): TestPerson {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { name: '', email, password: '', cookie };
}

/** Issues for an organisation, to their own address too, and leaves a table that nobody confirmed. */
async function inIssuing({ site, email, client }: Tracing): Promise<void> {
  const own = { name: '', email, password: '', cookie: '' };
  const organisation = await verifiedOrganisation(site, 'Demo Ironstone Institute', { owner: own });
  const achievement = await addAchievement(site.database.db, organisation.id);
  const at = `/organisations/${organisation.slug}/credentials`;
  await done(client.post(`${at}/new`, { achievement, email, name: 'Demo Quillfeather' }));
  await client.post(`${at}/keys/programs`, { name: 'Quillfeather’s program' });
  await done(
    client.post(`${at}/table`, { achievement, again: 'yes', text: `e-mail,name\n${email},Demo Quillfeather` }),
  );
}

/** A course that somebody else's organisation offers; returns its slug. */
async function openCourse({ site, other }: Tracing): Promise<string> {
  const { slug } = await verifiedOrganisation(site, 'Demo Heathland Institute', { owner: other });
  const at = `/organisations/${slug}/courses`;
  const form = aboutOf((await get(site, `${at}/new`, other.cookie)).body);
  const course = { title: 'Demo course on heath', url: 'https://heathland.example.org/course' };
  await done(post(site, `${at}/publish`, { ...form, ...course }, other.cookie));
  const { rows } = await site.database.pool.query('select slug from catalogue.course');
  return String(rows[0]?.slug);
}

function postIn({ headers }: { headers: { location?: unknown } }): string {
  return /#post-([\w-]{36})$/.exec(String(headers.location))?.[1] ?? '';
}

/** Another system tells of somebody by their mail address, and notes something about them. */
async function inStatements({ site, email, other }: Tracing): Promise<void> {
  const { slug } = await verifiedOrganisation(site, 'Demo Records', { owner: other });
  const source = await openSource(site, other.cookie, `/organisations/${slug}`, ['write']);
  const actor = { name: 'Demo Quillfeather', mbox: `mailto:${email}` };
  const object = { id: 'https://example.org/xapi/course' };
  const verb = { id: 'http://adlnet.gov/expapi/verbs/completed' };
  const told = await source.send('POST', '/xapi/statements', { actor, verb, object });
  const agent = encodeURIComponent(JSON.stringify(actor));
  const state = `/xapi/activities/state?stateId=demo&activityId=${encodeURIComponent(object.id)}&agent=${agent}`;
  const noted = await source.send('PUT', state, { bookmark: 'page 3' });
  if (told.statusCode !== 200 || noted.statusCode !== 204) throw new Error(`${told.body} ${noted.body}`);
}
