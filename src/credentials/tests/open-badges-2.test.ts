/** Open Badges 2.0: each of the public validator's files gets the outcome that is stated for it, by the check that should say so. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../platform/config/index.js';
import { isOpenBadges2, type OpenBadges2Deps, verifyOpenBadges2 } from '../engine/open-badges-2/index.js';
import { DocumentError, type FetchDocument, type JsonObject } from '../engine/types.js';
import { unwrap } from '../formats/index.js';
import type { CheckName } from '../schema/verification.js';

const folder = join(readConfig(process.env).samplesFolder, 'credentials/openbadges');
const now = new Date('2026-11-23T14:00:00Z');

const fromFolder: FetchDocument = async (address) => {
  const name = /^https?:\/\/(?:www\.)?example\.org\/([\w.-]+)$/.exec(address)?.[1] ?? '';
  const file = join(folder, 'ob20/assets', name);
  if (name === '' || !existsSync(file)) throw new DocumentError('not-found', `nothing stands at ${address}`);
  return { address, contentType: 'application/json', body: readFileSync(file) };
};
const fromPages =
  (pages: Record<string, JsonObject>): FetchDocument =>
  async (address) => {
    const page = pages[address];
    if (!page) throw new DocumentError('not-found', `nothing stands at ${address}`);
    return { address, contentType: 'application/json', body: Buffer.from(JSON.stringify(page)) };
  };

async function failures(input: JsonObject | string, deps: Partial<OpenBadges2Deps> = {}) {
  const { checks, summary } = await verifyOpenBadges2(input, { fetchDocument: fromFolder, now, ...deps });
  const of = (status: string): CheckName[] => checks.filter((check) => check.status === status).map(({ name }) => name);
  const said = (name: CheckName): string => checks.find((check) => check.name === name)?.message ?? '';
  const fixed = (name: CheckName): string | null => checks.find((check) => check.name === name)?.fix ?? null;
  return { failed: of('failed'), passed: of('passed'), unknown: of('unknown'), said, fixed, summary };
}

describe.skipIf(!existsSync(folder))('files of the public validator', () => {
  const FAILED: Record<string, CheckName[]> = {
    'ob20/simple-revoked.jwt': ['status'],
    'ob20/basic-assertion-invalid-context.json': ['context'],
    'ob20/rdf-validation/invalid-class.json': ['type'],
    'ob20/rdf-validation/invalid-empty-type.json': ['type'],
    'ob20/basic-assertion-with-allowed-origins-invalid-starts-with.json': ['proof'],
    'ob20/basic-assertion-expired.json': ['valid-until'],
    'ob20/basic-assertion-expired-before-issued.json': ['schema', 'valid-until'],
    'ob20/assertion-with-extension-node-invalid.json': ['attached-schema'],
  };
  const cases: { file: string; expect: string }[] = existsSync(folder)
    ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).filter(({ file }: { file: string }) =>
        file.startsWith('ob20/'),
      )
    : [];

  test.each(cases)('$file is $expect', async ({ file, expect: expected }) => {
    const { content } = unwrap(readFileSync(join(folder, file)));
    const input = 'json' in content ? (JSON.parse(content.json) as JsonObject) : 'jwt' in content ? content.jwt : '';
    if (typeof input !== 'string') expect(isOpenBadges2(input)).toBe(true);
    const { failed, fixed, summary } = await failures(input);
    expect(failed).toEqual(FAILED[file] ?? []);
    expect(failed.length > 0).toBe(['invalid', 'expired', 'revoked'].includes(expected));
    if (expected === 'warning') expect(fixed('subject')).toContain('says that its address is');
    if (file === 'ob20/simple.jwt')
      expect(summary).toMatchObject({
        name: 'Awesome Robotics Badge',
        issuer: { name: 'An Example Badge Issuer' },
        recipient: 'hashed',
      });
  });
});

describe('a hosted badge', () => {
  const id = 'https://demo-issuer.test/assertions/1';
  const issuer: JsonObject = {
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Issuer',
    id: 'https://demo-issuer.test/issuer',
    name: 'Demo Issuer',
    url: 'https://demo-issuer.test',
    email: 'badges@demo-issuer.test',
  };
  const badge: JsonObject = {
    ...issuer,
    type: 'BadgeClass',
    id: 'https://demo-issuer.test/badge',
    description: 'Demo',
    criteria: { narrative: 'Attend' },
    image: 'https://demo-issuer.test/b.png',
    issuer: issuer.id ?? null,
  };
  const recipient = {
    type: 'email',
    hashed: true,
    salt: 'sea',
    identity: `sha256$${createHash('sha256').update('learner@example.orgsea').digest('hex')}`,
  };
  const assertion: JsonObject = {
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Assertion',
    id,
    recipient,
    issuedOn: '2026-01-02T03:04:05+0100',
    badge: 'https://demo-issuer.test/badge',
    verification: { type: 'hosted' },
  };
  const pages = { [id]: assertion, 'https://demo-issuer.test/badge': badge, 'https://demo-issuer.test/issuer': issuer };
  const look = (given: JsonObject, more: Record<string, JsonObject> = {}, deps: Partial<OpenBadges2Deps> = {}) =>
    failures(given, { fetchDocument: fromPages({ ...pages, ...more }), ...deps });

  test('is real where the same stands at its address, and not where another does', async () => {
    expect((await look(assertion)).passed).toEqual(expect.arrayContaining(['proof', 'status', 'issuer', 'subject']));
    const changed = await look({ ...assertion, recipient: { ...recipient, salt: 'lake' } });
    expect(changed.failed).toEqual(['proof']);
    expect(changed.said('proof')).toContain('stands another one');
    const gone = await failures(assertion, { fetchDocument: fromPages({}) });
    expect(gone.failed).toEqual([]);
    expect(gone.unknown).toEqual(expect.arrayContaining(['proof', 'status', 'subject', 'issuer']));
  });

  test('is revoked where its address says so', async () => {
    const { failed, said } = await look(assertion, {
      [id]: {
        '@context': 'https://w3id.org/openbadges/v2',
        type: 'Assertion',
        id,
        revoked: true,
        revocationReason: 'Awarded by mistake',
      },
    });
    expect(failed).toEqual(['status']);
    expect(said('status')).toContain('Awarded by mistake');
  });

  test('cannot borrow the badge of somebody else', async () => {
    const elsewhere = 'https://forger.test/assertions/1';
    const forged = { ...assertion, id: elsewhere };
    const { failed, said } = await look(forged, { [elsewhere]: forged });
    expect(failed).toEqual(['proof']);
    expect(said('proof')).toContain('lets its badges stand only at demo-issuer.test');
    // Nor say on its own pages that it is the other: the other's own page has the last word.
    const profile = {
      ...badge,
      name: 'Forged',
      issuer: { ...issuer, email: 'forger@forger.test', verification: { allowedOrigins: ['forger.test'] } },
    };
    const posing = { ...forged, badge: 'https://forger.test/badge' };
    const posed = await look(posing, { [elsewhere]: posing, 'https://forger.test/badge': profile });
    expect(posed.failed).toEqual(['proof']);
    expect(posed.summary?.name).toBe('Demo Issuer');
    // Not even where the other has nothing at that address.
    const invented = {
      ...profile,
      id: 'https://forger.test/badge',
      issuer: { ...profile.issuer, id: 'https://demo-issuer.test/none' },
    };
    const inventing = await look(posing, { [elsewhere]: posing, 'https://forger.test/badge': invented });
    expect(inventing.unknown).toEqual(expect.arrayContaining(['issuer', 'proof']));
  });

  test('does not stand at an address that sends on to whatever it is asked for', async () => {
    const sending = 'https://demo-issuer.test/go?to=https://forger.test/1';
    const forged = { ...assertion, id: sending };
    const at = (given: JsonObject, found: string) => {
      const plain = fromPages({ ...pages, [sending]: given });
      const fetchDocument: FetchDocument = async (address, options) => {
        const document = await plain(address, options);
        return address === sending ? { ...document, address: found } : document;
      };
      return failures(given, { fetchDocument });
    };
    const sent = await at(forged, 'https://forger.test/1');
    expect(sent.passed).not.toContain('proof');
    expect(sent.said('proof')).toContain('sends on to another host');
    expect((await at(forged, 'https://www.demo-issuer.test/1')).passed).toContain('proof');
  });

  test('tells whose it is by the salted address', async () => {
    const asked = async (address: string) =>
      (await look(assertion, {}, { recipient: address })).passed.includes('recipient');
    expect(await asked('learner@example.org')).toBe(true);
    expect(await asked(' Learner@Example.org')).toBe(true);
    expect(await asked('another@example.org')).toBe(false);
  });

  test('is judged as of the moment that is asked about', async () => {
    const ended = { ...assertion, expires: '2026-06-01T00:00:00Z' };
    expect((await look(ended, { [id]: ended })).failed).toEqual(['valid-until']);
    expect((await look(ended, { [id]: ended }, { at: new Date('2026-05-01') })).failed).toEqual([]);
    expect((await look(ended, { [id]: ended }, { at: new Date('2025-05-01') })).failed).toEqual(['valid-from']);
  });

  describe('signed', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key: JsonObject = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'CryptographicKey',
      id: 'https://demo-issuer.test/key',
      owner: issuer.id ?? null,
      publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
    const signing = {
      ...assertion,
      id: 'urn:uuid:1',
      verification: { type: 'signed', creator: 'https://demo-issuer.test/key' },
    };
    const part = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokenOf = (payload: JsonObject, header: JsonObject = { alg: 'RS256' }): string => {
      const input = `${part(header)}.${part(payload)}`;
      return `${input}.${createSign('sha256').update(input).sign(privateKey).toString('base64url')}`;
    };
    const named = {
      'https://demo-issuer.test/issuer': { ...issuer, publicKey: 'https://demo-issuer.test/key' },
      'https://demo-issuer.test/key': key,
    };
    const lookSigned = (token: string, more: Record<string, JsonObject> = {}) =>
      failures(token, { fetchDocument: fromPages({ ...pages, ...named, ...more }) });

    test('holds by a key that the issuer names, and by no other way', async () => {
      expect((await lookSigned(tokenOf(signing))).failed).toEqual([]);
      const [header, , signature] = tokenOf(signing).split('.');
      expect(
        (await lookSigned(`${header}.${part({ ...signing, issuedOn: '2025-01-01T00:00:00Z' })}.${signature}`)).failed,
      ).toEqual(['proof']);
      // Nobody says that it was not revoked where nobody could be asked.
      expect((await failures(tokenOf(signing), { fetchDocument: fromPages({}) })).unknown).toContain('status');
      expect((await lookSigned(tokenOf(signing, { alg: 'none' }))).said('proof')).toContain('“none”');
      expect((await lookSigned(tokenOf(signing, { alg: 'HS256' }))).said('proof')).toContain('“HS256”');
      expect(
        (await lookSigned(tokenOf(signing), { 'https://demo-issuer.test/issuer': issuer })).said('proof'),
      ).toContain('does not name');
      expect(
        (
          await lookSigned(tokenOf(signing), {
            'https://demo-issuer.test/key': { ...key, owner: 'https://forger.test/issuer' },
          })
        ).said('proof'),
      ).toContain('somebody else');
      expect((await failures(signing, { fetchDocument: fromPages({ ...pages, ...named }) })).said('proof')).toContain(
        'its signature is missing',
      );
    });
  });
});
