/** The suite for stores of statements (adlnet/lrs-conformance-test-suite), in both versions of xAPI. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './steps.mjs';

/** If the store stops answering the suite waits for ever. */
const LONGEST_MS = 600_000;

export const lrsSuites = ['1.0.3', '2.0.0'].map((version) => ({
  name: `lrs-${version}`,
  needs: ['package.json', 'bin/console_runner.js', 'node_modules/mocha/package.json'],
  run: (parts) => runLrs(version, parts),
}));

/** Its exit status is the number of failures modulo 256, and hooks cut tests off: it is passed where every test of all passed. */
async function runLrs(version, { plain, folder, data, stopped, closing }) {
  const credentials = process.env.CAIRN_XAPI_KEY ?? makeSource(version, data);
  const [key, secret] = credentials.split(':');
  const log = join(folder, 'logs');
  const args = ['-e', `${plain}/xapi`, '-x', version, '-a', '-u', key, '-p', secret, '-z'];
  const child = spawn(node, ['bin/console_runner.js', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 2] });
  closing.push(() => stopped(child));
  const limit = setTimeout(() => child.kill('SIGTERM'), LONGEST_MS);
  let said = '';
  for await (const piece of child.stdout) said += piece;
  clearTimeout(limit);
  const file = /Full run log written to (\S+\.log)/.exec(said)?.[1];
  if (!file) throw new Error(`The suite ended without a log in ${log}.`);
  const { summary, log: tree } = JSON.parse(readFileSync(file, 'utf8'));
  const { total, passed } = summary;
  return { suite: `lrs-${version}`, passed, failed: total - passed, pending: 0, failures: failuresIn(tree) };
}

function makeSource(version, data) {
  if (!data) throw new Error('Say with which key to ask: CAIRN_XAPI_KEY=key:secret.');
  const env = { ...process.env, CAIRN_DATA: data };
  const made = spawnSync(node, [join(root, 'bin/conformance-source.mjs'), version], { env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`No source could be made: ${made.stderr}`);
  return made.stdout.trim();
}

function failuresIn(node, names = []) {
  if (!node) return [];
  const path = [...names, node.name ?? node.title ?? ''];
  const parts = (node.tests ?? []).filter(Boolean);
  if (parts.length > 0) return parts.flatMap((part) => failuresIn(part, path));
  if (node.status !== 'failed') return [];
  return [{ test: path.filter(Boolean).join(' > '), reason: String(node.error ?? '').slice(0, 500) }];
}
