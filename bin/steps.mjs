/**
 * What the programs of bin/ share. Plain JavaScript for the machine's own Node (20 or newer): nothing may be installed yet.
 * Cairn itself runs on the Node that package.json pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Says what is going on, beside the output proper. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends with one sentence. 1: what was asked is at fault; 2: the system is. */
export function fail(text, code = 2) {
  say(text);
  process.exit(code);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Cairn needs Node 20 or newer to start; this is ${process.version}. See https://nodejs.org.`);
}

/** Installs what package-lock.json names and node_modules lacks. `dev`: also what only tests and checks need. */
export function install({ dev = false } = {}) {
  const wanted = readPackages('package-lock.json');
  if (!wanted) fail('package-lock.json is missing or damaged. Get it back with git checkout package-lock.json.');
  const present = readPackages('node_modules/.package-lock.json') ?? {};
  const missing = Object.entries(wanted).filter(
    ([path, entry]) => isNeeded(path, entry, dev) && present[path]?.version !== entry.version,
  );
  if (missing.length === 0 && existsSync(node)) return;
  // `npm ci` starts afresh, so what is there for the tests is kept by asking for it again.
  const all = dev || Object.entries(wanted).some(([path, entry]) => entry.dev && present[path]);
  say(`Installing ${all ? 'packages, those for tests included' : 'packages'} (once; it takes a minute or two) …`);
  const done = npm(
    all ? ['ci', '--no-progress', '--loglevel=error'] : ['ci', '--omit=dev', '--no-progress', '--loglevel=error'],
  );
  if (done.status !== 0)
    fail('The packages could not be installed: see above. Is the network there, and may this user write here?');
  if (!existsSync(node)) fail('npm left out the pinned Node. Run npm ci --foreground-scripts to see why.');
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isNeeded(path, entry, dev) {
  if (path === '' || entry.link || entry.extraneous) return false;
  if (entry.dev && !dev) return false;
  // Optional packages are mostly other machines' programs; the ones for this machine come with the rest.
  return !entry.optional && !entry.devOptional && !entry.peer;
}

function npm(args) {
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: '' } };
  if (own && /\.c?js$/.test(own)) return spawnSync(process.execPath, [own, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Compiles src/ to dist/, only if a source changed since. */
export function build() {
  const mark = join(root, 'dist/.built');
  const state = sourceState();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === state) return;
  say('Building …');
  try {
    mkdirSync(join(root, 'dist'), { recursive: true });
    rmSync(mark, { force: true });
  } catch (error) {
    fail(`The folder ${join(root, 'dist')} cannot be written to (${error.code}). Build once as a user who may.`);
  }
  const done = spawnSync(node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) fail('The build failed: see above.');
  dropOrphans(join(root, 'dist'), join(root, 'src'));
  writeFileSync(mark, state);
}

/** Names, sizes and times of all that the build reads. */
function sourceState() {
  const hash = createHash('sha256');
  const files = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...sources('src')].sort();
  for (const file of files) {
    const stats = statSync(join(root, file), { throwIfNoEntry: false });
    hash.update(`${file} ${stats?.size} ${stats?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'tests' || entry.name === 'data' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Compiled files whose source is gone would still be found by an import. */
function dropOrphans(folder, source) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) dropOrphans(path, join(source, entry.name));
    else if (entry.name.endsWith('.js')) {
      const plain = join(source, entry.name.slice(0, -3));
      if (!existsSync(`${plain}.ts`) && !existsSync(`${plain}.tsx`)) rmSync(path);
    }
  }
}

/**
 * Runs a program on the pinned Node to its end and exits as it does. Signals are passed on once: Ctrl-C reaches every
 * process of the terminal, and npm passes it on again. When whoever started us is gone, or we are killed, the program is
 * told to stop too: nothing of Cairn stays behind.
 */
export function run(args, { cwd = root, env = process.env } = {}) {
  const child = spawn(node, ['--import', pathToFileURL(join(root, 'bin/stop-with-parent.mjs')).href, ...args], {
    cwd,
    env: { ...env, CAIRN_STARTED_BY: String(process.pid) },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  let passed = 0;
  const pass = (signal) => {
    if (Date.now() - passed < 800) return;
    passed = Date.now();
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => pass(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) pass('SIGTERM');
  }, 1000).unref();
  child.on('error', (error) => fail(`${node} does not run (${error.code}). Run npm ci.`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 2 : 0)));
}

/** Runs a program on the pinned Node and returns whether it ended well. */
export function succeeds(args, env = {}) {
  return spawnSync(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** The program of an installed package, to be run on the pinned Node: `tool('vitest', 'vitest.mjs')`. */
export function tool(name, file) {
  return resolve(root, 'node_modules', name, file);
}
