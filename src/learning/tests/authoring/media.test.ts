/** Files of courses: known by their bytes, freed of notes, kept by hash under names that never change, seen by whoever may. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { addEnrolment, addHostedCourse } from '../../../../tests/support/learning.js';
import { get, newClient, signUp, type TestPerson, verifiedOrganisation } from '../../../../tests/support/people.js';
import { personIdOf } from '../../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';
import { OPERATOR } from '../../../accounts/index.js';
import { sha256 } from '../../../platform/crypto/index.js';
import { dropMedia, keepMedia, mediaUrl, sweepMedia } from '../../actions/authoring/media.js';
import { takeIn } from '../../actions/authoring/media-store.js';
import { stripPicture } from '../../formats/media/pictures.js';
import { recogniseMedia } from '../../formats/media/recognise.js';
import { readCaptions } from '../../formats/media/vtt.js';
import type { MediaType } from '../../schema/media.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const u32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const chunk = (type: string, data: Buffer) =>
  Buffer.concat([u32(data.length), latin(type), data, u32(crc32(Buffer.concat([latin(type), data])))]);
const png = (...extra: Buffer[]) =>
  Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...extra,
    chunk('IDAT', Buffer.from('789c63000100000500010d0a2db4', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
const segment = (code: number, data: Buffer) =>
  Buffer.concat([Buffer.of(0xff, code, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
const EXIF = latin('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS-SECRET');
const jpeg = (...extra: Buffer[]) =>
  Buffer.concat([
    Buffer.of(0xff, 0xd8),
    ...extra,
    segment(0xc0, Buffer.from([8, 0, 10, 0, 20, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    Buffer.of(0xff, 0xd9),
  ]);
const box = (type: string, ...content: Buffer[]) => {
  const data = Buffer.concat(content);
  return Buffer.concat([u32(data.length + 8), latin(type), data]);
};
const MP4 = Buffer.concat([
  box('ftyp', latin('isom\0\0\0\0')),
  box(
    'moov',
    box('mvhd', Buffer.alloc(20)),
    box('trak', box('udta', latin('GPS-SECRET'))),
    box('udta', latin('+51.5-000.1/')),
  ),
  box('mdat', Buffer.alloc(300, 7)),
]);
const GIF = latin('GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x06SECRET\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x01\x44\0\x3btrailing');
const webpChunk = (type: string, data: Buffer) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([latin(type), size, data, Buffer.alloc(data.length % 2)]);
};
const WEBP = (() => {
  const body = Buffer.concat([
    webpChunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 9, 0, 0, 4, 0, 0])),
    webpChunk('VP8L', Buffer.alloc(9, 1)),
    webpChunk('EXIF', latin('SECRET')),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([latin('RIFF'), size, latin('WEBP'), body]);
})();

async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a picture', () => {
  it.each<[MediaType, Buffer]>([
    ['image/png', png(chunk('tEXt', latin('Comment\0SECRET')), chunk('eXIf', latin('SECRET')))],
    ['image/jpeg', jpeg(segment(0xe1, EXIF), segment(0xfe, latin('SECRET')))],
    ['image/gif', GIF],
    ['image/webp', WEBP],
  ])('loses its notes and whatever hangs on at its end, and stays what it is: %s', (type, bytes) => {
    const stripped = Buffer.from(stripPicture(type, Buffer.concat([bytes, latin('<script>SECRET')])));
    expect(stripped.includes('SECRET')).toBe(false);
    expect(recogniseMedia(stripped)).toBe(type);
    // Nothing is left to take out.
    expect(stripPicture(type, stripped)).toEqual(stripped);
  });
  it('keeps which way up it is', () => {
    const stripped = Buffer.from(stripPicture('image/jpeg', jpeg(segment(0xe1, EXIF))));
    expect(stripped.subarray(2, 4)).toEqual(Buffer.of(0xff, 0xe1));
    expect(stripped.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBeGreaterThan(0);
  });
  it('that is cut off anywhere, or is noise behind a good beginning, is refused and never hangs', () => {
    const whole: [MediaType, Buffer][] = [
      ['image/png', png()],
      ['image/jpeg', jpeg()],
      ['image/gif', GIF.subarray(0, -8)],
    ];
    for (const [type, bytes] of whole)
      for (let end = 8; end < bytes.length; end++)
        expect(() => stripPicture(type, bytes.subarray(0, end)), `${type} ${end}`).toThrow(/damaged/);
    const noise = fc.tuple(
      fc.constantFrom(...whole, ['image/webp', WEBP] as [MediaType, Buffer]),
      fc.uint8Array({ maxLength: 60 }),
      fc.nat(80),
    );
    fc.assert(
      fc.property(noise, ([[type, bytes], junk, at]) => {
        const torn = Buffer.concat([bytes.subarray(0, 8 + at), junk, bytes.subarray(8 + at)]);
        try {
          expect(stripPicture(type, torn).length).toBeLessThanOrEqual(torn.length + 40);
        } catch (error) {
          expect(error).toMatchObject({ name: 'MediaError' });
        }
      }),
      { numRuns: 200 },
    );
  });
  it('that would fill the memory of a phone is refused', () => {
    const huge = png();
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    expect(() => stripPicture('image/png', huge)).toThrow('too many to draw');
  });
});

test('captions that a browser would not show are named by their line', () => {
  expect(
    readCaptions(
      latin('WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n\n1\n00:00:05.000 --> 00:00:06.000 align:start\nThere'),
    ),
  ).toBe(2);
  const refused = (text: string) => () => readCaptions(latin(text));
  expect(refused('WEBVTT\n\n00:01,000 --> 00:04,000\nHello')).toThrow('Line 3 of the captions');
  expect(refused('WEBVTT\n\n00:04.000 --> 00:01.000\nHello')).toThrow('ends before it begins');
  expect(refused('WEBVTT\n\nHello')).toThrow('no captions');
  expect(refused('WEBVTT\n\n00:01.000 --> 00:04.000\nH\xe9')).toThrow('UTF-8');
});

describe('on a site', () => {
  let site: RunningSite;
  let owner: TestPerson;
  let learner: TestPerson;
  let stranger: TestPerson;
  let at: string;
  let course: string;
  let parts: Parameters<typeof keepMedia>[0];
  let organisation: string;
  const folder = mkdtempSync(join(tmpdir(), 'cairn-media-'));
  beforeAll(async () => {
    site = await openSite({ starter: false });
    owner = await signUp(site, 'Demo Owner', 'owner@example.org');
    learner = await signUp(site, 'Demo Learner', 'learner@example.org');
    stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
    const own = await verifiedOrganisation(site, 'Demo Northmoor University', { owner });
    organisation = own.slug;
    const content = {
      title: 'Demo',
      summary: '![A plan](media:plan.png)',
      weeks: [{ key: 'a', title: 'A', steps: [] }],
    };
    const hosted = await addHostedCourse(site.database.db, { organisationId: own.id, content });
    course = hosted.course;
    await addEnrolment(site.database.db, hosted, await personIdOf(site, learner));
    at = `/organisations/${own.slug}/teaching/${course}/media`;
    const clock = { now: () => new Date('2026-11-23T12:00:00Z'), today: () => '2026-11-23' };
    parts = { db: site.database.db, clock, dataFolder: site.config.dataFolder };
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const upload = (name: string, bytes: Buffer, cookie: string, tail = '\r\n--line--\r\n') =>
    site.app.inject({
      method: 'POST',
      url: at,
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=line', 'x-forwarded-for': newClient() },
      payload: Buffer.concat([
        latin(`--line\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        bytes,
        latin(tail),
      ]),
    });
  const mediaFiles = () => readdirSync(join(site.config.dataFolder, 'media'));

  it('a file is taken by its bytes whatever it is called, once, and other bytes get another name', async () => {
    const first = await upload('../..\\Plan.SVG', png(chunk('tEXt', latin('a\0SECRET'))), owner.cookie);
    expect(first.statusCode, first.body).toBe(200);
    expect(first.body).toContain('plan.png');
    await upload('plan.png', png(), owner.cookie);
    const other = await upload('plan.png', png(chunk('gAMA', u32(45455))), owner.cookie);
    expect(other.body).toContain('as plan-2.png');
    const { rows } = await site.database.pool.query('select name, sha256 from learning.media order by name');
    expect(rows.map(({ name }) => name)).toEqual(['plan-2.png', 'plan.png']);
    expect(mediaFiles().toSorted()).toEqual(rows.map(({ sha256: hash }) => hash).toSorted());
    for (const { sha256: hash } of rows)
      expect(sha256(readFileSync(join(site.config.dataFolder, 'media', hash)))).toBe(hash);
    await expect(
      site.database.pool.query(`update learning.media set sha256 = repeat('0', 64) where name = 'plan.png'`),
    ).rejects.toThrow('another name');
  });

  it('what is torn, empty, of no known kind or a page with a script leaves nothing behind', async () => {
    const before = mediaFiles();
    for (const [name, bytes, status] of [
      ['a.png', latin('<svg onload="alert(1)">'), 422],
      ['a.png', latin('<html>'), 422],
      ['a.png', png().subarray(0, 40), 422],
      ['a.mp4', MP4.subarray(0, 60), 422],
      ['a.pdf', latin('%PDF-1.7 and nothing'), 422],
      ['a.png', Buffer.alloc(0), 422],
      ['a.bin', randomBytes(5000), 422],
    ] as const)
      expect((await upload(name, bytes, owner.cookie)).statusCode, `${name} ${bytes.length}`).toBe(status);
    expect((await upload('a.png', png(), owner.cookie, '')).statusCode).toBe(400);
    expect((await upload('a.png', png(), stranger.cookie)).statusCode).toBe(403);
    expect(mediaFiles()).toEqual(before);
  });

  it('is read whole or in part by members and by learners of its edition, and by nobody else', async () => {
    const url = mediaUrl(course, 'plan.png');
    const whole = await get(site, url, learner.cookie);
    expect(whole.statusCode).toBe(200);
    expect(whole.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    });
    expect(whole.headers['content-security-policy']).toContain('sandbox');
    const part = (range: string, headers = {}) =>
      site.app.inject({ url, headers: { cookie: learner.cookie, range, ...headers } });
    const bytes = whole.rawPayload;
    expect((await part('bytes=1-3')).rawPayload).toEqual(bytes.subarray(1, 4));
    expect((await part('bytes=-5')).rawPayload).toEqual(bytes.subarray(-5));
    expect(await part(`bytes=${bytes.length}-`)).toMatchObject({ statusCode: 416 });
    expect(await part('bytes=5-1')).toMatchObject({ statusCode: 200 });
    expect(await part('bytes=0-1', { 'if-range': '"other"' })).toMatchObject({ statusCode: 200 });
    expect(await part('bytes=0-1', { 'if-none-match': whole.headers.etag })).toMatchObject({ statusCode: 304 });
    // Not in the learner's edition.
    expect((await get(site, mediaUrl(course, 'plan-2.png'), learner.cookie)).statusCode).toBe(404);
    expect((await get(site, mediaUrl(course, 'plan-2.png'), owner.cookie)).statusCode).toBe(200);
    expect((await get(site, url, stranger.cookie)).statusCode).toBe(404);
    expect((await get(site, url)).statusCode).not.toBe(200);
    for (const odd of ['..%2f..%2fsecret', '%2e%2e', 'PLAN.PNG', 'plan.png%00'])
      expect((await get(site, `/learn/media/${course}/${odd}`, owner.cookie)).statusCode).toBeGreaterThanOrEqual(400);
  });

  it('a film loses where it was taken, and plays as before', async () => {
    const asked = { organisation, hosted: course, called: 'Round.mp4' };
    const { media } = await keepMedia(parts, OPERATOR, { ...asked, content: pieces(MP4) });
    const kept = readFileSync(join(site.config.dataFolder, 'media', media.sha256));
    expect(media).toMatchObject({ name: 'round.mp4', type: 'video/mp4', bytes: MP4.length });
    expect(kept.includes('SECRET') || kept.includes('+51.5')).toBe(false);
    expect(kept.subarray(-300)).toEqual(MP4.subarray(-300));
  });

  it('what comes in too large for its kind stops before the disk is full of it', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield latin('WEBVTT\n');
      for (; ; sent += 65_536) yield Buffer.alloc(65_536, 0x61);
    }
    await expect(takeIn(folder, endless())).rejects.toThrow('2 MB at most');
    expect(sent).toBeLessThan(3_000_000);
    expect(readdirSync(join(folder, 'media'))).toEqual([]);
  });

  it('goes only if no edition uses it, and its bytes a day after its last name', async () => {
    const asked = { organisation, hosted: course };
    await expect(dropMedia(parts, OPERATOR, { ...asked, name: 'plan.png' })).rejects.toThrow('published edition');
    await dropMedia(parts, OPERATOR, { ...asked, name: 'plan-2.png' });
    expect(await sweepMedia(parts)).toBe(0);
    for (const name of mediaFiles()) utimesSync(join(site.config.dataFolder, 'media', name), 0, 0);
    expect(await sweepMedia(parts)).toBe(1);
    expect((await get(site, mediaUrl(course, 'plan.png'), learner.cookie)).statusCode).toBe(200);
  });
});
