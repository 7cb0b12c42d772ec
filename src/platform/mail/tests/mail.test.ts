import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import type { Database } from '../../db/index.js';
import { type Jobs, startJobs } from '../../jobs/index.js';
import { silentLog } from '../../log/index.js';
import { listMail, openPost, type Post, removeMail } from '../index.js';

let database: Database;
let jobs: Jobs | undefined;
const folder = mkdtempSync(join(tmpdir(), 'cairn-mail-'));
const config = { smtpUrl: undefined, origin: 'http://localhost:3000', dataFolder: folder, demonstration: true };
const message = {
  to: 'learner@example.org',
  subject: 'Your\r\nBcc: x@example.org course',
  text: 'It starts on 12 January.',
};

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => jobs?.stop());
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function sendAndWork(post: Post): Promise<string> {
  jobs = await startJobs({ database, log: silentLog, handlers: post.handlers });
  return database.db.transaction().execute((trx) => post.send(trx, message));
}

async function isSent(id: string): Promise<boolean> {
  return (await listMail(database.db)).some((mail) => mail.id === id && mail.sentAt !== null);
}

test('on one’s own machine mail is kept as a file, on one line of subject', async () => {
  const id = await sendAndWork(openPost(config, database));
  await expect.poll(() => isSent(id)).toBe(true);
  const letter = readFileSync(join(folder, 'mail', `${id}.eml`), 'utf8');
  expect(letter).toContain('Subject: Your Bcc: x@example.org course');
  expect(letter).toContain('It starts on 12 January.');
  expect(readdirSync(join(folder, 'mail'))).toHaveLength(1);
});

test('with SMTP_URL it is handed to that server', async () => {
  const heard: string[] = [];
  const server = await listenForMail(heard);
  const { port } = server.address() as { port: number };
  const id = await sendAndWork(openPost({ ...config, smtpUrl: `smtp://127.0.0.1:${port}` }, database));
  await expect.poll(() => isSent(id)).toBe(true);
  server.close();
  expect(heard.join('\n')).toContain('RCPT TO:<learner@example.org>');
  expect(heard.join('\n')).toContain(`Message-ID: <${id}@localhost>`);
});

test('without a mail server elsewhere, and to what is no address, sending fails at once', async () => {
  const post = openPost({ ...config, demonstration: false }, database);
  await expect(post.send(database.db, message)).rejects.toThrow('set SMTP_URL');
  const own = openPost(config, database);
  await expect(own.send(database.db, { ...message, to: 'a@example.org, b@example.org' })).rejects.toThrow(
    'is not a mail address',
  );
});

test('letters to somebody are removed, and whole words are taken out of letters to others, whatever they are made of', async () => {
  const post = openPost(config, database);
  const words = ['Demo O’Brien', "d'Or (x) [y]* $1 \\\\d+", 'राम', 'Jo', 'quill+x@example.org'];
  const text = `From ${words.join(', ')}; Join Josephine, RAMA, demo o’brien, a.quill+x@example.org, quill+x@example.org.uk`;
  await post.send(database.db, { to: 'gone@example.org', subject: 'Demo', text: 'Demo' });
  const id = await post.send(database.db, { to: 'stays@example.org', subject: 'Jo', text });
  await removeMail(database.db, { all: ['GONE@example.org'], sent: ['stays@example.org'], named: words });
  const letters = await listMail(database.db);
  expect(letters.filter(({ recipient }) => recipient === 'gone@example.org')).toEqual([]);
  const left = letters.find((letter) => letter.id === id);
  expect(left?.subject).toBe('[erased]');
  expect(left?.text).toBe(
    'From [erased], [erased], [erased], [erased], [erased]; Join Josephine, RAMA, [erased], a.quill+x@example.org, quill+x@example.org.uk',
  );
});

/** As much of a mail server as is needed to be handed one letter. */
function listenForMail(heard: string[]): Promise<Server> {
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        heard.push(line);
        if (inData && line !== '.') continue;
        if (line === 'DATA') socket.write('354 go on\r\n');
        else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
        inData = line === 'DATA';
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
