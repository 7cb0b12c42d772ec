/** The file itself: what was put in comes out, and whoever meddles with it is noticed, whatever they know of its layout. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { quickPassphrases } from '../../../../tests/support/quick-passwords.js';
import { type Database, readMigrations } from '../../db/index.js';
import { archived, entriesOf, type Header, LAYOUT, type Manifest, type Written } from '../archive.js';
import { inPieces } from '../bytes.js';
import { type Keys, newKeys, opened, sealed, wrapped } from '../envelope.js';
import { restoreBackup } from '../index.js';

const PASSPHRASE = 'demo passphrase of a test';
const folder = mkdtempSync(join(tmpdir(), 'cairn-envelope-'));
let keys: Keys;
let database: Database;

beforeAll(async () => {
  quickPassphrases(true);
  keys = await newKeys(PASSPHRASE);
  database = await openTestDatabase();
});
afterAll(async () => {
  quickPassphrases(false);
  await database.close();
  rmSync(folder, { recursive: true });
});

async function* pieces(...buffers: Buffer[]): AsyncGenerator<Buffer> {
  yield* buffers;
}

async function gathered(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of stream) all.push(piece);
  return Buffer.concat(all);
}

const open = (file: Buffer) => gathered(opened(pieces(file), PASSPHRASE, () => {}));

describe('the envelope', () => {
  const CHUNK = 256 * 1024;
  const HEAD = 48;
  const SEALED = 4 + CHUNK + 16;

  test.each([0, CHUNK, 2 * CHUNK + 1])('gives back %d bytes', async (length) => {
    const plain = Buffer.alloc(length, 'demo words ');
    const file = await gathered(sealed(pieces(plain.subarray(0, 1000), plain.subarray(1000)), keys));
    expect((await open(file)).equals(plain)).toBe(true);
    expect(file.includes('demo words')).toBe(false);
  });

  test('notices chunks that change places, are left out, or are said to be the last', async () => {
    const file = await gathered(sealed(pieces(Buffer.alloc(3 * CHUNK, 'x')), keys));
    const chunk = (number: number) => file.subarray(HEAD + number * SEALED, HEAD + (number + 1) * SEALED);
    const head = file.subarray(0, HEAD);
    const damaged = { name: 'BackupError', message: expect.stringContaining('damaged') };
    await expect(open(Buffer.concat([head, chunk(1), chunk(0), chunk(2)]))).rejects.toMatchObject(damaged);
    await expect(open(Buffer.concat([head, chunk(0), chunk(2)]))).rejects.toMatchObject(damaged);
    await expect(open(Buffer.concat([head, chunk(0), chunk(1)]))).rejects.toThrow('cut short');
    const last = Buffer.from(chunk(1));
    last[0]! |= 0x80;
    await expect(open(Buffer.concat([head, chunk(0), last]))).rejects.toMatchObject(damaged);
  });
});

test('pieces of any size come out in pieces of one size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 30 }),
      async (given, size) => {
        const buffers = given.map((bytes) => Buffer.from(bytes));
        const out: Buffer[] = [];
        for await (const piece of inPieces(pieces(...buffers), size)) out.push(piece);
        expect(Buffer.concat(out).equals(Buffer.concat(buffers))).toBe(true);
        expect(out.slice(0, -1).every((piece) => piece.length === size)).toBe(true);
      },
    ),
  );
});

test('an archive gives back its entries, however the bytes arrive, and notices any byte that is missing or changed', async () => {
  const entry = fc.record({
    path: fc.string(),
    body: fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 4 }),
    rows: fc.option(fc.nat()),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(),
      async (given, size, at) => {
        const bytes = await gathered(archived(writtenOf(given), () => {}));
        expect(await readAll(inPieces(pieces(bytes), size))).toEqual(
          given.map(({ path, body, rows }) => [path, Buffer.concat(body).toString('hex'), rows]),
        );
        await expect(readAll(pieces(bytes.subarray(0, at % bytes.length)))).rejects.toThrow('damaged');
      },
    ),
  );
});

async function* writtenOf(
  given: readonly { path: string; body: Uint8Array[]; rows: number | null }[],
): AsyncGenerator<Written> {
  for (const { path, body, rows } of given) {
    const header: Header = { kind: 'file', path, mode: 0o644 };
    yield { header, body: body.map((bytes) => Buffer.from(bytes)), rows: () => rows as number };
  }
}

async function readAll(bytes: AsyncIterable<Buffer>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { header, body, end } of entriesOf(bytes)) {
    const content = await gathered(body);
    found.push([header.kind === 'file' ? header.path : '', content.toString('hex'), (await end()).rows]);
  }
  return found;
}

describe('somebody who knows the passphrase', () => {
  const migrations = readMigrations().map(({ number, name, hash }) => ({ number, name, hash }));

  /** A whole backup in our own layout, with whatever in it. */
  async function forge(given: Partial<Manifest>, ...entries: Written[]): Promise<string> {
    const secret = wrapped('demo secret', keys);
    const header: Manifest = { kind: 'manifest', layout: LAYOUT, made: '', postgres: '', migrations, secret, ...given };
    async function* all(): AsyncGenerator<Written> {
      yield { header };
      yield* entries;
    }
    const archive = zstdCompressSync(await gathered(archived(all(), () => {})));
    const file = join(folder, 'forged.backup');
    writeFileSync(file, await gathered(sealed(pieces(archive), keys)));
    return file;
  }

  function restore(file: string) {
    const dataFolder = join(folder, 'data');
    mkdirSync(dataFolder, { recursive: true });
    const place = { database, dataFolder, derived: ['database'], standing: ['platform.migration'], file };
    return restoreBackup({ ...place, passphrase: PASSPHRASE, force: true, secret: { current: '', replaceable: true } });
  }

  test.each(['a/../../outside', '/outside', 'database/cluster'])('puts no file at “%s”', async (path) => {
    const body = [Buffer.from('x')];
    const file = await forge({}, { header: { kind: 'file', path, mode: 0o644 }, body });
    await expect(restore(file)).rejects.toMatchObject({ name: 'BackupError', exitCode: 1 });
    expect(existsSync(join(folder, 'outside'))).toBe(false);
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  });

  test('brings in no table that is not ours, no newer schema and no other', async () => {
    const table = { schema: 'pg_catalog', name: 'pg_authid', columns: ['rolname'], order: [] };
    await expect(restore(await forge({}, { header: { kind: 'table', table } }))).rejects.toThrow(
      'does not know in that form',
    );
    const newer = [...migrations, { number: 9999, name: 'later', hash: '' }];
    await expect(restore(await forge({ migrations: newer }))).rejects.toThrow(
      'newer Cairn: this one does not know its migration 9999 later',
    );
    const other = migrations.map((migration) => ({ ...migration, hash: 'x' }));
    await expect(restore(await forge({ migrations: other }))).rejects.toThrow('under another migration');
    await expect(restore(await forge({ layout: LAYOUT + 1 }))).rejects.toThrow('newer Cairn');
    await expect(restore(await forge({ secret: 'short' }))).rejects.toThrow('damaged');
  });
});
