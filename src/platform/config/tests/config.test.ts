import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, isLoopbackHost, readConfig } from '../index.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (env: Record<string, string>) => readConfig({ CAIRN_DATA: folder, ...env });
const external = { DATABASE_URL: 'postgresql://ann:secret-word@db.example/cairn', CAIRN_SECRET: 'x'.repeat(32) };

test('without anything set it is a demonstration on one’s own machine', () => {
  expect(read({ PORT: '' })).toMatchObject({
    port: 3000,
    host: 'localhost',
    origin: 'http://localhost:3000',
    contentOrigin: 'http://{package}.localhost:3000',
    databaseUrl: undefined,
    fetchAllow: [],
    demonstration: true,
  });
});

test('the secret is made once, for its owner alone, and shared by all that come later', () => {
  const { secret } = read({});
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(read({}).secret).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret);
  writeFileSync(join(folder, 'secret'), 'short');
  expect(() => read({})).toThrow('is damaged');
  rmSync(join(folder, 'secret'));
});

test.each([
  [{ HOST: '0.0.0.0' }, false],
  [{ HOST: '127.0.0.1', CAIRN_ORIGIN: 'http://127.0.0.1:8080' }, true],
  [{ CAIRN_ORIGIN: 'https://cairn.example' }, false],
  [external, false],
])('%j is a demonstration: %s', (env, expected) => {
  expect(read(env as Record<string, string>).demonstration).toBe(expected);
});

test.each([
  [{ PORT: '3000a' }, 'PORT is "3000a": expected a whole number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is "65536"'],
  [{ HOST: 'http://localhost' }, 'HOST is'],
  [{ CAIRN_ORIGIN: 'https://cairn.example/path' }, 'CAIRN_ORIGIN is'],
  [{ CAIRN_ORIGIN: 'javascript:alert(1)' }, 'CAIRN_ORIGIN is'],
  [{ CAIRN_CONTENT_ORIGIN: 'cairn.example' }, 'CAIRN_CONTENT_ORIGIN is'],
  [{ DATABASE_URL: 'mysql://ann:secret-word@db/x' }, 'DATABASE_URL is "mysql://ann:***@db/x"'],
  [{ DATABASE_URL: external.DATABASE_URL }, 'CAIRN_SECRET is not set'],
  [{ CAIRN_SECRET: 'secret-word' }, 'CAIRN_SECRET is 11 characters long: expected at least 32 characters.'],
  [{ SMTP_URL: 'localhost:25' }, 'SMTP_URL is'],
  [{ CAIRN_FETCH_ALLOW: 'http://10.0.0.1' }, 'CAIRN_FETCH_ALLOW is'],
])('%j is named, without its secrets', (env, words) => {
  const reading = () => read(env as Record<string, string>);
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(words);
  expect(reading).not.toThrow('secret-word');
});

test('hosts that may be reached are read with commas, spaces and ports', () => {
  expect(read({ CAIRN_FETCH_ALLOW: 'Feeds.internal, 10.0.0.7:8080 [::1]:9000' }).fetchAllow).toEqual([
    'feeds.internal',
    '10.0.0.7:8080',
    '[::1]:9000',
  ]);
});

test('sign-in providers are read from their file, and what is wrong in it is named without its secrets', () => {
  const path = join(folder, 'providers.json');
  const college = {
    id: 'college',
    name: 'College',
    issuer: 'https://id.example',
    clientId: 'a',
    clientSecret: 'secret-word',
  };
  const readFile = (content: unknown) => {
    writeFileSync(path, JSON.stringify(content));
    return read({ CAIRN_OIDC: path }).oidc;
  };
  expect(readFile([college])).toEqual([college]);
  for (const [content, words] of [
    [{}, 'at its top'],
    [[{ ...college, id: 'Our College' }], 'at 0.id'],
    [[{ ...college, issuer: 'http://id.example' }], 'https'],
    [[{ ...college, clientSecrets: 'secret-word' }], 'at 0'],
    [[college, { ...college, id: 'other' }], 'same issuer'],
  ] as const) {
    expect(() => readFile(content)).toThrow(words);
    expect(() => readFile(content)).not.toThrow('secret-word');
  }
  expect(() => read({ CAIRN_OIDC: join(folder, 'missing.json') })).toThrow('cannot be read');
});

test('whatever is set, reading ends in a configuration or in one sentence', () => {
  const names = fc.constantFrom(
    'PORT',
    'HOST',
    'CAIRN_ORIGIN',
    'CAIRN_CONTENT_ORIGIN',
    'DATABASE_URL',
    'SMTP_URL',
    'CAIRN_SECRET',
    'CAIRN_FETCH_ALLOW',
  );
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(fc.string(), fc.webUrl(), fc.nat().map(String))), (env) => {
      try {
        expect(read(env).port).toBeLessThan(65_536);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    }),
    { numRuns: 60 },
  );
});

test('only names of this machine are loopback', () => {
  for (const host of ['localhost', 'LOCALHOST', 'demo.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])
    expect(isLoopbackHost(host)).toBe(true);
  for (const host of ['localhost.example', '127.0.0.1.example', '0.0.0.0', '10.0.0.1', ''])
    expect(isLoopbackHost(host)).toBe(false);
});
