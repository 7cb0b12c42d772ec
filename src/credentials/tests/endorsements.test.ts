/** Recognition by a body, from its signature to the search and back. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, signEndorsement } from '../../../tests/support/endorsing.js';
import { get, post, signUp, type TestOrganisation, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { newId } from '../../platform/crypto/index.js';
import { openContexts } from '../actions/contexts.js';
import { endEndorsements } from '../actions/endorsing.js';
import { createKeyResolver } from '../engine/did/index.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { verifyProofs } from '../engine/proof/index.js';
import { judgeStatus, readStatusEntry } from '../engine/status/index.js';
import type { JsonObject } from '../engine/types.js';
import { insertAchievement, publishVersion } from '../queries/achievements.js';
import { endorsementsOf } from '../queries/endorsements.js';
import { readEndorsement } from '../rules/endorsement-form.js';
import { AchievementDraft } from '../schema/achievement.js';
import { EndorsementAnswer } from '../schema/endorsement.js';
import { modelFaults } from '../schema/open-badges/index.js';

let site: RunningSite;
let owner: TestPerson;
let body: TestOrganisation;
let course: { id: string; slug: string; title: string };
const desk = () => `/organisations/${body.slug}/endorsements`;
const search = async (query: string) =>
  (await (await fetch(`${site.origin}/api/v1/courses?${query}`)).json()) as {
    total: number;
    items: { id: string; recognisedBy: unknown }[];
  };

beforeAll(async () => {
  site = await openSite();
  owner = await signUp(site, 'Demo Registrar', 'registrar@example.org');
  body = await organisation('Demo Chartered Institute');
  const [found] = (await search('q=leadership&perPage=1')).items as unknown as (typeof course)[];
  course = found as typeof course;
});
afterAll(() => site.close());

const organisation = (name: string, kind?: 'university') => bodyOf(site, owner, name, kind);
const sign = (fields: Record<string, string>, by = body) =>
  signEndorsement(site, owner, by, { subject: `/courses/${course.slug}`, ...fields });
const newest = async (): Promise<EndorsementAnswer> => {
  const id = /\/endorsements\/([0-9a-f-]{36})"/.exec((await get(site, desk(), owner.cookie)).body)?.[1];
  return EndorsementAnswer.parse(await (await fetch(`${site.origin}/api/v1/endorsements/${id}`)).json());
};

describe('recognition by a body', () => {
  test('is signed, found, shown, and gone again when it is revoked', async () => {
    const signed = `recognisedBy=${body.slug}&recognition=signed`;
    expect((await search(signed)).total).toBe(0);
    const answer = await sign({ amount: '3', unit: 'hours', words: 'Ethics is covered.' });
    expect(answer.statusCode, answer.body.slice(0, 2000)).toBe(303);
    expect(answer.headers.location).toBe(`${desk()}?done=signed`);

    const endorsement = await newest();
    expect(endorsement).toMatchObject({
      body: { slug: body.slug },
      subject: { kind: 'course', id: course.id },
      counts: { amount: 3, unit: 'hours' },
      from: SITE_DAY,
      until: '2027-12-31',
      state: 'current',
    });
    const credential = endorsement.credential as JsonObject;
    expect(await proofOf(credential)).toMatchObject([{ verified: true }]);
    expect(modelFaults(credential, 'EndorsementCredential')).toEqual([]);
    expect(credential.credentialSubject).toMatchObject({
      id: `${site.origin}/courses/${course.id}`,
      endorsementComment: expect.stringMatching(
        /^Counts for 3 CPD hours with Demo Chartered Institute.* until 31 December 2027\. Ethics/,
      ),
    });

    await expect.poll(async () => (await search(signed)).items.map(({ id }) => id)).toEqual([course.id]);
    expect((await search(signed)).items[0]?.recognisedBy).toContainEqual({
      name: 'Demo Chartered Institute',
      slug: body.slug,
      signed: true,
    });
    const page = (await get(site, `/courses/${course.slug}`)).body;
    expect(page).toContain('Recognised, signed');
    expect(page).toContain(`/endorsements/${endorsement.id}`);
    const guide = await ask({ recognition: { bodies: { value: [body.slug], hard: true }, signed: true } });
    expect(guide.items[0]?.course.id).toBe(course.id);
    const shown = await fetch(`${site.origin}/endorsements/${endorsement.id}`);
    expect(await shown.text()).toMatch(/Demo Chartered Institute.* recognises/s);

    const again = await sign({ amount: '5' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('You recognise this already.');

    const revocation = `${desk()}/${endorsement.id}/revocation`;
    expect((await post(site, revocation, { reason: ' ' }, owner.cookie)).statusCode).toBe(422);
    expect((await post(site, revocation, { reason: 'The course has changed.' }, owner.cookie)).statusCode).toBe(303);
    expect(await newest()).toMatchObject({ state: 'revoked', revokedReason: 'The course has changed.' });
    await expect.poll(async () => (await search(signed)).total).toBe(0);
    expect(await statusOf(credential)).toBe(1);
    expect((await post(site, revocation, { reason: 'Twice' }, owner.cookie)).statusCode).toBe(422);
    expect((await get(site, `/courses/${course.slug}`)).body).not.toContain('Recognised, signed');
  });

  test('ends by itself after its last day, and the search is told once', async () => {
    expect((await sign({ until: '2026-12-31' })).statusCode).toBe(303);
    const { db } = site.database;
    const heldOn = async (day: string) => (await endorsementsOf(db, { courseIds: [course.id] }, day)).length;
    expect([await heldOn('2026-11-22'), await heldOn('2026-12-31'), await heldOn('2027-01-01')]).toEqual([0, 1, 0]);
    expect(await endEndorsements(db, '2026-12-31')).toBe(0);
    expect(await endEndorsements(db, '2027-01-01')).toBe(1);
    expect(await endEndorsements(db, '2027-01-01')).toBe(0);
  });

  test.each([
    ['nothing at the address', { subject: '/courses/no-such-course-1' }, 'No published course'],
    ['another site', { subject: 'https://elsewhere.test/courses/x' }, 'Paste the address'],
    ['an amount that is none', { amount: '-3' }, 'Give a number above zero'],
    ['a day that has passed', { until: '2026-11-22' }, 'has passed already'],
    ['a day without an end', { until: '2099-01-01' }, 'at most 10 years'],
    ['too many words', { words: 'x'.repeat(1001) }, 'at most 1,000'],
  ])('is refused for %s, and what was written stays', async (_, fields, words) => {
    const answer = await sign({ ...fields });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(words);
    for (const value of Object.values(fields)) expect(answer.body).toContain(value);
  });

  test('is for bodies alone, of what others offer, and of their own', async () => {
    const university = await organisation('Demo Plain University', 'university');
    const refused = await sign({}, university);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('change its kind in its profile');

    const { pool } = site.database;
    const { rows } = await pool.query<{ provider_id: string }>(
      'select provider_id from catalogue.course where id = $1',
      [course.id],
    );
    await pool.query('update catalogue.course set provider_id = $1 where id = $2', [body.id, course.id]);
    expect((await sign({})).body).toContain('This is your own.');
    await pool.query('update catalogue.course set provider_id = $1 where id = $2', [rows[0]?.provider_id, course.id]);

    const other = await organisation('Demo Other Body');
    const { id } = await newest();
    const revocation = `/organisations/${other.slug}/endorsements/${id}/revocation`;
    expect((await post(site, revocation, { reason: 'Not mine' }, owner.cookie)).statusCode).toBe(404);
    expect((await get(site, '/api/v1/endorsements/00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
  });

  test('of an achievement is recognition of the course that it ends, too', async () => {
    const { db } = site.database;
    const provider = await organisation('Demo Awarding University', 'university');
    const id = newId();
    const now = new Date(SITE_DAY);
    const content = AchievementDraft.parse({
      name: 'Demo leadership badge',
      description: 'Demo',
      criteria: { narrative: 'Demo' },
    });
    await insertAchievement(db, {
      id,
      organisationId: provider.id,
      course: { id: course.id, edition: 1 },
      content,
      sources: {},
      now,
    });
    expect((await sign({ subject: `/achievements/${id}` })).body).toContain('No published course or achievement');
    await publishVersion(db, id, now);
    expect(
      (await sign({ subject: `${site.origin}/achievements/${id}`, amount: '2.5', unit: 'points' })).statusCode,
    ).toBe(303);
    expect(await newest()).toMatchObject({
      subject: { kind: 'achievement', id, name: 'Demo leadership badge' },
      counts: { amount: 2.5, unit: 'points' },
    });
    expect(await endorsementsOf(db, { achievementIds: [id] }, SITE_DAY)).toHaveLength(1);
    const ofCourse = await endorsementsOf(db, { courseIds: [course.id] }, SITE_DAY);
    expect(ofCourse.map(({ subject }) => subject.kind).sort()).toEqual(['achievement', 'course']);
  });

  test('does not count once its key is withdrawn', async () => {
    const { db, pool } = site.database;
    const heldNow = async () => (await endorsementsOf(db, { courseIds: [course.id] }, SITE_DAY)).length;
    expect(await heldNow()).toBe(2);
    await pool.query('update credentials.issuer_key set withdrawn = now() where organisation_id = $1', [body.id]);
    expect(await heldNow()).toBe(0);
    expect((await newest()).state).toBe('withdrawn');
  });
});

test('no text of the form makes reading it fail', () => {
  const text = fc.option(
    fc.oneof(fc.string(), fc.constantFrom('/courses/a', '//x', 'http://[', '3', '0', '1e3', '2026-02-30')),
    { nil: undefined },
  );
  const texts = fc.record({ subject: text, amount: text, unit: text, until: text, words: text });
  fc.assert(
    fc.property(texts, (written) => {
      const { asked, faults } = readEndorsement(written, { origin: 'https://cairn.test', today: SITE_DAY });
      expect((asked === null) !== (faults === null)).toBe(true);
      if (asked) expect(asked.until >= SITE_DAY && (asked.counts === null || asked.counts.amount > 0)).toBe(true);
    }),
  );
});

async function proofOf(credential: JsonObject) {
  const fetchDocument = () => Promise.reject(new Error('Nothing is fetched for a did:key.'));
  const resolveKey = createKeyResolver({ fetchDocument });
  return verifyProofs(createLinkedData(openContexts()), credential, { resolveKey, now: new Date(SITE_DAY) });
}

/** What the newest list of the issuer says of it. */
async function statusOf(credential: JsonObject): Promise<number> {
  const entry = readStatusEntry(credential.credentialStatus as JsonObject);
  const { rows } = await site.database.pool.query<{ signed: string }>(
    `select signed from credentials.status_snapshot where signed::jsonb ->> 'id' = $1 order by num desc limit 1`,
    [entry.list],
  );
  return judgeStatus(entry, JSON.parse(rows[0]?.signed ?? '{}') as JsonObject, null).value;
}

async function ask(question: unknown): Promise<{ items: { course: { id: string } }[] }> {
  const answer = await fetch(`${site.origin}/api/v1/guide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  return (await answer.json()) as { items: { course: { id: string } }[] };
}
