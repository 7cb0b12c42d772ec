#!/usr/bin/env node
/**
 * `npm run conformance -- SUITE FOLDER [--at ADDRESS]`: points a public suite, checked out and installed in a folder of yours, at
 * a running Cairn, and says on one line what came of it. Nothing of a suite belongs to Cairn; see docs/conformance.md.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suites } from './conformance-suites.mjs';
import { build, fail, install, node, root, say } from './steps.mjs';
import { openTlsFront } from './tls-front.mjs';

const PATIENCE_MS = 180_000;
/** A suite asks this machine alone, where a certificate says nothing. */
const TRUST = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' };

const { suite, folder, at } = readArguments(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), 'cairn-conformance-'));
const closing = [() => rmSync(work, { recursive: true, force: true })];
process.on('SIGINT', () => void end(2));

try {
  const { base, plain, data } = at ? { base: at, plain: at } : await startCairn();
  const outcome = suite.run
    ? await suite.run({ plain, folder, data, stopped, closing })
    : await runSuite(suite, { base, issuer: (await ask(`${base}/vc-api`)).issuer });
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  await end(outcome.failed === 0 && outcome.passed > 0 ? 0 : 1);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  await end(2);
}

function readArguments(args) {
  const names = `Suites: ${[...suites.keys()].join(', ')}.`;
  const usage = `Usage: npm run conformance -- SUITE FOLDER [--at ADDRESS]\n${names}`;
  if (args.includes('--help')) fail(usage, 0);
  const flag = args.indexOf('--at');
  const address = flag < 0 ? undefined : args.splice(flag, 2)[1];
  const [name, given] = args;
  if (!name || !given || (flag >= 0 && !URL.canParse(address ?? ''))) fail(usage, 1);
  if (!suites.has(name)) fail(`There is no suite ${name}. ${names}`, 1);
  const folder = resolve(given);
  const suite = suites.get(name);
  for (const file of suite.needs ?? ['package.json', 'node_modules/mocha/bin/mocha.js'])
    if (!existsSync(join(folder, file)))
      fail(`${folder} has no ${file}: check the suite out there and install its packages.`, 1);
  return { suite, folder, at: address?.replace(/\/$/, '') };
}

/**
 * Cairn with the test interface, on free ports and a folder of its own, behind TLS as suites want it. Returns its address, the one
 * without TLS, and the folder.
 */
async function startCairn() {
  install();
  build();
  const port = await freePort();
  const front = await openTlsFront(port);
  closing.push(() => front.close());
  const samples = process.env.CAIRN_SAMPLES ?? resolve(root, '../shared/data');
  const contexts = process.env.CAIRN_CONTEXTS ?? join(samples, 'credentials/contexts');
  const child = spawn(node, [join(root, 'dist/main.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: 'localhost',
      CAIRN_ORIGIN: front.origin,
      CAIRN_DATA: join(work, 'data'),
      CAIRN_VC_API: '1',
      ...(existsSync(contexts) && { CAIRN_CONTEXTS: contexts }),
    },
  });
  closing.push(() => stopped(child));
  say('Starting Cairn with its test interface …');
  const until = Date.now() + PATIENCE_MS;
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('Cairn did not start: see above.');
    if (Date.now() > until) throw new Error('Cairn did not start in three minutes.');
    await new Promise((wake) => setTimeout(wake, 200));
  }
  return { base: front.origin, plain: `http://localhost:${port}`, data: join(work, 'data') };
}

function isReady(port) {
  return new Promise((settle) => {
    http
      .get({ host: 'localhost', port, path: '/readyz' }, (answer) => {
        answer.resume();
        settle(answer.statusCode === 200);
      })
      .on('error', () => settle(false));
  });
}

/** What stands before Cairn on this machine signs its certificate itself. */
function trustOf(address) {
  return { rejectUnauthorized: new URL(address).hostname !== 'localhost' };
}

function ask(address) {
  const open = address.startsWith('https:') ? https.get : http.get;
  return new Promise((settle, reject) => {
    open(address, trustOf(address), async (answer) => {
      if (answer.statusCode !== 200)
        return reject(new Error(`${address} answered ${answer.statusCode}: was Cairn started with CAIRN_VC_API=1?`));
      let text = '';
      for await (const piece of answer) text += piece;
      settle(JSON.parse(text));
    }).on('error', (error) => reject(new Error(`Nothing answers at ${address} (${error.code ?? error.message}).`)));
  });
}

/** Writes the suite's own settings into its folder, runs its mocha, and reads the report. */
async function runSuite({ name, endpoints, environment }, parts) {
  const configuration = {
    settings: { enableInteropTests: false, testAllImplementations: false },
    implementations: [{ name: 'Cairn', implementation: 'Cairn', ...endpoints(parts) }],
  };
  writeFileSync(join(folder, 'localConfig.cjs'), `module.exports = ${JSON.stringify(configuration, null, 2)};\n`);
  const report = join(work, 'report.json');
  const mocha = ['tests/', '--reporter', 'json', '--reporter-option', `output=${report}`, '--timeout', '30000'];
  say(`Running ${name} …`);
  // Not waited for in one piece: the front for TLS answers in this very process.
  const child = spawn(node, ['node_modules/mocha/bin/mocha.js', ...mocha, '--preserve-symlinks'], {
    cwd: folder,
    stdio: ['ignore', process.env.CAIRN_CONFORMANCE_LOUD ? 2 : 'ignore', 2],
    env: { ...process.env, ...TRUST, ...environment?.({ ...parts, work }) },
  });
  closing.push(() => stopped(child));
  await new Promise((settle) => child.on('exit', settle));
  if (!existsSync(report)) throw new Error('The suite ended without a report: see above.');
  const { stats, failures } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    suite: name,
    passed: stats.passes,
    failed: stats.failures,
    pending: stats.pending,
    failures: failures.map(({ fullTitle, err }) => ({ test: fullTitle, reason: String(err.message).slice(0, 500) })),
  };
}

function freePort() {
  return new Promise((settle, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address();
      probe.close(() => settle(port));
    });
  });
}

function stopped(child) {
  return new Promise((settle) => {
    if (child.exitCode !== null) return settle();
    child.on('exit', settle);
    child.kill('SIGTERM');
  });
}

/** Last opened, first closed. */
async function end(code) {
  for (const close of closing.reverse()) await close();
  process.exit(code);
}
