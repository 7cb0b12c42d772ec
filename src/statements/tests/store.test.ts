/** The store over HTTP: what comes in goes out, once, to whom it belongs, in either version. */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUp, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { openSource, type TestSource } from '../../../tests/support/xapi.js';
import { systemClock } from '../../platform/clock/index.js';
import { endStatements } from '../actions/retention.js';
import { readParts } from '../formats/multipart.js';
import { recordStatements } from '../index.js';

let site: RunningSite;
let source: TestSource;
let old: TestSource;
let ownOnly: TestSource;
let foreign: TestSource;
let organisationId: string;

const agent = { mbox: 'mailto:demo.learner@example.org' };
const completed = {
  id: 'http://adlnet.gov/expapi/verbs/completed',
  display: { 'en-GB': 'completed', de: 'schloss ab' },
};
const voided = { id: 'http://adlnet.gov/expapi/verbs/voided' };
const course = { id: 'https://example.org/courses/1' };
const demo = (more: object = {}) => ({ id: randomUUID(), actor: agent, verb: completed, object: course, ...more });
const about = (id: string) => ({ objectType: 'StatementRef', id });
const idsIn = (answer: { json(): { statements: { id: string }[] } }) => answer.json().statements.map(({ id }) => id);
const query = (fields: Record<string, string>) => `/xapi/statements?${new URLSearchParams(fields)}`;

beforeAll(async () => {
  site = await openSite({ starter: false });
  const owner = await signUp(site, 'Demo Owner', 'owner@example.org');
  const [first, second] = await Promise.all(
    ['Demo Store', 'Demo Other Store'].map((name) => verifiedOrganisation(site, name, { owner })),
  );
  organisationId = first?.id ?? '';
  const at = `/organisations/${first?.slug}`;
  source = await openSource(site, owner.cookie, at);
  old = await openSource(site, owner.cookie, at, ['write', 'read-all'], { version: '1.0.3' });
  ownOnly = await openSource(site, owner.cookie, at, ['write', 'read-own'], { version: '2.0.0', retentionMonths: '1' });
  foreign = await openSource(site, owner.cookie, `/organisations/${second?.slug}`);
});
afterAll(() => site.close());

