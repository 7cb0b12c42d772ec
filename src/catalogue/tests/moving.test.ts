/** Two organisations that turn out to be one: courses, names and members move, the old address leads on, and all of it back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, signUp, type TestPerson, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, findPersonByEmail, NOBODY, OPERATOR } from '../../accounts/index.js';
import {
  findOrganisation,
  listMerges,
  mergeOrganisations,
  resolveOrganisations,
  rolesOf,
  unmergeOrganisations,
  verificationsOf,
} from '../../organisations/index.js';
import { courseMove, providerCourses } from '../index.js';
import { demo, importRows, TODAY } from './demo-source.js';

let site: RunningSite;
let ada: TestPerson;
let adaId: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  adaId = (await findPersonByEmail(site.database.db, ada.email))?.id ?? '';
});
afterAll(() => site.close());

const act = <Answer>(run: (trx: RunningSite['database']['db']) => Promise<Answer>) =>
  site.database.db.transaction().execute(run);
const now = new Date(`${TODAY}T12:00:00Z`);

test('a merge moves everything, and parting gives it back', async () => {
  const { db } = site.database;
  const of = (name: string, identifiers: { scheme: string; value: string }[] = []) => ({
    provider: { name, identifiers },
  });
  const rows = [demo(1, of('Demo Academy')), demo(2, of('Academy of Demo', [{ scheme: 'ukprn', value: '10000001' }]))];
  await importRows(db, rows, {
    today: TODAY,
    source: { key: 'feed', name: 'Demo feed', publisher: 'Academy of Demo' },
  });
  const from = await verifiedOrganisation(site, 'Academy of Demo', { owner: ada });
  const [into] = await act((trx) => resolveOrganisations(trx, [{ name: 'Demo Academy' }]));
  const before = await snapshot();

  await expect(
    act((trx) => mergeOrganisations(trx, NOBODY, { from: from.slug, into: into!.slug }, [], now)),
  ).rejects.toThrow();
  const id = await act((trx) =>
    mergeOrganisations(trx, OPERATOR, { from: from.slug, into: into!.slug }, [courseMove], now),
  );
  expect(await providerCourses(db, into!.id)).toHaveLength(2);
  for (const { slug } of await providerCourses(db, into!.id)) {
    const { provider } = (await get(site, `/api/v1/courses/${slug}`)).json();
    expect(provider).toMatchObject({ id: into!.id, verified: true });
  }
  expect((await get(site, `/providers/${from.slug}`)).headers.location).toBe(`/providers/${into!.slug}`);
  expect(await rolesOf(db, into!.slug, adaId)).toEqual(['owner']);
  expect((await verificationsOf(db, [into!.id])).get(into!.id)?.method).toBe('staff');
  const [byName, byNumber] = await act((trx) =>
    resolveOrganisations(trx, [
      { name: 'academy of demo' },
      { name: 'Unheard of', identifiers: [{ scheme: 'ukprn', value: '10000001' }] },
    ]),
  );
  expect([byName?.id, byNumber?.id]).toEqual([into!.id, into!.id]);
  // Reading the source again finds the courses where they are now.
  const again = await importRows(db, rows, { today: TODAY, source: { key: 'feed', name: 'Demo feed' } });
  expect(again).toMatchObject({ added: 0, unchanged: 2, withdrawn: 0 });
  // Rights in the one that went are rights in the one that stays, and end there.
  await site.database.pool.query('delete from organisations.member where organisation_id = $1', [into!.id]);
  expect((await get(site, `/organisations/${from.slug}`, ada.cookie)).statusCode).toBe(403);
  await site.database.pool.query(
    `insert into organisations.member (organisation_id, person_id, roles) values ($1, $2, '{owner}')`,
    [into!.id, adaId],
  );

  await act((trx) => unmergeOrganisations(trx, OPERATOR, id, [courseMove], now));
  await site.database.pool.query(`delete from organisations.organisation_alias where key = 'unheard of'`);
  expect(await snapshot()).toEqual(before);
  await expect(act((trx) => unmergeOrganisations(trx, OPERATOR, id, [courseMove], now))).rejects.toThrow(
    'parted already',
  );
  expect((await listMerges(db, 5)).map(({ undoneAt }) => undoneAt !== null)).toEqual([true]);
  expect((await checkAudit(db)).fault).toBe(null);

  async function snapshot() {
    const [one, two] = [await findOrganisation(db, from.slug), await findOrganisation(db, into!.slug)];
    const courses = [await providerCourses(db, from.id), await providerCourses(db, into!.id)];
    const proofs = await verificationsOf(db, [from.id, into!.id]);
    return {
      one,
      two,
      courses,
      proofs,
      roles: [await rolesOf(db, from.id, adaId), await rolesOf(db, into!.id, adaId)],
    };
  }
});

test('merges are parted in their order, so that nothing is given back to what is gone', async () => {
  const [a, b, c] = await act((trx) =>
    resolveOrganisations(trx, [{ name: 'Demo One' }, { name: 'Demo Two' }, { name: 'Demo Three' }]),
  );
  const first = await act((trx) => mergeOrganisations(trx, OPERATOR, { from: a!.slug, into: b!.slug }, [], now));
  const second = await act((trx) => mergeOrganisations(trx, OPERATOR, { from: b!.slug, into: c!.slug }, [], now));
  expect((await findOrganisation(site.database.db, a!.slug))?.id).toBe(c!.id);
  await expect(act((trx) => unmergeOrganisations(trx, OPERATOR, first, [], now))).rejects.toThrow('Part that first');
  await expect(
    act((trx) => mergeOrganisations(trx, OPERATOR, { from: a!.slug, into: c!.slug }, [], now)),
  ).rejects.toThrow('one organisation already');
  await act((trx) => unmergeOrganisations(trx, OPERATOR, second, [], now));
  expect((await findOrganisation(site.database.db, a!.slug))?.id).toBe(b!.id);
  await act((trx) => unmergeOrganisations(trx, OPERATOR, first, [], now));
  expect((await findOrganisation(site.database.db, a!.slug))?.id).toBe(a!.id);
});
