/** Issuing, over PostgreSQL: what is signed verifies, each place is given once, and what becomes of a credential is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import {
  addAchievement,
  addIssuer,
  type IssuingTest,
  openIssuingTest,
  openTestIssuing,
} from '../../../tests/support/issuing.js';
import { OPERATOR, type PersonActor } from '../../accounts/index.js';
import { mergeOrganisations, unmergeOrganisations } from '../../organisations/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Database } from '../../platform/db/index.js';
import { listMail, mailTo } from '../../platform/mail/index.js';
import { achievementMove } from '../actions/achievements/moving.js';
import { runBatch } from '../actions/issuing/batches.js';
import { issuingChecks } from '../actions/issuing/checks.js';
import { claimCredential, declineCredential } from '../actions/issuing/claiming.js';
import { reissueCredential } from '../actions/issuing/correcting.js';
import { issuerDocument, rotateKey } from '../actions/issuing/issuers.js';
import { issueBatch, issueOne } from '../actions/issuing/issuing.js';
import { remindOfEnds } from '../actions/issuing/reminding.js';
import { changeCredentials } from '../actions/issuing/revoking.js';
import { withdrawKey } from '../actions/issuing/withdrawing-keys.js';
import { createKeyResolver } from '../engine/did/index.js';
import { verifyJwt } from '../engine/jwt/index.js';
import { verifyProofs } from '../engine/proof/index.js';
import { decodeStatusList, statusAt } from '../engine/status/index.js';
import type { JsonObject } from '../engine/types.js';
import { chainOf } from '../queries/issuing/chains.js';
import { credentialsForAddresses, findCredential, findRecipient, listIssued } from '../queries/issuing/credentials.js';
import { issuingAbout } from '../queries/issuing/personal.js';
import { findList, snapshotAt } from '../queries/issuing/status-lists.js';
import { organisationOfDid } from '../queries/verifying.js';
import { formOfCredential } from '../routes/issuing/forms.js';
import { documentOf } from '../rules/issuing/signed-as.js';
import { stateOf } from '../rules/issuing/states.js';

const clock = fixedClock('2026-11-23T09:30:00Z');
let database: Database;
let on: IssuingTest;

beforeAll(async () => {
  database = await openTestDatabase();
  on = await openIssuingTest(database, { clock });
});
afterAll(async () => {
  await on.issuing.close();
  await database.close();
});

const byKey = () => ({ organisationId: on.organisationId, by: 'key' as const });
const award = (email: string, more: object = {}) => ({ recipient: { email, name: 'Demo Learner' }, ...more });
const issue = (email: string, more: object = {}) =>
  issueOne(on.issuing, byKey(), { achievement: on.achievement, award: award(email, more) });
const get = async (id: string) => (await findCredential(database.db, id))!;

function resolverHere() {
  const own = async (did: string) => issuerDocument(database.db, 'https://cairn.test', did.split(':').at(-1) ?? '');
  const fetchDocument = async () => Promise.reject(new Error('nothing is fetched'));
  return createKeyResolver({ fetchDocument, own: own as never });
}

async function proofOf(signed: string) {
  const document = JSON.parse(signed) as JsonObject;
  return (await verifyProofs(on.issuing.linkedData, document, { resolveKey: resolverHere(), now: clock.now() }))[0];
}

async function bitOf(id: string, purpose: 'revocation' | 'suspension'): Promise<number> {
  const { rows } = await database.pool.query(
    'select status_list_id as list, status_place as place from credentials.credential where id = $1',
    [id],
  );
  const snapshot = await snapshotAt(database.db, rows[0].list, purpose);
  const { credentialSubject } = JSON.parse(snapshot?.signed ?? '{}');
  return statusAt(decodeStatusList(credentialSubject.encodedList), rows[0].place);
}

async function tokenTo(email: string): Promise<string> {
  const [letter] = (await mailTo(database.db, [email])).reverse();
  return /\/claim\/([\w-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
}

test('one credential: signed so that it verifies, with hashes in place of the learner, a place in a list, and a letter', async () => {
  const id = await issue('ada@example.org', { finished: '2026-11-20' });
  const { signed } = await get(id);
  expect((await proofOf(signed))?.verified).toBe(true);
  expect(signed).not.toMatch(/ada@example|Demo Learner/);
  const credential = JSON.parse(signed);
  expect(credential.id).toBe(`https://cairn.test/credentials/${id}`);
  expect(credential.issuer.id).toBe(`did:web:cairn.test:issuers:${on.organisationId}`);
  expect(credential.credentialStatus.type).toBe('BitstringStatusListEntry');
  expect(credential.proof.created).toBe('2026-11-23T09:30:00Z');
  const letter = (await mailTo(database.db, ['ada@example.org']))[0];
  expect(letter?.text).toContain('This is not me');
  expect(await bitOf(id, 'revocation')).toBe(0);
  // Nobody is given the same twice by accident.
  await expect(issue('ADA@example.org')).rejects.toThrow('holds this credential already');
});

test('a batch: all are issued, each once, with a place and a letter of its own; a second run changes nothing', async () => {
  const awards = Array.from({ length: 120 }, (_, at) =>
    award(
      `batch-${at}@example.org`,
      at % 3 === 0 ? { evidence: [{ name: `Portfolio ${at}`, url: `https://example.org/${at}` }] } : {},
    ),
  );
  const asked = { achievement: on.achievement, way: 'api' as const, name: 'Demo batch', awards, requestKey: 'demo-1' };
  const batch = await issueBatch(on.issuing, byKey(), asked);
  const again = await issueBatch(on.issuing, byKey(), asked);
  expect(again.id).toBe(batch.id);
  expect((await runBatch(on.issuing, batch.id))?.state).toBe('done');
  expect((await runBatch(on.issuing, batch.id))?.state).toBe('done');
  const { rows } = await database.pool.query(
    `select count(*)::int as issued, count(distinct status_place)::int as places, count(distinct email)::int as people,
       count(distinct letter_id)::int as letters, (select count(*)::int from credentials.award) as waiting
     from credentials.credential join credentials.recipient on credential_id = id where batch_id = $1`,
    [batch.id],
  );
  expect(rows[0]).toEqual({ issued: 120, places: 120, people: 120, letters: 120, waiting: 0 });
  for (const email of ['batch-0@example.org', 'batch-1@example.org', 'batch-119@example.org']) {
    const [credential] = await credentialsForAddresses(database.db, [email]);
    expect((await proofOf(credential?.signed ?? '{}'))?.verified).toBe(true);
  }
  expect((await listMail(database.db, 500)).filter(({ recipient }) => recipient.startsWith('batch-'))).toHaveLength(
    120,
  );
});

test.each(['vc-jwt', 'ob3-jwt'] as const)(
  'as a token (%s): alone or by the thread that signs it verifies, and one that corrects it is one again',
  async (signedAs) => {
    const typ = signedAs === 'vc-jwt' ? 'vc+jwt' : 'JWT';
    const asked = { achievement: on.achievement, award: award(`${signedAs}@example.org`), signedAs };
    const first = await issueOne(on.issuing, byKey(), asked);
    const corrected = await reissueCredential(on.issuing, byKey(), {
      credential: first,
      how: 'corrected',
      award: award(`${signedAs}@example.org`, { finished: '2026-11-20' }),
    });
    const awards = Array.from({ length: 21 }, (_, at) => award(`${signedAs}-${at}@example.org`));
    const batch = await issueBatch(on.issuing, byKey(), {
      achievement: on.achievement,
      way: 'api',
      name: typ,
      awards,
      signedAs,
    });
    await runBatch(on.issuing, batch.id);
    const many = await listIssued(
      database.db,
      { organisationId: on.organisationId, text: `${signedAs}-20@example.org` },
      { limit: 1, offset: 0, now: clock.now() },
    );
    for (const id of [first, corrected, many.lines[0]?.id ?? '']) {
      const token = (await get(id)).signed;
      const { header } = await verifyJwt(token, resolverHere());
      expect(header.typ).toBe(typ);
      expect(documentOf(token)).toMatchObject({
        id: `https://cairn.test/credentials/${id}`,
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
      });
      expect(await bitOf(id, 'revocation')).toBe(id === first ? 1 : 0);
    }
    expect(formOfCredential(await get(corrected), null).finished).toBe('2026-11-20');
    const about = await issuingAbout(database.db, newId(), [`${signedAs}@example.org`]);
    expect(about.issuedToYou.map((one) => (one as { credential: unknown }).credential)).toContain(
      (await get(first)).signed,
    );
  },
);

describe('what becomes of it', () => {
  test('revoked: the bit is set in a list that verifies, the learner told, the day before still shown; nothing is revoked twice', async () => {
    const id = await issue('revoked@example.org');
    const asked = { ids: [id], how: 'revoked' as const, reason: 'mistake' as const, words: 'Sorry' };
    expect(await changeCredentials(on.issuing, byKey(), asked)).toBe(1);
    expect(await bitOf(id, 'revocation')).toBe(1);
    expect(stateOf(await get(id), clock.now())).toBe('revoked');
    const [letter] = (await mailTo(database.db, ['revoked@example.org'])).reverse();
    expect(letter?.text).toContain('issued by mistake');
    await expect(changeCredentials(on.issuing, byKey(), asked)).rejects.toThrow('Nothing changed');
    const { rows } = await database.pool.query(
      'select status_list_id as list from credentials.credential where id = $1',
      [id],
    );
    const list = await findList(database.db, rows[0].list);
    const signed = (await snapshotAt(database.db, list?.id ?? '', 'revocation'))?.signed ?? '{}';
    expect((await proofOf(signed))?.verified).toBe(true);
  });

  test('suspended and resumed, where it was issued with a place for that', async () => {
    const plain = await issue('plain@example.org');
    const who = byKey();
    const suspend = { how: 'suspended' as const, reason: 'other' as const, words: null };
    await expect(changeCredentials(on.issuing, who, { ids: [plain], ...suspend })).rejects.toThrow('without a place');
    const asked = { achievement: on.achievement, award: award('held@example.org'), suspendable: true };
    const id = await issueOne(on.issuing, who, asked);
    await changeCredentials(on.issuing, who, { ids: [id], ...suspend });
    expect([await bitOf(id, 'suspension'), await bitOf(id, 'revocation')]).toEqual([1, 0]);
    await changeCredentials(on.issuing, who, { ids: [id], ...suspend, how: 'resumed' });
    expect(await bitOf(id, 'suspension')).toBe(0);
    expect(JSON.parse((await get(id)).signed).credentialStatus).toHaveLength(2);
  });

  test('another organisation changes nothing of it', async () => {
    const id = await issue('safe@example.org');
    const { rows } = await database.pool.query('select id from organisations.organisation where id <> $1 limit 1', [
      on.organisationId,
    ]);
    const other = { organisationId: rows[0]?.id ?? id, by: 'key' as const };
    await expect(
      changeCredentials(on.issuing, other, { ids: [id], how: 'revoked', reason: 'other', words: null }),
    ).rejects.toThrow();
    expect((await get(id)).revoked).toBeNull();
  });

  test('corrected: the old one is replaced, the chain is known, the learner told', async () => {
    const id = await issue('wrong@example.org', { finished: '2026-11-01' });
    const by = await reissueCredential(on.issuing, byKey(), {
      credential: id,
      how: 'corrected',
      award: award('wrong@example.org', { finished: '2026-11-02' }),
    });
    expect(stateOf(await get(id), clock.now())).toBe('replaced');
    expect((await get(id)).replacedById).toBe(by);
    expect((await chainOf(database.db, by)).map((one) => one.how)).toEqual([null, 'corrected']);
    expect((await mailTo(database.db, ['wrong@example.org'])).at(-1)?.text).toContain('corrected');
    const again = { credential: id, how: 'corrected' as const, award: award('wrong@example.org') };
    await expect(reissueCredential(on.issuing, byKey(), again)).rejects.toThrow('already');
  });

  test('claimed once by letter; declined, it is cancelled', async () => {
    const id = await issue('taker@example.org');
    const token = await tokenTo('taker@example.org');
    const now = clock.now();
    const claim = () =>
      database.db.transaction().execute((trx) => claimCredential(trx, { token, actor: { kind: 'nobody' }, now }));
    expect((await claim()).credentials.map((one) => one.id)).toEqual([id]);
    await expect(claim()).rejects.toThrow('used already');
    const declined = await issue('stranger@example.org');
    const theirs = await tokenTo('stranger@example.org');
    await database.db.transaction().execute((trx) => declineCredential(trx, on.issuing, theirs));
    expect(stateOf(await get(declined), now)).toBe('declined');
    expect(await bitOf(declined, 'revocation')).toBe(1);
  });

  test('one that ends is told of once, a month before', async () => {
    const id = await issue('ending@example.org', { validUntil: '2026-12-10' });
    expect(await remindOfEnds(on.issuing)).toBe(0);
    await database.pool.query('update credentials.credential set claimed = now() where id = $1', [id]);
    expect(await remindOfEnds(on.issuing)).toBe(1);
    expect(await remindOfEnds(on.issuing)).toBe(0);
    expect((await mailTo(database.db, ['ending@example.org'])).at(-1)?.subject).toContain('10 December 2026');
  });
});

test('two organisations that are one: the one that stays answers for what both issued, and parted again each for its own', async () => {
  const { db } = database;
  const other = await addIssuer(db, 'Demo Academy of Issuing');
  const of = async (email: string) => {
    const achievement = await addAchievement(db, other.id, { name: 'Demo dressing' });
    return issueOne(on.issuing, { organisationId: other.id, by: 'key' }, { achievement, award: award(email) });
  };
  const first = await of('merged-1@example.org');
  const second = await of('merged-2@example.org');
  const own = await issue('merged-own@example.org');
  const revoke = (ids: string[], who: Parameters<typeof changeCredentials>[1]) =>
    changeCredentials(on.issuing, who, { ids, how: 'revoked', reason: 'mistake', words: null });
  const now = clock.now();
  const merge = await db
    .transaction()
    .execute((trx) => mergeOrganisations(trx, OPERATOR, { from: other.slug, into: on.slug }, [achievementMove], now));
  expect(await organisationOfDid(db, `did:web:cairn.test:issuers:${other.id}`)).toBe(on.organisationId);
  expect(await revoke([first], byKey())).toBe(1);
  expect(await bitOf(first, 'revocation')).toBe(1);
  expect((await proofOf((await get(first)).signed))?.verified).toBe(true);
  const renewed = await reissueCredential(on.issuing, byKey(), {
    credential: second,
    how: 'renewed',
    award: award('merged-2@example.org'),
  });
  await db.transaction().execute((trx) => unmergeOrganisations(trx, OPERATOR, merge, [achievementMove], now));
  expect((await get(second)).organisationId).toBe(other.id);
  for (const id of [own, renewed]) expect((await get(id)).organisationId).toBe(on.organisationId);
  await expect(revoke([second], byKey())).rejects.toThrow('not one of yours');
  expect(await revoke([second], { organisationId: other.id, by: 'key' })).toBe(1);
});

test('lists of what was issued are found by text and state', async () => {
  const asked = { organisationId: on.organisationId };
  const page = { limit: 10, offset: 0, now: clock.now() };
  expect((await listIssued(database.db, { ...asked, text: 'batch-7@' }, page)).total).toBe(1);
  expect(
    (await listIssued(database.db, { ...asked, state: 'declined' }, page)).lines.map(({ email }) => email),
  ).toEqual(['stranger@example.org']);
  expect((await listIssued(database.db, { ...asked, text: '%' }, page)).total).toBe(0);
  expect(
    await findRecipient(
      database.db,
      (await listIssued(database.db, { ...asked, text: 'ada@' }, page)).lines[0]?.id ?? '',
    ),
  ).toMatchObject({
    email: 'ada@example.org',
  });
});

test('a clock that has gone back issues nothing, and says so', async () => {
  const early = openTestIssuing(database, { clock: fixedClock('2026-11-22T09:00:00Z') });
  await expect(
    issueOne(
      early,
      { organisationId: on.organisationId, by: 'key' },
      { achievement: on.achievement, award: award('early@example.org') },
    ),
  ).rejects.toThrow('Set the clock right');
  expect(await credentialsForAddresses(database.db, ['early@example.org'])).toEqual([]);
});

test('doctor says which secret, address or batch is in the way', async () => {
  const doctor = async (changed: object = {}) => {
    const config = { secret: on.issuing.secret, origin: 'https://cairn.test', originAliases: [], ...changed };
    const context = { database, databaseTrouble: null, clock, config: config as never };
    return Object.fromEntries(
      await Promise.all(issuingChecks.map(async ({ name, run }) => [name, (await run(context)).state])),
    );
  };
  expect(await doctor()).toEqual({ 'issuer keys': 'ok', 'address in credentials': 'ok', issuing: 'ok' });
  expect(await doctor({ secret: 'another secret, as long as the first one was' })).toMatchObject({
    'issuer keys': 'failed',
  });
  expect(await doctor({ origin: 'https://moved.test' })).toMatchObject({ 'address in credentials': 'failed' });
  expect(await doctor({ origin: 'https://moved.test', originAliases: ['https://cairn.test'] })).toMatchObject({
    'address in credentials': 'ok',
  });
  await database.pool.query("update credentials.batch set state = 'failed' where name = 'JWT'");
  expect(await doctor()).toMatchObject({ issuing: 'warning' });
  await database.pool.query("update credentials.batch set state = 'done' where name = 'JWT'");
});

test('the secret of another site opens no key', async () => {
  const thief = openTestIssuing(database, { clock, secret: 'another secret, as long as the first one was' });
  await expect(
    issueOne(
      thief,
      { organisationId: on.organisationId, by: 'key' },
      { achievement: on.achievement, award: award('thief@example.org') },
    ),
  ).rejects.toThrow('CAIRN_SECRET');
});

describe('keys', () => {
  test('rotated by the owner alone: what the old one signed verifies, new ones carry the new key, and the old half is gone', async () => {
    const before = await issue('before@example.org');
    const owner = await addOwner();
    await expect(rotateKey(on.issuing, { ...owner, id: newId() }, on.slug)).rejects.toThrow();
    await rotateKey(on.issuing, owner, on.slug);
    const after = await issue('after@example.org');
    const method = async (id: string) => JSON.parse((await get(id)).signed).proof.verificationMethod;
    expect(await method(before)).not.toBe(await method(after));
    for (const id of [before, after]) expect((await proofOf((await get(id)).signed))?.verified).toBe(true);
    const { rows } = await database.pool.query(
      'select count(*)::int as sealed from credentials.issuer_key where sealed is not null and organisation_id = $1',
      [on.organisationId],
    );
    expect(rows[0].sealed).toBe(1);
  });

  test('withdrawn: all that it signed fails, by the document and by the list; later ones stand', async () => {
    const bad = await issue('withdrawn@example.org');
    const { rows } = await database.pool.query('select key_id from credentials.credential where id = $1', [bad]);
    const owner = await addOwner();
    expect(await withdrawKey(on.issuing, owner, { organisation: on.slug, key: rows[0].key_id })).toBeGreaterThan(0);
    expect(await bitOf(bad, 'revocation')).toBe(1);
    expect((await proofOf((await get(bad)).signed))?.verified).not.toBe(true);
    const good = await issue('good@example.org');
    expect((await proofOf((await get(good)).signed))?.verified).toBe(true);
  });
});

async function addOwner(): Promise<PersonActor> {
  const id = newId();
  const email = `${id}@example.org`;
  await database.pool.query(`insert into accounts.person (id, name, email) values ($1, 'Demo Owner', $2)`, [id, email]);
  await database.pool.query(
    `insert into organisations.member (organisation_id, person_id, roles) values ($1, $2, array['owner'])`,
    [on.organisationId, id],
  );
  return { kind: 'person', id, name: 'Demo Owner', email, isStaff: false, sessionId: 'demo' };
}