describe('a statement', () => {
  test('is stored once: the same again is no news, another under its id is refused and nothing of its batch kept', async () => {
    const one = demo();
    expect((await source.send('POST', '/xapi/statements', one)).json()).toEqual([one.id]);
    expect((await source.send('PUT', query({ statementId: one.id }), one)).statusCode).toBe(204);
    const beside = demo();
    const other = { ...one, verb: { id: 'https://example.org/verbs/other' } };
    const refused = await source.send('POST', '/xapi/statements', [beside, other]);
    expect([refused.statusCode, refused.json().detail]).toEqual([409, expect.stringContaining(one.id)]);
    expect((await source.send('GET', query({ statementId: beside.id }))).statusCode).toBe(404);
  });

  test('comes back whole with what the store adds, and who sent it vouches for it', async () => {
    const one = demo({
      context: { contextActivities: { parent: course } },
      authority: { mbox: 'mailto:liar@example.org' },
    });
    await source.send('POST', '/xapi/statements', one);
    const answer = await source.send('GET', query({ statementId: one.id }));
    expect(answer.json()).toMatchObject({
      ...one,
      context: { contextActivities: { parent: [course] } },
      authority: {},
    });
    expect(answer.json().authority.account.homePage).toBe(site.config.origin);
    expect(answer.json()).toMatchObject({ version: '2.0.0', stored: answer.json().timestamp });
    expect(Date.parse(answer.headers['last-modified'] ?? '')).toBe(Date.parse(answer.json().stored));
  });

  test('is not seen by a key of another organisation, nor by one that reads its own alone', async () => {
    const one = demo({ actor: { mbox: 'mailto:isolated@example.org' } });
    await source.send('POST', '/xapi/statements', one);
    for (const stranger of [foreign, ownOnly]) {
      expect((await stranger.send('GET', query({ statementId: one.id }))).statusCode).toBe(404);
      expect(idsIn(await stranger.send('GET', query({ agent: JSON.stringify(one.actor) })))).toEqual([]);
    }
    // Whoever guesses an id learns nothing: in another organisation it is free.
    expect((await foreign.send('POST', '/xapi/statements', { ...one, object: { id: 'urn:x:y' } })).statusCode).toBe(
      200,
    );
    expect((await ownOnly.send('DELETE', query({ statementId: one.id }))).statusCode).toBe(404);
  });

  test('that is declared void is found by its id alone, also where the word came first; voiding itself is never void', async () => {
    const [one, late] = [
      demo({ object: { id: 'https://example.org/voided' } }),
      demo({ object: { id: 'https://example.org/voided' } }),
    ];
    const declaring = [one, late].map(({ id }) => demo({ verb: voided, object: about(id) }));
    await source.send('POST', '/xapi/statements', one);
    await source.send('POST', '/xapi/statements', declaring);
    await source.send('POST', '/xapi/statements', late);
    await source.send('POST', '/xapi/statements', demo({ verb: voided, object: about(declaring[0]?.id ?? '') }));
    for (const { id } of [one, late]) {
      expect((await source.send('GET', query({ statementId: id }))).statusCode).toBe(404);
      expect((await source.send('GET', query({ voidedStatementId: id }))).statusCode).toBe(200);
    }
    // Statements about a statement are found by what finds that one.
    const found = idsIn(await source.send('GET', query({ activity: 'https://example.org/voided' })));
    expect(found).toEqual(expect.arrayContaining(declaring.map(({ id }) => id)));
    expect(found).not.toContain(one.id);
    expect((await source.send('GET', query({ statementId: declaring[0]?.id ?? '' }))).statusCode).toBe(200);
  });

  test('of Cairn itself is stored in the transaction of what it tells of', async () => {
    const authority = { account: { homePage: site.config.origin, name: 'cairn' } };
    const statement = {
      id: randomUUID(),
      actor: { account: { homePage: site.config.origin, name: randomUUID() } },
      verb: completed,
      object: course,
    };
    const { db } = site.database;
    const record = () =>
      db.transaction().execute(async (trx) => {
        await recordStatements(trx, [statement], { organisationId, authority, now: new Date('2026-11-23T10:00:00Z') });
        throw new Error('undone');
      });
    await expect(record()).rejects.toThrow('undone');
    expect((await source.send('GET', query({ statementId: statement.id }))).statusCode).toBe(404);
    const now = new Date('2026-11-23T10:00:00Z');
    await db.transaction().execute((trx) => recordStatements(trx, [statement], { organisationId, authority, now }));
    const read = await source.send('GET', query({ statementId: statement.id }));
    expect(read.json()).toMatchObject({ ...statement, stored: now.toISOString(), authority });
    expect((await ownOnly.send('GET', query({ statementId: statement.id }))).statusCode).toBe(404);
  });
});

test('pages follow each other without a gap or a repetition, both ways, and a token that was made up is refused', async () => {
  const place = 'https://example.org/paged';
  const sent = Array.from({ length: 25 }, () => demo({ object: { id: place } }));
  await source.send('POST', '/xapi/statements', sent.slice(0, 20));
  await source.send('POST', '/xapi/statements', sent.slice(20));
  for (const ascending of ['true', 'false']) {
    const seen: string[] = [];
    let next = query({ activity: place, limit: '7', ascending });
    while (next !== '') {
      const answer = await source.send('GET', next);
      seen.push(...idsIn(answer));
      next = answer.json().more;
    }
    const ids = sent.map(({ id }) => id);
    expect(seen).toEqual(ascending === 'true' ? ids : ids.toReversed());
  }
  for (const more of ['x', 'e30', `${'A'.repeat(30_000)}`, Buffer.from('[{"limit":"x"},0,0]').toString('base64url')])
    expect((await source.send('GET', query({ more }))).statusCode).toBe(400);
});

test('statements lie in the month in which they were stored, and what was early moves when its month is opened', async () => {
  const { pool, db } = site.database;
  const authority = { account: { homePage: site.config.origin, name: 'cairn' } };
  const statement = { id: randomUUID(), actor: agent, verb: completed, object: course };
  const now = new Date('2031-05-31T23:59:59.999Z');
  await db.transaction().execute((trx) => recordStatements(trx, [statement], { organisationId, authority, now }));
  const at = async () =>
    (await pool.query('select tableoid::regclass::text as at from statements.statement where id = $1', [statement.id]))
      .rows;
  expect(await at()).toEqual([{ at: 'statements.statement_rest' }]);
  await pool.query(`select statements.open_month('2031-05-01')`);
  expect(await at()).toEqual([{ at: 'statements.statement_2031_05' }]);
  // The same id is known over all months.
  expect(
    (await source.send('POST', '/xapi/statements', { ...statement, object: { id: 'urn:x:other' } })).statusCode,
  ).toBe(409);
  expect((await source.send('POST', '/xapi/statements', statement)).statusCode).toBe(200);
});

