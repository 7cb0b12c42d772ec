/** Everybody who may ask, and two organisations with things of their own to ask for: what tests of all routes try. */
import { Role } from '../../src/organisations/index.js';
import {
  addMembers,
  get,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from './people.js';
import type { RunningSite } from './site.js';

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
  const [own, other] = [await openWorkplace(site, 'Wetland'), await openWorkplace(site, 'Upland')];
  const askers: Asker[] = [{ name: 'nobody', cookie: '', isPerson: false, isStaff: false, role: null }];
  const add = async (name: string, given: Partial<Asker> = {}): Promise<TestPerson> => {
    const person = await signUp(site, `Demo ${name}`, `${name.replaceAll(' ', '-')}@example.org`);
    askers.push({ name, cookie: person.cookie, isPerson: true, isStaff: false, role: null, ...given });
    return person;
  };
  await add('person');
  for (const role of Role.options) await addMembers(site, own, { [role]: await add(role, { role }) });
  await makeStaff(site, await add('staff', { isStaff: true }));
  await erase(site, await add('erased person', { isPerson: false }));
  await endSession(site, await add('ended session', { isPerson: false }));
  return { askers, own, other };
}

async function openWorkplace(site: RunningSite, name: string): Promise<Workplace> {
  const owner = await signUp(site, `Demo ${name} owner`, `${name.toLowerCase()}@example.org`);
  const organisation = await verifiedOrganisation(site, `Demo ${name} Institute`, { owner });
  const { id, slug } = organisation;
  const at = `/organisations/${slug}`;
  const act = async (path: string, fields: Record<string, string>): Promise<string> => {
    const answer = await post(site, `${at}${path}`, fields, owner.cookie);
    if (answer.statusCode !== 303) throw new Error(`${path} of ${slug} answered ${answer.statusCode}`);
    return String(answer.headers.location);
  };
  const only = async (table: string, column = 'id', key = 'organisation_id'): Promise<string> => {
    const { rows } = await site.database.pool.query(
      `select ${column} as found from ${table} where ${key} = $1 limit 1`,
      [id],
    );
    return String(rows[0].found);
  };
  const aboutCourse = async () => aboutOf((await get(site, `${at}/courses/new`, owner.cookie)).body);
  const course = { title: `Demo ${name} course`, url: `https://${name.toLowerCase()}.example.org/course` };
  await act('/courses/publish', { ...(await aboutCourse()), ...course });
  const draft = await act('/courses/form', { ...(await aboutCourse()), title: `Demo ${name} draft`, act: 'draft' });
  const table = await act('/courses/import', { text: `id,title\r\n1,Demo ${name} by table` });
  await act('/members/new', { email: `invited@${name.toLowerCase()}.example.org`, roles: 'viewer' });
  await act('/developments/new', {
    title: `Demo ${name} news`,
    day: '2026-10-01',
    summary: 'Something is new.',
    skills: 'Data analysis',
    url1: 'https://example.org/news',
    source1: 'Demo news',
  });
  await act('/profile/name', { name: `Demo ${name} University`, message: 'Demo' });
  return {
    ...organisation,
    owner,
    things: {
      organisation: slug,
      person: await only('organisations.member', 'person_id'),
      course: await only('catalogue.course', 'id', 'provider_id'),
      development: await only('catalogue.development'),
      draft: idIn(draft),
      table: idIn(table),
      invitation: await only('organisations.invitation'),
      request: await only('organisations.name_request'),
    },
  };
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
function aboutOf(body: string): Record<string, string> {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { key: value('key'), course: value('course'), version: value('version') };
}

function idIn(path: string): string {
  return /[0-9a-f-]{36}/.exec(path)?.[0] ?? '';
}
