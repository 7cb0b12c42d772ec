/** The test interface: what public suites ask of it, in small, and that it is there for nobody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { jwkOf, newSigningKey } from '../engine/keys/index.js';
import type { JsonObject } from '../engine/types.js';

let site: RunningSite;
let issuer: string;
beforeAll(async () => {
  site = await openSite({ starter: false, env: { CAIRN_VC_API: '1' } });
  issuer = (await site.app.inject('/vc-api')).json().issuer;
});
afterAll(() => site.close());

const post = (url: string, body: unknown) =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
const credential = (more: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer,
  credentialSubject: { id: 'did:example:learner' },
  ...more,
});
async function issue(options: JsonObject = {}, more: JsonObject = {}): Promise<JsonObject> {
  const answer = await post('/credentials/issue', { credential: credential(more), options });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().verifiableCredential;
}
const verify = (verifiableCredential: JsonObject, options?: JsonObject) =>
  post('/credentials/verify', { verifiableCredential, ...(options && { options }) });
const problems = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.json().errors.map(({ title }: { title: string }) => title);

describe('what it signs', () => {
  test.each<[string, JsonObject]>([
    ['eddsa-rdfc-2022', {}],
    ['eddsa-jcs-2022', { cryptosuite: 'eddsa-jcs-2022' }],
    ['a token in an envelope', { mediaType: 'application/vc+jwt' }],
    [
      'a place in a status list',
      { credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' } },
    ],
  ])('it verifies: %s', async (_, options) => {
    const signed = await issue(options);
    const answer = await verify(signed);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({ verified: true, mediaType: 'application/vc', document: { issuer } });
  });

  test('changed afterwards, it does not hold', async () => {
    const signed = await issue();
    const answer = await verify({ ...signed, credentialSubject: { id: 'did:example:somebody-else' } });
    expect([answer.statusCode, answer.json().verified, problems(answer)]).toEqual([400, false, ['proof']]);
  });

  test('its status list is signed too, and an entry beyond it is an error', async () => {
    const status = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' };
    const list = (await site.app.inject('/vc-api/status-list')).json();
    expect((await verify(list)).statusCode).toBe(200);
    const entry = { ...status, statusListIndex: '99999999', statusListCredential: list.id };
    const answer = await verify(await issue({}, { credentialStatus: entry }), {
      checks: ['proof', 'credentialStatus'],
    });
    expect([answer.statusCode, problems(answer)]).toEqual([400, ['status']]);
  });
});

describe('what it refuses to sign', () => {
  test.each<[string, JsonObject, string]>([
    ['in the name of another', { issuer: 'did:example:another' }, 'issuer'],
    ['without words that have a meaning', { credentialSubject: { id: 'did:example:a', unheardOf: 1 } }, 'context'],
    ['of no type', { type: [] }, 'type'],
    ['that ends before it begins', { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }, 'schema'],
    ['with a service of no type', { refreshService: { id: 'https://example.org/refresh' } }, 'schema'],
  ])('a credential %s', async (_, more, title) => {
    const answer = await post('/credentials/issue', { credential: credential(more) });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(problems(answer).some((name: string) => name === title || name === 'credential')).toBe(true);
  });

  test('a body in which a name stands twice', async () => {
    const answer = await post('/credentials/issue', '{"credential":{"id":"a","id":"b"}}');
    expect([answer.statusCode, problems(answer)]).toEqual([400, ['body']]);
  });
});

test('a presentation is judged with what is in it, and with its challenge', async () => {
  const envelope = await issue({ mediaType: 'application/vc+jwt' });
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [envelope],
  };
  const answer = await post('/presentations/verify', { verifiablePresentation: presentation });
  // Nobody has signed the presentation itself.
  expect([answer.statusCode, answer.json().verified, problems(answer)]).toEqual([400, false, ['proof']]);
});

test('it resolves did:key, and says what is wrong with a DID', async () => {
  const found = (await site.app.inject(`/identifiers/${encodeURIComponent(issuer)}`)).json();
  expect(found.didDocument.id).toBe(issuer);
  const wrong = await site.app.inject(`/identifiers/${encodeURIComponent('did:key:@')}`);
  expect([wrong.statusCode, wrong.json().didResolutionMetadata]).toEqual([400, { error: 'invalidDid' }]);
});

test.each(['ed25519', 'p-256', 'p-384', 'p-521'] as const)(
  'tokens are signed and judged with the key that is handed over: %s',
  async (kind) => {
    const { privateKey } = newSigningKey(kind);
    const publicKeyJwk = jwkOf(privateKey);
    const key = { id: 'did:example:a#key', controller: 'did:example:a', publicKeyJwk };
    const ask = async (act: string, input: string) =>
      (
        await post('/vc-api/tokens', {
          act,
          kind: 'credential',
          input,
          key: { ...key, secretKeyJwk: privateKey.export({ format: 'jwk' }) },
        })
      ).json();
    const document = credential({ issuer: 'did:example:a' });
    const { result, token } = await ask('issue', JSON.stringify(document));
    expect([result, (await ask('verify', token)).result]).toEqual(['success', 'success']);
    const [header, payload] = token.split('.');
    expect(await ask('verify', `${header}.${payload}.${'A'.repeat(86)}`)).toEqual({ result: 'failure' });
    expect(await ask('issue', JSON.stringify({ ...document, unheardOf: {} }))).toEqual({ result: 'failure' });
  },
);

test('it is not there where nobody asked for it', async () => {
  const plain = await openSite({ starter: false });
  const { rules } = plain;
  await plain.close();
  const own = /^\/(vc-api|identifiers|presentations|credentials\/(issue|verify))/;
  expect(rules.filter(({ url }) => own.test(url))).toEqual([]);
  expect(site.rules.filter(({ url }) => own.test(url)).length).toBeGreaterThan(5);
});