test('what a source keeps for a time goes, and its ids stay taken', async () => {
  const one = demo();
  await ownOnly.send('POST', '/xapi/statements', one);
  const later = { ...systemClock, now: () => new Date('2027-06-01T00:00:00Z') };
  expect(await endStatements({ db: site.database.db, clock: later })).toBeGreaterThan(0);
  expect((await ownOnly.send('GET', query({ statementId: one.id }))).statusCode).toBe(404);
  expect((await ownOnly.send('POST', '/xapi/statements', { ...one, object: { id: 'urn:x:y' } })).statusCode).toBe(409);
});

test('documents: nobody writes over what they have not seen, and JSON is added to JSON', async () => {
  const at = `/xapi/activities/profile?profileId=demo&activityId=${encodeURIComponent(course.id)}`;
  expect((await old.send('PUT', at, { a: 1 })).statusCode).toBe(400);
  expect((await source.send('PUT', at, { a: 1 }, { 'if-none-match': '*' })).statusCode).toBe(204);
  expect((await source.send('PUT', at, { a: 2 })).statusCode).toBe(409);
  const { etag = '' } = (await source.send('GET', at)).headers;
  const tried = [{ a: 3 }, { a: 4 }].map((body) => source.send('PUT', at, body, { 'if-match': String(etag) }));
  expect((await Promise.all(tried)).map(({ statusCode }) => statusCode).sort()).toEqual([204, 412]);
  await source.send('POST', at, { b: 5 });
  expect((await source.send('GET', at)).json()).toMatchObject({ a: expect.any(Number), b: 5 });
  expect((await source.send('POST', at, 'plain words', { 'content-type': 'text/plain' })).statusCode).toBe(400);
  for (const stranger of [foreign, ownOnly]) expect((await stranger.send('GET', at)).statusCode).toBe(404);
});

describe('attachments', () => {
  const file = Buffer.from('a file with\r\n--boundary-like lines\r\n and \0 nulls');
  const hash = createHash('sha256').update(file).digest('hex');
  const attachment = {
    usageType: 'https://example.org/usage',
    display: { en: 'Demo' },
    contentType: 'text/plain',
    length: file.length,
    sha2: hash,
  };
  const bodyOf = (statement: unknown, parts: readonly { sha2: string; content: Buffer }[]) =>
    Buffer.concat([
      Buffer.from(`--xyz\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statement)}\r\n`),
      ...parts.flatMap(({ sha2, content }) => [
        Buffer.from(
          `--xyz\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}\r\n\r\n`,
        ),
        content,
        Buffer.from('\r\n'),
      ]),
      Buffer.from('--xyz--\r\n'),
    ]);
  const mixed = { 'content-type': 'multipart/mixed; boundary=xyz' };

  test('come back byte for byte, and are refused where they are missing, wrong or too many', async () => {
    const one = demo({ attachments: [attachment] });
    const good = bodyOf(one, [{ sha2: hash, content: file }]);
    expect((await source.send('POST', '/xapi/statements', good, mixed)).json()).toEqual([one.id]);
    const answer = await source.send('GET', query({ statementId: one.id, attachments: 'true' }));
    const boundary = /boundary="(.+)"/.exec(String(answer.headers['content-type']))?.[1] ?? '';
    const [, back] = readParts(answer.rawPayload, boundary);
    expect(back?.content.equals(file)).toBe(true);
    const wrong = [
      bodyOf(demo({ attachments: [attachment] }), []),
      bodyOf(demo(), [{ sha2: hash, content: file }]),
      bodyOf(demo({ attachments: [attachment] }), [{ sha2: hash, content: Buffer.from('something else') }]),
      good.subarray(0, good.length - 6),
    ];
    for (const body of wrong) expect((await source.send('POST', '/xapi/statements', body, mixed)).statusCode).toBe(400);
    // Who knows a hash in another organisation has not got the file.
    const theirs = demo({ attachments: [{ ...attachment, fileUrl: 'https://example.org/file' }] });
    await foreign.send('POST', '/xapi/statements', theirs);
    const seen = await foreign.send('GET', query({ statementId: theirs.id, attachments: 'true' }));
    expect(seen.rawPayload.includes(file)).toBe(false);
  });

  test('that sign their statement must be made for it, by RSA', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = (statement: unknown, alg = 'RS256') => {
      const text = [{ alg }, statement]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return Buffer.from(`${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`);
    };
    const send = (statement: object, content: Buffer) => {
      const sha2 = createHash('sha256').update(content).digest('hex');
      const usageType = 'http://adlnet.gov/expapi/attachments/signature';
      const own = { ...attachment, usageType, contentType: 'application/octet-stream', length: content.length, sha2 };
      return source.send(
        'POST',
        '/xapi/statements',
        bodyOf({ ...statement, attachments: [own] }, [{ sha2, content }]),
        mixed,
      );
    };
    const one = demo();
    expect((await send(one, signed(one))).statusCode).toBe(200);
    for (const content of [
      signed(demo({ object: { id: 'urn:x:y' } })),
      signed(one, 'HS256'),
      signed(one, 'none'),
      Buffer.from('a.b.c'),
    ])
      expect((await send(demo(), content)).statusCode).toBe(400);
  });
});

