/** Courses that come and change on a kept site, and what its people are told of them. */
import { get, type TestPerson } from '../../../tests/support/people.js';
import { SITE_DAY } from '../../../tests/support/site.js';
import { type CourseRecordInput, importReadings, type Reading } from '../../catalogue/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { listMail, type Mail, openPost } from '../../platform/mail/index.js';
import type { Digesting } from '../actions/alerts/digests.js';
import type { KeptSite } from './kept-site.js';

export type Draft = Partial<CourseRecordInput> & { title: string; externalId: string };
type Kept = Pick<KeptSite, 'site'>;

/** Reads courses of the source `key`; those of `gone` have left it. Alerts are not told of yet. */
export async function importCourses(
  { site }: Kept,
  drafts: readonly Draft[],
  { key = 'telling', today = SITE_DAY, gone = [] as readonly string[] } = {},
): Promise<void> {
  const provider = { name: 'Demo Academy', country: 'GB' };
  const readings = [
    ...drafts.map(({ externalId, ...draft }) => {
      const record = { provider, url: `https://demo.example.org/${externalId}`, externalId, ...draft };
      return { type: 'course', at: externalId, record } as Reading;
    }),
    ...gone.map((externalId) => ({ type: 'deleted', at: externalId, externalId }) as Reading),
  ];
  const stream = (async function* () {
    yield* readings;
  })();
  const source = { key, name: `Demo ${key}` };
  const options = { db: site.database.db, source, format: 'demo', today, readings: stream, force: true };
  const { errors } = await importReadings(options);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

export const pounds = (amount: number): Pick<Draft, 'prices'> => ({
  prices: [{ amount: amount * 100, currency: 'GBP', kind: 'full', raw: `£${amount}`, how: 'stated' }],
});

export type ToldRow = { kind: string; subject: string; facts: { total?: number; because?: unknown } };

export async function toldTo({ site }: Kept, { email }: TestPerson): Promise<ToldRow[]> {
  const { rows } = await site.database.pool.query<ToldRow>(
    `select kind, subject, facts from lists.alert join accounts.person on person.id = person_id
     where email = $1 order by alert.created, subject`,
    [email],
  );
  return rows;
}

/** What letters are written with on a morning. */
export function digestingOn({ site }: Kept, day: string): Digesting {
  const { config, database } = site;
  const letters = { post: openPost(config, database), origin: config.origin, secret: config.secret };
  return { db: database.db, clock: fixedClock(`${day}T05:00:00Z`), letters };
}

export async function lettersTo({ site }: Kept, { email }: TestPerson): Promise<Mail[]> {
  const letters = await listMail(site.database.db, 500);
  return letters.filter(({ recipient, text }) => recipient === email && text.includes('/my/alerts'));
}

/** Titles of the entries of a private feed that is made for it. */
export async function feedTitles({ site }: Kept, { cookie }: TestPerson): Promise<string[]> {
  const { body } = await get(site, '/my/alerts/choice', cookie);
  const [path = ''] = body.match(/\/alerts\/[\w.-]+\/feed\.json/) ?? [];
  const feed = (await get(site, path)).json() as { items: { title: string }[] };
  return feed.items.map(({ title }) => title);
}
