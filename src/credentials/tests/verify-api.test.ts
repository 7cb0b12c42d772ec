/** Verifying for programs and at a terminal: any way in, the same answer out, nothing reached that must not be. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../../tests/support/command.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { verifyCommand } from '../commands/verify.js';
import { samples, samplesThere } from './real-credentials.js';

const sample = (file: string) => readFileSync(join(samples, file));
const CAIRN_CONTEXTS = join(samples, 'contexts');

describe.skipIf(!samplesThere)('POST /api/v1/credentials/verify', () => {
  let site: RunningSite;
  beforeAll(async () => {
    site = await openSite({ starter: false, env: { CAIRN_CONTEXTS } });
  });
  afterAll(() => site.close());

  async function send(body: BodyInit, type?: string, query = '') {
    const address = `${site.origin}/api/v1/credentials/verify${query}`;
    const answer = await fetch(address, { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) });
    return { status: answer.status, cache: answer.headers.get('cache-control'), body: await answer.json() };
  }

  test('the credential itself in any type, in a form, or inside JSON', async () => {
    const simple = sample('openbadges/ob30/simple.json');
    const good = { authentic: true, current: true, issuerKnown: false, policy: null };
    const raw = await send(simple, 'application/json');
    expect(raw).toMatchObject({ status: 200, cache: 'no-store', body: { format: 'open-badges-3', verdict: good } });
    expect(raw.body.summary).toMatchObject({ name: 'Teamwork Badge', issuer: { name: 'Example Corp' } });
    const picture = await send(sample('openbadges/ob30/simple-json.png'), 'image/png');
    expect(picture.body).toMatchObject({ format: 'open-badges-3 in png', verdict: good });
    const form = new FormData();
    form.set('file', new Blob([sample('openbadges/ob30/simple-jwt.svg')]), 'badge.svg');
    expect((await send(form)).body).toMatchObject({ format: 'open-badges-3 in svg', verdict: good });
    const pasted = new FormData();
    pasted.set('credential', simple.toString());
    pasted.set('recipient', 'nobody@example.org');
    expect((await send(pasted)).body.verdict).toEqual({ ...good, policy: false });
    const wrapped = JSON.stringify({ credential: JSON.parse(simple.toString()), at: '2009-12-31' });
    expect((await send(wrapped, 'application/json')).body.verdict).toEqual({ ...good, current: false });
    expect((await send(simple, 'text/plain', '?at=2009-12-31')).body.verdict.current).toBe(false);
  });

  test('a private address is not reached, by url or by what a credential names', async () => {
    let reached = 0;
    const inner = createServer((_, answer) => {
      reached += 1;
      answer.end('{}');
    });
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
    const { port } = inner.address() as AddressInfo;
    const byUrl = await send(JSON.stringify({ url: `http://127.0.0.1:${port}/x` }), 'application/json');
    expect(byUrl.body).toMatchObject({
      verdict: { authentic: null },
      checks: [{ name: 'format', status: 'unknown' }, ...Array(16).fill({})],
    });
    const document = JSON.parse(sample('openbadges/ob30/simple.json').toString());
    const lists = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '1',
      statusListCredential: `http://localhost:${port}/list`,
    };
    const [proof] = document.proof;
    const named = {
      ...document,
      credentialStatus: lists,
      proof: { ...proof, verificationMethod: `https://127.0.0.1:${port}/#key` },
    };
    expect((await send(JSON.stringify(named), 'application/json')).body.verdict.authentic).not.toBe(true);
    inner.close();
    expect(reached).toBe(0);
  });

  test('what cannot be meant is refused, what is empty or too large too', async () => {
    expect((await send('x', 'text/plain', '?at=yesterday')).status).toBe(400);
    expect((await send('{"url":5}', 'application/json')).status).toBe(422);
    expect((await send('a'.repeat(5_200_000), 'text/plain')).status).toBe(413);
    expect((await send('', 'text/plain')).body.verdict.authentic).toBe(false);
  });
});

describe.skipIf(!samplesThere)('cairn verify', () => {
  const folder = samplesThere ? mkdtempSync(join(tmpdir(), 'cairn-verify-')) : '';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => runCommand(verifyCommand, args, { CAIRN_DATA: folder, CAIRN_CONTEXTS });
  const file = (name: string) => join(samples, name);

  test('one line a file in the order of the arguments, without a database', async () => {
    const [valid, expired] = [file('openbadges/ob30/simple.json'), file('openbadges/ob30/simple-err-expired.json')];
    const { status, stdout } = await run(valid, expired, join(folder, 'none.json'), '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.file, line.verdict.authentic, line.verdict.current])).toEqual([
      [valid, true, true],
      [expired, true, false],
      [join(folder, 'none.json'), null, null],
    ]);
    expect(lines.map(Object.keys)).toEqual(lines.map(() => ['file', 'format', 'verdict', 'checks']));
    expect([status, (await run(valid)).status, lines[0].verdict.issuerKnown]).toEqual([1, 0, null]);
  });

  test('documents from files, and another day', async () => {
    const revoked = file('fixtures/credentials/v2/ed25519/didWeb/legacy-revokedStatus-expired.json');
    const documents = ['--documents', file('fixtures/addresses.json'), '--json'];
    const checksOf = (stdout: string) =>
      JSON.parse(stdout).checks.filter((check: { status: string }) => check.status === 'failed');
    const now = await run(revoked, ...documents);
    expect([now.status, checksOf(now.stdout).map(({ name }: { name: string }) => name)]).toEqual([
      1,
      ['status', 'valid-until'],
    ]);
    const valid = file('fixtures/credentials/v2/ed25519/didWeb/oidf-noStatus-notExpired.json');
    expect((await run(valid, ...documents)).status).toBe(0);
    expect((await run(valid, ...documents, '--at', '2009-12-31')).status).toBe(1);
  });

  test('what is asked wrongly is said in one sentence', async () => {
    writeFileSync(join(folder, 'map.json'), '{}');
    const valid = file('openbadges/ob30/simple.json');
    expect(await run(valid, '--at', 'yesterday')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--at is yesterday'),
    });
    const map = await run(valid, '--documents', join(folder, 'map.json'));
    expect(map).toMatchObject({ status: 1, stderr: expect.stringContaining('is no list of') });
    const { status, stdout } = await run(valid);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining('Authentic: yes · Current: yes · Issuer known: not known'),
    ]);
  });
});