describe('who and how', () => {
  test('nothing opens without a key, with a wrong secret, or with one that was ended; every error says its version', async () => {
    const [, secretless = ''] = source.authorization.split(' ');
    const keyId = Buffer.from(secretless, 'base64').toString().split(':')[0];
    for (const authorization of [
      '',
      'Basic',
      'Bearer x',
      `Basic ${Buffer.from(`${keyId}:wrong`).toString('base64')}`,
    ]) {
      const answer = await source.send('GET', '/xapi/statements', undefined, { authorization });
      expect([answer.statusCode, answer.headers['x-experience-api-version']]).toEqual([401, '2.0.0']);
    }
    for (const [asked, spoken] of [
      [source, '2.0.0'],
      [old, '1.0.3'],
    ] as const) {
      const answer = await site.app.inject({
        url: '/xapi/statements',
        headers: { authorization: asked.authorization },
      });
      expect([answer.statusCode, answer.headers['x-experience-api-version']]).toEqual([400, spoken]);
    }
  });

  test('a form may carry a request in 1.0.3, its key too, and in 2.0 it may not', async () => {
    const statement = demo();
    const form = (version: string) =>
      new URLSearchParams({
        statementId: statement.id,
        Authorization: old.authorization,
        'X-Experience-API-Version': version,
        content: JSON.stringify(statement),
      }).toString();
    const send = (version: string) =>
      site.app.inject({
        method: 'POST',
        url: '/xapi/statements?method=PUT',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: form(version),
      });
    expect((await send('2.0.0')).statusCode).toBe(400);
    expect((await send('1.0.3')).statusCode).toBe(204);
    expect((await old.send('GET', query({ statementId: statement.id }))).json().version).toBe('1.0.0');
  });

  test('what is hostile is refused in words', async () => {
    const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`;
    const json = { 'content-type': 'application/json' };
    const bodies = [
      '',
      '{',
      '[null]',
      '"text"',
      deep,
      '{"__proto__":{}}',
      '{"actor":1,"actor":2}',
      `[${JSON.stringify(demo())},`,
    ];
    for (const body of bodies) {
      const answer = await source.send('POST', '/xapi/statements', body, json);
      expect([body.slice(0, 20), answer.statusCode]).toEqual([body.slice(0, 20), 400]);
    }
    const many = Array.from({ length: 1001 }, () => demo());
    expect((await source.send('POST', '/xapi/statements', many)).statusCode).toBe(413);
    const twice = demo();
    expect((await source.send('POST', '/xapi/statements', [twice, twice])).statusCode).toBe(400);
    expect((await source.send('GET', '/xapi/statements?limit=1&limit=2')).statusCode).toBe(400);
    expect((await source.send('GET', query({ agent: '{"mbox":"mailto:x@y","__proto__":1}' }))).statusCode).toBe(400);
  });
});
