/** Checking what one was handed, as people do it: with and without script, at a desk and on a phone, and without a network. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContexts } from '../../src/credentials/actions/contexts.js';
import { offlineParts } from '../../src/credentials/actions/offline.js';
import { signVcJwt } from '../../src/credentials/engine/jwt/index.js';
import { didKeyOf, newSigningKey } from '../../src/credentials/engine/keys/index.js';
import { createLinkedData } from '../../src/credentials/engine/linked-data/index.js';
import { signCredential } from '../../src/credentials/engine/proof/index.js';
import type { JsonObject, SigningKey } from '../../src/credentials/engine/types.js';
import { bakePng, bakeSvg } from '../../src/credentials/formats/index.js';
import { chunk, SIGNATURE } from '../../src/credentials/formats/png/chunks.js';
import { offlinePage } from '../../src/credentials/pages/verifying/offline-page.js';
import { drawApart } from '../../src/platform/pdf/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { addAchievement } from '../support/issuing.js';
import { post, signUp, verifiedOrganisation } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

const contexts = openContexts();
const linkedData = createLinkedData(contexts);

function newIssuer(): { did: string; key: SigningKey } {
  const { multibase, privateKey } = newSigningKey();
  const did = didKeyOf(multibase);
  return { did, key: { kind: 'ed25519', key: privateKey, multibase, method: `${did}#${multibase}` } };
}

const ours = newIssuer();
const stranger = newIssuer();
const salt = 'grey-stone';
const hashOf = (text: string): string =>
  `sha256$${createHash('sha256')
    .update(text + salt)
    .digest('hex')}`;

function badgeOf(did: string, more: JsonObject = {}): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:0f2c7a4e-7a5b-4d3c-9f1e-2b6c1d0e9a11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: did, type: ['Profile'], name: 'Demo Provider' },
    validFrom: '2026-05-04T00:00:00Z',
    name: 'Demo badge',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: hashOf('learner@example.org'),
          identityType: 'emailAddress',
          salt,
        },
      ],
      achievement: {
        id: 'urn:uuid:3b8b5b6a-52d5-4a13-8a52-0d1c7f5f4b10',
        type: ['Achievement'],
        name: 'Demo: reading a graph',
        description: 'Reads a graph and says what it means.',
        criteria: { narrative: 'A short test, seven of ten right.' },
      },
    },
    ...more,
  };
}

const signed = (
  by: typeof ours,
  more: JsonObject = {},
  suite: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' = 'eddsa-rdfc-2022',
) => signCredential(linkedData, badgeOf(by.did, more), { suite, key: by.key, created: '2026-05-04T00:00:00Z' });

/** The same statements, and so the same signature: the end is spelt out, and whoever reads the JSON does not see it. */
async function hiddenEnd(): Promise<JsonObject> {
  const { validUntil, ...rest } = await signed(ours, { validUntil: '2026-06-01T00:00:00Z' });
  const end = { '@value': validUntil ?? '', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' };
  return { ...rest, 'https://www.w3.org/2018/credentials#validUntil': end };
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-verify-'));
const keep = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

let site: RunningSite;
const files: Record<string, string> = {};
beforeAll(async () => {
  site = await openSite({ starter: false });
  const json = JSON.stringify(await signed(ours), null, 2);
  const blank = Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.from('00000001000000010806000000', 'hex')),
    chunk('IDAT', deflateSync(Buffer.alloc(5))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';
  files.png = keep('badge.png', bakePng(blank, json));
  files.svg = keep('badge.svg', bakeSvg(svg, json));
  files.json = keep('badge.json', json);
  files.tampered = keep('tampered.json', json.replace('Reads a graph', 'Draws a graph'));
  files.ended = keep('ended.json', JSON.stringify(await signed(ours, { validUntil: '2026-06-01T00:00:00Z' })));
  files.hidden = keep('hidden.json', JSON.stringify(await hiddenEnd()));
  files.jcs = keep('jcs.json', JSON.stringify(await signed(ours, {}, 'eddsa-jcs-2022')));
  files.stranger = keep('stranger.json', JSON.stringify(await signed(stranger)));
  files.jwt = keep('badge.jwt', signVcJwt(badgeOf(ours.did), ours.key, 'vc-jose-cose'));
  files.pdf = keep('certificate.pdf', await certificateOf(json));
});
afterAll(async () => {
  await closeBrowser();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const certificateOf = (json: string): Promise<Uint8Array> =>
  drawApart([
    {
      title: 'Demo certificate',
      language: 'en-GB',
      created: new Date('2026-05-04T00:00:00Z'),
      blocks: [{ kind: 'heading', level: 1, text: 'Demo certificate' }],
      attachments: [
        {
          name: 'credential.json',
          mediaType: 'application/vc+ld+json',
          description: 'The signed credential',
          relationship: 'Data',
          bytes: Buffer.from(json),
        },
      ],
    },
  ]);

async function give({ page, open, follow }: Visitor, file: string | undefined): Promise<string> {
  await open('/verify');
  await page.setInputFiles('#file', file ?? '');
  await follow(page.getByRole('button', { name: 'Check it' }));
  return (await page.locator('h1').textContent()) ?? '';
}

describe('the start page', () => {
  let demonstration: RunningSite;
  beforeAll(async () => {
    demonstration = await openSite({ starter: false, demonstration: true });
  });
  afterAll(() => demonstration?.close());

  test('of a demonstration lets one check a credential at once, and see its page', { timeout: 60_000 }, async () => {
    const visitor = await openVisitor(demonstration.origin, { width: 360 });
    const { page, open, follow } = visitor;
    const verdicts: Record<string, string> = {
      'Check this credential': 'Real and current.',
      'One that was revoked': 'Real, but no longer valid.',
      'One that has ended': 'Real, but it has ended.',
    };
    for (const [link, verdict] of Object.entries(verdicts)) {
      await open('/');
      await follow(page.getByRole('link', { name: link }));
      expect(await page.locator('h1').textContent(), link).toBe(verdict);
    }
    await open('/');
    expect(await overflow(page)).toBe(0);
    await follow(page.getByRole('link', { name: 'its page' }));
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('Demo Northmoor University (demonstration)');
    expect(shown).toContain('Demo Institute of Health Informatics');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('takes what one was handed, with script and without', { timeout: 60_000 }, async () => {
    for (const script of ['on', 'off'] as const) {
      const visitor = await openVisitor(demonstration.origin, { script });
      const { page, open, follow } = visitor;
      await open('/');
      await page.setInputFiles('#check-file', files.png ?? '');
      await follow(page.getByRole('button', { name: 'Check it' }));
      expect(await page.locator('h1').textContent()).toBe('Real and current. We do not know the issuer.');
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    }
  });
});

describe('the page', () => {
  test('answers straight, whatever the credential came in, without script too; and whose it is', {
    timeout: 120_000,
  }, async () => {
    const visitor = await openVisitor(site.origin, { script: 'off' });
    for (const file of [files.png, files.svg, files.pdf, files.jwt])
      expect(await give(visitor, file), file).toBe('Real and current. We do not know the issuer.');
    expect(await give(visitor, files.tampered)).toBe('Not real, as far as can be told.');
    expect(await give(visitor, files.ended)).toBe('Real, but it has ended.');
    const { page, follow } = visitor;
    await page.locator('.whose #theirs').fill('Learner@example.org');
    await follow(page.getByRole('button', { name: 'Compare' }));
    expect(await page.locator('.verdict').last().textContent()).toContain('Theirs');
    expect(visitor.where()).toBe('/verify');
    await page.locator('.whose #theirs').fill('somebody@example.org');
    await follow(page.getByRole('button', { name: 'Compare' }));
    expect(await page.locator('.verdict').last().textContent()).toContain('Somebody else’s');
    await page
      .locator('.verify-form #text')
      .fill(await signed(ours, { validUntil: '2026-06-01T00:00:00Z' }).then((text) => JSON.stringify(text)));
    await page.locator('.verify-form #at').fill('2026-05-20');
    await follow(page.getByRole('button', { name: 'Check it' }));
    expect(await page.locator('h1').textContent()).toContain('Real and current');
    expect(await page.locator('.verified .label').first().textContent()).toContain('as of Wednesday 20 May 2026');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('says what to change where nothing can be checked, and keeps what was typed', async () => {
    const send = (fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      return fetch(`${site.origin}/verify`, { method: 'POST', body: form, headers: { origin: site.origin } });
    };
    for (const [fields, words] of [
      [{}, 'Choose a file'],
      [{ text: 'htps://badges.example/42' }, 'must begin with https'],
      [{ text: 'http://127.0.0.1:9/badge.json' }, 'Nothing could be read from that address'],
      [{ text: '{}', at: '2030-01-01' }, 'Nobody can know yet'],
      [{ text: '{}', at: 'yesterday' }, 'year, month and day'],
    ] as const) {
      const answer = await send(fields);
      expect(answer.status, words).toBe(422);
      const page = await answer.text();
      expect(page).toContain(words);
      if ('text' in fields) expect(page).toContain(fields.text);
    }
    const unread = await (await send({ text: 'Dear Sir or Madam' })).text();
    expect(unread).toContain('This could not be read.');
    expect(unread).toContain('neither JSON nor a JWT');
    expect(await invalidHtml(unread)).toEqual([]);
    expect((await fetch(`${site.origin}/verify?credential=0f2c7a4e-7a5b-4d3c-9f1e-2b6c1d0e9a11`)).status).toBe(404);
  });

  test.each([{ width: 1280 }, { width: 360 }])(
    'takes what is dropped, at $width',
    { timeout: 60_000 },
    async ({ width }) => {
      const visitor = await openVisitor(site.origin, { width });
      await visitor.open('/verify');
      expect(await axeInBrowser(visitor.page)).toEqual([]);
      const json = JSON.stringify(await signed(ours));
      await Promise.all([
        visitor.page.waitForEvent('load'),
        visitor.page.evaluate((text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], 'badge.json'));
          document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
        }, json),
      ]);
      expect(await visitor.page.locator('h1').textContent()).toContain('Real and current');
      expect(await axeInBrowser(visitor.page)).toEqual([]);
      expect(await overflow(visitor.page)).toBeLessThanOrEqual(0);
      expect(await invalidHtml(await visitor.page.content())).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    },
  );
});

describe('the page to keep', () => {
  test('checks by the keys in it, on a machine without a network', { timeout: 90_000 }, async () => {
    const facts = {
      made: '2026-11-23',
      origin: site.origin,
      issuers: [{ name: 'Demo Provider', did: ours.did, keys: [ours.key.multibase] }],
      contexts: Object.fromEntries(contexts),
    };
    const address = `file://${keep('kept.html', offlinePage(facts, offlineParts()))}`;
    const visitor = await openVisitor(site.origin);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => request.url().startsWith('http') && asked.push(request.url()));
    await page.context().setOffline(true);
    await page.goto(address);
    const title = async (file: string | undefined): Promise<string> => {
      await page.setInputFiles('#file', []);
      await page.setInputFiles('#file', file ?? '');
      await page.locator('#answer h2', { hasNotText: 'Checking' }).waitFor();
      return (await page.locator('#answer h2').textContent()) ?? '';
    };
    for (const file of [files.json, files.png, files.svg, files.jcs, files.jwt])
      expect(await title(file), file).toBe('Real.');
    expect(await page.locator('#answer').textContent()).toContain('Demo Provider, an issuer that');
    expect(await title(files.tampered)).toBe('Not real, as far as can be told.');
    expect(await title(files.stranger)).toBe('Real. We do not know the issuer.');
    expect(await title(files.ended)).toBe('Real, but not valid today.');
    expect(await title(files.hidden)).toBe('Whether this is real could not be checked.');
    await withStatus(title);
    expect(await axeInBrowser(page)).toEqual([]);
    expect(asked).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('is made of the verified issuers of today; what they issue here is checked by its id', async () => {
    const { db } = site.database;
    const kept = () => fetch(`${site.origin}/verify/offline`);
    const answer = await kept();
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="cairn-verify-2026-11-23.html"');
    const page = await answer.text();
    expect(page).toContain('no issuers yet');
    expect(page).toContain("default-src 'none'");
    const issuer = await signUp(site, 'Demo Issuer', 'issuer@example.org');
    const organisation = await verifiedOrganisation(site, 'Demo Issuing Institute', { issuer });
    const achievement = await addAchievement(db, organisation.id, { name: 'Demo wound care' });
    const fields = { achievement, email: 'ada@example.org', name: 'Demo Ada' };
    const done = await post(site, `/organisations/${organisation.slug}/credentials/new`, fields, issuer.cookie);
    const id = /[0-9a-f-]{36}/.exec(String(done.headers.location))?.[0] ?? '';
    const checked = await (await fetch(`${site.origin}/verify?credential=${id}`)).text();
    expect(checked).toContain('<h1>Real and current.</h1>');
    expect(checked).toContain('The issuer is known: Demo Issuing Institute');
    expect(checked).not.toContain('ada@example.org');
    expect(await invalidHtml(checked)).toEqual([]);
    expect(await (await kept()).text()).toContain('the keys of Demo Issuing Institute');
  });
});

/** A list that was dropped in tells what the page alone cannot; one of somebody else does not. */
async function withStatus(title: (file: string | undefined) => Promise<string>): Promise<void> {
  const list = 'https://cairn.example/status/1/revocation';
  const entry = (index: number): JsonObject => ({
    credentialStatus: {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(index),
      statusListCredential: list,
    },
  });
  const good = keep('good.json', JSON.stringify(await signed(ours, entry(8))));
  const revoked = keep('revoked.json', JSON.stringify(await signed(ours, entry(9))));
  const listOf = (by: typeof ours) =>
    signCredential(
      linkedData,
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        id: list,
        type: ['VerifiableCredential', 'BitstringStatusListCredential'],
        issuer: by.did,
        validFrom: '2026-11-01T00:00:00Z',
        credentialSubject: {
          id: `${list}#list`,
          type: 'BitstringStatusList',
          statusPurpose: 'revocation',
          encodedList: `u${gzipSync(bitsWith(9)).toString('base64url')}`,
        },
      },
      { suite: 'eddsa-rdfc-2022', key: by.key, created: '2026-11-01T00:00:00Z' },
    );
  expect(await title(good)).toBe('Real. Whether it was withdrawn, this page cannot know.');
  await title(keep('another-list.json', JSON.stringify(await listOf(stranger))));
  expect(await title(revoked)).toBe('Real. Whether it was withdrawn, this page cannot know.');
  expect(await title(keep('list.json', JSON.stringify(await listOf(ours))))).toContain('kept until');
  expect(await title(good)).toBe('Real.');
  expect(await title(revoked)).toBe('Real, but withdrawn.');
}

function bitsWith(index: number): Buffer {
  const bits = Buffer.alloc(16_384);
  bits[Math.floor(index / 8)] = 128 >> (index % 8);
  return bits;
}
