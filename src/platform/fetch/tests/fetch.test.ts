import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Client, createClient, FetchError, type FetchOptions, isPublicAddress } from '../index.js';

let server: Server;
let port: number;
const clients: Client[] = [];

const answers: Record<string, RequestListener> = {
  '/plain': (request, response) =>
    response.setHeader('etag', '"1"').end(`hello ${request.headers['if-none-match'] ?? ''}`),
  '/gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed')),
  '/br': (_, response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('packed')),
  '/bomb': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(20_000_000))),
  '/odd': (_, response) => response.setHeader('content-encoding', 'zip').end('x'),
  '/broken': (_, response) => response.setHeader('content-encoding', 'gzip').end('not gzip'),
  '/declared': (_, response) => response.setHeader('content-length', '9000000').end(Buffer.alloc(9_000_000)),
  '/undeclared': (_, response) => {
    for (let part = 0; part < 90; part++) response.write(Buffer.alloc(100_000));
    response.end();
  },
  '/once': (_, response) => response.writeHead(302, { location: '/plain' }).end(),
  '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/inside': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/neighbour': (_, response) => response.writeHead(302, { location: `http://localhost:${port}/plain` }).end(),
  '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/missing': (_, response) => response.writeHead(404).end('no'),
  '/silent': () => {},
  '/stalling': (_, response) => void response.write('a'),
};

beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(...allow: string[]): Client {
  const made = createClient(allow);
  clients.push(made);
  return made;
}

/** A client that may reach the test's own server and nothing else that is private. */
function friend(): Client {
  return client(`127.0.0.1:${port}`);
}

async function fault(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FetchError);
  return (error as FetchError).fault;
}

test('content arrives unpacked, with its headers and where it was found', async () => {
  const own = friend();
  expect(await own.text(`http://127.0.0.1:${port}/plain`, { headers: { 'if-none-match': '"1"' } })).toBe('hello "1"');
  const fetched = await own.get(`http://127.0.0.1:${port}/once`);
  expect([fetched.url, fetched.status, fetched.headers.etag]).toEqual([`http://127.0.0.1:${port}/plain`, 200, '"1"']);
  fetched.body.destroy();
  expect(await own.text(`http://127.0.0.1:${port}/gzip`)).toBe('packed');
  expect(await own.text(`http://127.0.0.1:${port}/br`)).toBe('packed');
});

test.each([
  'http://127.0.0.1:PORT/plain',
  'http://localhost:PORT/plain',
  'http://[::1]:PORT/plain',
  'http://[::ffff:127.0.0.1]:PORT/plain',
  'http://2130706433:PORT/plain',
  'http://0x7f.1:PORT/plain',
  'http://0.0.0.0:PORT/plain',
  'http://10.0.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00::1]/',
  'http://[64:ff9b::7f00:1]/',
])('%s is private', async (address) => {
  expect(await fault(client().text(address.replace('PORT', String(port))))).toBe('private');
});

test('a redirect is judged like the first address', async () => {
  expect(await fault(friend().text(`http://127.0.0.1:${port}/inside`))).toBe('private');
  expect(await fault(friend().text(`http://127.0.0.1:${port}/neighbour`))).toBe('private');
  expect(await fault(friend().text(`http://127.0.0.1:${port}/file`))).toBe('address');
  expect(await fault(friend().text(`http://127.0.0.1:${port}/loop`))).toBe('redirects');
});

const limits: [string, FetchOptions, string][] = [
  ['/bomb', { maxBytes: 1_000_000 }, 'too-large'],
  ['/declared', { maxBytes: 1_000_000 }, 'too-large'],
  ['/undeclared', { maxBytes: 1_000_000 }, 'too-large'],
  ['/silent', { timeoutMs: 150 }, 'too-slow'],
  ['/stalling', { timeoutMs: 150 }, 'too-slow'],
  ['/missing', {}, 'status'],
  ['/odd', {}, 'encoding'],
  ['/broken', {}, 'unreachable'],
];
test.each(limits)('%s with %j is refused', async (path, options, expected) => {
  expect(await fault(friend().text(`http://127.0.0.1:${port}${path}`, options))).toBe(expected);
});

test.each(['ftp://example.org/x', 'file:///etc/passwd', 'http://ann:secret@example.org/', 'not an address', 'http://'])(
  '%s is no address to read',
  async (address) => {
    expect(await fault(client().text(address))).toBe('address');
  },
);

test('a server that is not there is said to be so', async () => {
  expect(await fault(client('127.0.0.1:1').text('http://127.0.0.1:1/'))).toBe('unreachable');
});

test('no address of a reserved range is public, written in any way', () => {
  const ranges = [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...ranges), fc.nat(2 ** 32 - 1), (range, random) => {
      const [base, bits] = ipaddr.parseCIDR(range);
      const mask = 2 ** (32 - bits) - 1;
      const start = base.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
      const value = start + (random % (mask + 1));
      const dotted = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
      expect(isPublicAddress(dotted)).toBe(false);
      expect(isPublicAddress(`::ffff:${dotted}`)).toBe(false);
    }),
  );
  expect(isPublicAddress('151.101.1.69')).toBe(true);
  expect(isPublicAddress('2606:4700::1111')).toBe(true);
});
