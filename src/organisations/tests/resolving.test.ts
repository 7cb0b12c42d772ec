import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import {
  aliasesByOrganisation,
  findOrganisation,
  listOrganisations,
  type OrganisationRef,
  organisationByHost,
  resolveOrganisations,
  seedOrganisations,
} from '../index.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const resolve = (...refs: OrganisationRef[]) =>
  database.db.transaction().execute((trx) => resolveOrganisations(trx, refs));

describe('well-known organisations', () => {
  it('are loaded once, and loading again changes nothing', async () => {
    expect(await seedOrganisations(database.db)).toBeGreaterThan(150);
    const before = await listOrganisations(database.db);
    expect(await seedOrganisations(database.db)).toBe(0);
    expect(await listOrganisations(database.db)).toEqual(before);
  });

  it('are found by any of their names, with their kind and country', async () => {
    const found = await resolve({ name: 'OU' }, { name: 'The Open University' }, { name: 'open university (UK)' });
    expect(new Set(found.map((one) => one.id)).size).toBe(1);
    expect(found[0]).toMatchObject({
      slug: 'open-university',
      name: 'The Open University',
      kind: 'university',
      country: 'GB',
    });
  });

  it('are found by the host of their address', async () => {
    expect((await organisationByHost(database.db, 'futurelearn.com'))?.name).toBe('FutureLearn');
    expect(await organisationByHost(database.db, 'nobody.example')).toBeNull();
  });

  it('can be listed by kind, country and words', async () => {
    const bodies = await listOrganisations(database.db, { kind: 'professional-body', country: 'GB', text: 'nursing' });
    expect(bodies.map((one) => one.name)).toEqual(['Nursing and Midwifery Council', 'Royal College of Nursing']);
    expect(await listOrganisations(database.db, { text: '100%_' })).toEqual([]);
  });
});

describe('an organisation met for the first time', () => {
  it('is made once, however often and in whatever spelling it is named', async () => {
    const [first, second] = await resolve({ name: 'Demo Academy' }, { name: 'the DEMO academy' });
    const [third] = await resolve({ name: 'Demo Academy (UK)' });
    expect(first?.id).toBe(second?.id);
    expect(third?.id).toBe(first?.id);
    expect(first).toMatchObject({ slug: 'demo-academy', kind: 'other', country: null });
  });

  it('learns country, kind, address and aliases, and never replaces them', async () => {
    await resolve({
      name: 'Demo Academy',
      kind: 'company',
      country: 'GB',
      url: 'https://demo.example',
      aliases: ['DA'],
    });
    await resolve({ name: 'Demo Academy', kind: 'platform', url: 'https://other.example' });
    expect(await findOrganisation(database.db, 'demo-academy')).toMatchObject({
      kind: 'company',
      country: 'GB',
      url: 'https://demo.example',
      aliases: ['DA'],
    });
    const [found] = await resolve({ name: 'DA' });
    expect(found?.slug).toBe('demo-academy');
    expect((await aliasesByOrganisation(database.db)).get(found?.id ?? '')).toEqual(['DA']);
  });

  it('is another one in another country or with another identifier', async () => {
    const cricos = (value: string) => ({
      name: 'Demo College',
      country: 'AU',
      identifiers: [{ scheme: 'cricos', value }],
    });
    const [one, two, three] = await resolve(cricos('0001'), cricos('0002'), { name: 'Demo College', country: 'NZ' });
    expect(new Set([one?.id, two?.id, three?.id]).size).toBe(3);
    expect([one?.slug, two?.slug, three?.slug]).toEqual(['demo-college', 'demo-college-2', 'demo-college-3']);
    const [again] = await resolve({ name: 'Renamed Demo College', identifiers: [{ scheme: 'cricos', value: '0002' }] });
    expect(again?.id).toBe(two?.id);
  });

  it('is made once when two imports meet it at the same time', async () => {
    const found = await Promise.all(Array.from({ length: 8 }, () => resolve({ name: 'Demo Rush School' })));
    expect(new Set(found.map(([one]) => one?.id)).size).toBe(1);
    expect(await listOrganisations(database.db, { text: 'Demo Rush' })).toHaveLength(1);
  });

  it('gets a slug in any script', async () => {
    const [one, two] = await resolve({ name: '演示大学' }, { name: 'Демо' });
    expect([one?.slug, two?.slug]).toEqual(['organisation', 'organisation-2']);
  });
});
