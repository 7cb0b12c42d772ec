/** Everybody who may ask, and two organisations with things of their own to ask for: what tests of all routes try. */
import { Role } from '../../src/organisations/index.js';
import { broughtCredential } from './brought.js';
import { addAchievement } from './issuing.js';
import {
  addMembers,
  get,
  newClient,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from './people.js';
import type { RunningSite } from './site.js';
import { openTaught } from './taught.js';
import { openSource } from './xapi.js';

/** Whoever asks: their cookie is all that the site knows of them. */
export type Asker = {
  name: string;
  cookie: string;
  /** Signed in, in truth: an erased person and an ended session are not. */
  isPerson: boolean;
  isStaff: boolean;
  /** Held in `Roles.own`, and nowhere else. */
  role: Role | null;
};

/** An organisation, its owner, and the name of one of each thing that has an address: by the parameter of its route. */
export type Workplace = TestOrganisation & { owner: TestPerson; things: Readonly<Record<string, string>> };

export type Roles = {
  askers: readonly Asker[];
  /** Where the members among the askers are members. */
  own: Workplace;
  /** Where none of them is. */
  other: Workplace;
};

/** Makes everybody and everything by the acts of the product itself. */
export async function openRoles(site: RunningSite): Promise<Roles> {
  const askers: Asker[] = [{ name: 'nobody', cookie: '', isPerson: false, isStaff: false, role: null }];
  const add = async (name: string, given: Partial<Asker> = {}): Promise<TestPerson> => {
    const person = await signUp(site, `Demo ${name}`, `${name.replaceAll(' ', '-')}@example.org`);
    askers.push({ name, cookie: person.cookie, isPerson: true, isStaff: false, role: null, ...given });
    return person;
  };
  const staff = await add('staff', { isStaff: true });
  await makeStaff(site, staff);
  const person = await add('person');
  const own = await openWorkplace(site, 'Wetland', { staff, reader: person });
  const other = await openWorkplace(site, 'Upland', { staff, reader: person });
  for (const role of Role.options) await addMembers(site, own, { [role]: await add(role, { role }) });
  await erase(site, await add('erased person', { isPerson: false }));
  await endSession(site, await add('ended session', { isPerson: false }));
  return { askers, own, other };
}

type Others = { staff: TestPerson; reader: TestPerson };

async function openWorkplace(site: RunningSite, name: string, others: Others): Promise<Workplace> {
  const owner = await signUp(site, `Demo ${name} owner`, `${name.toLowerCase()}@example.org`);
  const organisation = await verifiedOrganisation(site, `Demo ${name} Institute`, { owner });
  const place = { site, name, owner, organisation, at: `/organisations/${organisation.slug}` };
  const things = {
    organisation: organisation.slug,
    person: await only(place, 'organisations.member', 'person_id'),
    ...(await ofMembers(place)),
    ...(await ofCourses(place)),
    ...(await ofAchievements(place)),
    ...(await ofReviews(place, others)),
    ...(await ofDiscussion(place, others)),
    ...(await ofLearning(place)),
    ...(await ofTaught(place, others)),
    ...(await ofLists(place)),
    ...(await ofGuide(place)),
    ...(await ofWallet(place)),
    ...(await ofRecognition(place)),
    ...(await ofIssuing(place)),
    ...(await ofStatements(place)),
  };
  return { ...organisation, owner, things };
}

/** What can be earned with the organisation, published. */
async function ofAchievements(place: Place): Promise<Things> {
  const at = `${place.at}/achievements`;
  const achievement = idIn(await act(place, `${at}/new`, { course: '' }));
  const words = { name: `Demo ${place.name} badge`, description: 'Demo', criteria: 'Demo' };
  await act(place, `${at}/${achievement}`, { ...words, saves: '1', act: 'publish' });
  return { achievement };
}

/** What a reader says of the organisation's course. */
async function ofReviews(place: Place, { reader }: Others): Promise<Things> {
  const { pool } = place.site.database;
  const { rows } = await pool.query('select id, slug from catalogue.course where provider_id = $1', [
    place.organisation.id,
  ]);
  const said = { overall: '4', finished: 'finished', incentive: 'none', advantages: `Demo words on ${place.name}` };
  await act({ ...place, owner: reader }, `/reviews/${rows[0]?.slug}/new`, said);
  return { review: await only(place, 'reviews.review', 'id', 'course_id', String(rows[0]?.id)) };
}

/** A course that the owner takes. */
async function ofLearning(place: Place): Promise<Things> {
  const { rows } = await place.site.database.pool.query('select slug from catalogue.course order by num limit 1');
  const taken = await act(place, '/my/courses', { course: String(rows[0]?.slug), step: 'enrolled' });
  return { taking: idIn(taken) };
}

/** A course that the organisation delivers here; its owner and a reader take it. */
async function ofTaught({ site, organisation, owner }: Place, { reader }: Others): Promise<Things> {
  const known = async (person: TestPerson) => ({ ...person, id: await personIdOf(site, person) });
  return openTaught(site, { organisation, owner: await known(owner), reader: await known(reader) });
}

/** A list of the owner's with the organisation's course in it, and a search that the owner keeps. */
async function ofLists(place: Place): Promise<Things> {
  const course = await only(place, 'catalogue.course', 'id', 'provider_id');
  const list = idIn(await act(place, '/my/lists', { name: 'Demo list' }));
  await act(place, '/my/lists/add', { course, list, note: 'Demo' });
  const kept = await act(place, '/my/searches/new', { search: 'q=demo', name: 'Demo search', told: 'yes' });
  return { list, search: idIn(kept) };
}

/** What the organisation recognises. For that it is a professional body for a moment, and its course is somebody else's. */
async function ofRecognition(place: Place): Promise<Things> {
  const { pool } = place.site.database;
  const { id } = place.organisation;
  const { rows } = await pool.query('select id, slug from catalogue.course where provider_id = $1', [id]);
  const [course] = rows as { id: string; slug: string }[];
  await pool.query(`update organisations.organisation set kind = 'professional-body' where id = $1`, [id]);
  await pool.query(
    'update catalogue.course set provider_id = (select id from organisations.organisation where id <> $1 limit 1) where id = $2',
    [id, course?.id],
  );
  await act(place, `${place.at}/endorsements/new`, { subject: `/courses/${course?.slug}`, until: '2027-12-31' });
  await pool.query(`update organisations.organisation set kind = 'university' where id = $1`, [id]);
  await pool.query('update catalogue.course set provider_id = $1 where id = $2', [id, course?.id]);
  return { endorsement: await only(place, 'credentials.endorsement') };
}

/** A system that may send statements to the organisation. */
async function ofStatements(place: Place): Promise<Things> {
  const { keyId } = await openSource(place.site, place.owner.cookie, place.at);
  return { source: await only(place, 'statements.source', 'id', 'key_id', keyId) };
}

type Place = { site: RunningSite; name: string; owner: TestPerson; organisation: TestOrganisation; at: string };
type Things = Record<string, string>;

async function ofMembers(place: Place): Promise<Things> {
  const { name, at, owner } = place;
  await act(place, `${at}/members/new`, { email: `invited@${name.toLowerCase()}.example.org`, roles: 'viewer' });
  await act(place, `${at}/profile/name`, { name: `Demo ${name} University`, message: 'Demo' });
  const kind = { kind: 'college', country: 'GB', url: `https://${name.toLowerCase()}-college.example.org` };
  const registered = await act(place, '/organisations/new', { name: `Demo ${name} College`, ...kind });
  const unclaimed = registered.split(/[?#]/)[0]?.replace(/\/claim$/, '');
  await act(place, `${unclaimed}/claim`, { method: 'staff', message: 'Demo' });
  return {
    invitation: await only(place, 'organisations.invitation'),
    request: await only(place, 'organisations.name_request'),
    claim: await only(place, 'organisations.claim', 'id', 'person_id', await personIdOf(place.site, owner)),
  };
}

async function ofCourses(place: Place): Promise<Things> {
  const { site, name, at, owner, organisation } = place;
  const aboutCourse = async () => aboutOf((await get(site, `${at}/courses/new`, owner.cookie)).body);
  const course = { title: `Demo ${name} course`, url: `https://${name.toLowerCase()}.example.org/course` };
  await act(place, `${at}/courses/publish`, { ...(await aboutCourse()), ...course });
  const draft = { ...(await aboutCourse()), title: `Demo ${name} draft`, act: 'draft' };
  const news = { title: `Demo ${name} news`, summary: 'Demo', day: '2026-10-01', skills: 'nursing', act: 'publish' };
  const source = { url1: 'https://example.org/news', source1: 'Demo news' };
  const feed = {
    url: `https://${name.toLowerCase()}.example.org/feed.json`,
    ours: 'yes',
    every: 'day',
    hour: '3',
    weekday: '1',
  };
  return {
    draft: idIn(await act(place, `${at}/courses/form`, draft)),
    table: idIn(await act(place, `${at}/courses/import`, { text: `id,title\r\n1,Demo ${name} by table` })),
    feed: idIn(await act(place, `${at}/feeds/new`, feed)),
    development:
      (await act(place, `${at}/developments/new`, { ...news, ...source })) &&
      (await only(place, 'catalogue.development')),
    course: await only(place, 'catalogue.course', 'id', 'provider_id'),
    key: `organisation:${organisation.slug}`,
  };
}

/** A comment that is reported, and one that was hidden, whose author asks for another look. */
async function ofDiscussion(place: Place, { staff, reader }: Others): Promise<Things> {
  const { site, name } = place;
  const write = async (text: string) =>
    idIn(await act(place, '/discussion/posts', { subject: 'site:guidance:how-to-choose', text: `${name}: ${text}` }));
  const report = (post: string) =>
    act({ ...place, owner: reader }, `/discussion/posts/${post}/report`, { category: 'spam', words: '' });
  const [post, hidden] = [await write('a comment'), await write('another comment')];
  await report(post);
  await report(hidden);
  const decided = { outcome: 'hidden', category: 'spam', reason: 'Demo' };
  await act({ ...place, owner: staff }, `/staff/posts/${hidden}/decision`, decided);
  const { rows } = await site.database.pool.query('select id from discussion.decision where post_id = $1', [hidden]);
  const decision = String(rows[0]?.id);
  await act(place, `/discussion/decisions/${decision}/appeal`, { words: 'Demo' });
  return { post, decision, appeal: await only(place, 'discussion.appeal', 'id', 'decision_id', decision) };
}

/** A decision that is kept; another feature has decisions too, so it goes by its whole address. */
async function ofGuide(place: Place): Promise<Things> {
  const kept = await act(place, '/guide/saved', { 'time.hoursPerWeek': '5', name: `Demo ${place.name} decision` });
  return { '/my/decisions/:decision': idIn(kept) };
}

/** A credential, a table that nobody confirmed, a key that signs and one for a program. */
async function ofIssuing(place: Place): Promise<Things> {
  const { name, at, organisation, site } = place;
  const achievement = await addAchievement(site.database.db, organisation.id);
  const email = `learner@${name.toLowerCase()}.example.org`;
  const issued = await act(place, `${at}/credentials/new`, { achievement, email, name: 'Demo Learner' });
  const table = { achievement, text: `e-mail\nanother@${name.toLowerCase()}.example.org` };
  const batch = idIn(await act(place, `${at}/credentials/table`, table));
  await post(site, `${at}/credentials/keys/programs`, { name: 'Demo program' }, place.owner.cookie, newClient());
  return {
    achievement,
    batch,
    credential: idIn(issued),
    signing: await only(place, 'credentials.issuer_key'),
    program: await only(place, 'credentials.api_key'),
  };
}

/** A credential that the owner brought. */
async function ofWallet(place: Place): Promise<Things> {
  const kept = await act(place, '/my/credentials/new', { text: broughtCredential(place.name) });
  return { holding: idIn(kept) };
}

/** Sends a form as the owner, and answers where it leads. */
async function act({ site, owner }: Place, path: string, fields: Things): Promise<string> {
  const answer = await post(site, path, fields, owner.cookie, newClient());
  if (answer.statusCode !== 303)
    throw new Error(`${path} answered ${answer.statusCode}: ${answer.body.slice(0, 3000)}`);
  return String(answer.headers.location);
}

/** The one row of a table that belongs to the organisation, or to something else. */
async function only(
  { site, organisation }: Place,
  table: string,
  column = 'id',
  key = 'organisation_id',
  of = organisation.id,
): Promise<string> {
  const { rows } = await site.database.pool.query(`select ${column} as found from ${table} where ${key} = $1`, [of]);
  if (rows.length !== 1) throw new Error(`${table} has ${rows.length} rows for the test, not one`);
  return String(rows[0].found);
}

export async function personIdOf(site: RunningSite, { email }: TestPerson): Promise<string> {
  const { rows } = await site.database.pool.query('select id from accounts.person where email = $1', [email]);
  return String(rows[0]?.id);
}

export async function makeStaff({ database }: RunningSite, { email }: TestPerson): Promise<void> {
  await database.pool.query('insert into accounts.staff (person_id) select id from accounts.person where email = $1', [
    email,
  ]);
}

async function erase(site: RunningSite, { cookie }: TestPerson): Promise<void> {
  const { statusCode } = await post(site, '/account/data/erasure', {}, cookie);
  if (statusCode !== 303) throw new Error(`nobody was erased: ${statusCode}`);
}

async function endSession({ database }: RunningSite, { email }: TestPerson): Promise<void> {
  await database.pool.query(
    `update accounts.session s set expires_at = now() - interval '1 minute'
     from accounts.person p where p.id = s.person_id and p.email = $1`,
    [email],
  );
}

/** What a form of a course carries unseen: which course, and which state of it was opened. */
export function aboutOf(body: string): Record<string, string> {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { key: value('key'), course: value('course'), version: value('version') };
}

function idIn(path: string): string {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(path)?.[0] ?? '';
}
