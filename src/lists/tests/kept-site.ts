/** A site with a few invented courses, and people who keep some of them. */
import { get, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { makeStaff, personIdOf } from '../../../tests/support/roles.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { type CourseRecordInput, importReadings, type Reading } from '../../catalogue/index.js';

export type KeptSite = {
  site: RunningSite;
  ada: TestPerson;
  bea: TestPerson;
  staff: TestPerson;
  adaId: string;
  /** Ids of the courses, by their short names. */
  courses: Record<CourseName, string>;
};

export type CourseName = 'wards' | 'wardsAgain' | 'law' | 'data' | 'free';

const at = (name: string) => ({ url: `https://demo.example.org/${name}`, externalId: name });
const academy = { name: 'Demo Academy', country: 'GB' };
const COURSES: Record<CourseName, CourseRecordInput> = {
  wards: {
    ...at('wards'),
    title: 'Demo: safer wards',
    provider: academy,
    workload: { totalHours: 30 },
    prices: [{ amount: 12_000, currency: 'GBP', kind: 'full', raw: '£120', how: 'stated' }],
    offerings: [{ externalId: 'run', start: '2027-01-12', enrolUntil: '2027-01-05' }],
  },
  wardsAgain: { ...at('wards-again'), title: 'Demo: wards made safer', provider: academy },
  law: {
    ...at('law'),
    title: '=Demo law of trusts',
    provider: { name: 'Demo College', country: 'IE' },
    workload: { totalHours: 12.5 },
    prices: [{ amount: 10_000, currency: 'EUR', kind: 'full', raw: '€100', how: 'stated' }],
  },
  data: { ...at('data'), title: 'Demo: reading data', provider: { name: 'Demo College', country: 'IE' } },
  free: { ...at('free'), title: 'Demo: free first aid', provider: academy, freeToAudit: true, cpdHours: 3 },
};

async function* readings(): AsyncGenerator<Reading> {
  for (const [name, record] of Object.entries(COURSES)) yield { type: 'course', at: name, record } as Reading;
}

export async function openKeptSite(): Promise<KeptSite> {
  const site = await openSite({ starter: false });
  const { db, pool } = site.database;
  const source = { key: 'demo', name: 'Demo feed' };
  await importReadings({ db, source, format: 'demo', today: SITE_DAY, readings: readings() });
  const { rows } = await pool.query('select external_id as name, course_id as id from catalogue.listing');
  const idOf = (name: CourseName) => String(rows.find((row) => row.name === COURSES[name].externalId)?.id);
  const names = Object.keys(COURSES) as CourseName[];
  const ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  const staff = await signUp(site, 'Demo Staff', 'staff@example.org');
  await makeStaff(site, staff);
  return {
    site,
    ada,
    staff,
    bea: await signUp(site, 'Demo Bea', 'bea@example.org'),
    adaId: await personIdOf(site, ada),
    courses: Object.fromEntries(names.map((name) => [name, idOf(name)])) as Record<CourseName, string>,
  };
}

/** Sends a form that must be taken; returns where it leads. */
export async function act(
  { site }: Pick<KeptSite, 'site'>,
  { cookie }: TestPerson,
  path: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const { statusCode, headers, body } = await post(site, path, fields, cookie);
  if (statusCode !== 303) throw new Error(`${path} answered ${statusCode}: ${plain(body).slice(0, 2000)}`);
  return String(headers.location);
}

/** The words of a page that must open. */
export async function read({ site }: Pick<KeptSite, 'site'>, { cookie }: TestPerson, path: string): Promise<string> {
  const { statusCode, body } = await get(site, path, cookie);
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${plain(body).slice(0, 2000)}`);
  return plain(body);
}

export function plain(body: string): string {
  return body
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** Staff find that two courses are one. Returns the way to part them again. */
export async function mergeCourses(all: KeptSite, gone: string, kept: string): Promise<() => Promise<void>> {
  const reason = 'Looked at both pages.';
  await act(all, all.staff, '/staff/merging/pair', { one: gone, other: kept, keep: kept, reason });
  const { rows } = await all.site.database.pool.query('select id from catalogue.course_merge where undone_at is null');
  return async () => void (await act(all, all.staff, `/staff/merging/${rows[0].id}/undoing`, { reason }));
}
